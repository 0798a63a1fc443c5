"""What stands in the braces of a GIFT question."""

import re
from dataclasses import dataclass, field
from html import unescape

_PARTS = re.compile(r"(?<!\\)(?=[=~])")
_WHY = re.compile(r"(?<!\\)#")
_GENERAL = re.compile(r"(?<!\\)####(.*)$", re.DOTALL)
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_TRUTH = re.compile(r"^(T|F|TRUE|FALSE)\s*(?:(?<!\\)#(.*))?$", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")


@dataclass
class Answers:
    """The answers of one question."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    """All of a choice's, in their order."""
    any: bool = False
    """Each right answer is enough."""
    why: str = ""
    why_wrong: list[tuple[str, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Of a matching question."""
    why_not: str = ""
    """Why it cannot be asked; "" where it can."""


def unescaped(text: str) -> str:
    """The text without backslashes, markup and entities."""
    text = re.sub(r"\\n", " ", text)
    text = re.sub(r"\\([~=#{}:])", r"\1", text)
    return " ".join(unescape(_TAGS.sub(" ", text)).split())


def read_answers(inside: str) -> Answers:
    """The answers between the braces."""
    answers = Answers()
    general = _GENERAL.search(inside)
    if general:
        answers.why, inside = unescaped(general[1]), inside[: general.start()]
    inside = inside.strip()
    if not inside:
        answers.why_not = "an essay: nobody can mark it by ear"
    elif truth := _TRUTH.match(inside):
        _truth(answers, truth[1], truth[2] or "")
    elif inside.startswith("#"):
        _number(answers, inside[1:].strip())
    else:
        _listed(answers, [part for part in _PARTS.split(inside) if part.strip()])
    return answers


def _truth(answers: Answers, said: str, feedback: str) -> None:
    answers.right = ["true" if said.upper().startswith("T") else "false"]
    answers.options = ["true", "false"]
    told = [unescaped(part) for part in _WHY.split(feedback)]
    answers.why = answers.why or next((part for part in reversed(told) if part), "")


def _number(answers: Answers, inside: str) -> None:
    """`354:5`, `3.141..3.142`, or several with weights."""
    parts = [part for part in _PARTS.split(inside) if part.strip()] or [inside]
    for part in parts:
        value, *why = _WHY.split(part.lstrip("="))
        weight = _WEIGHT.match(value.strip())
        value = _WEIGHT.sub("", value.strip())
        if part.startswith("~") or (weight and float(weight[1]) < 100):
            continue
        if why:
            answers.why = answers.why or unescaped(why[0])
        answers.right.append(_figure(value))
    answers.right = [each for each in answers.right if each][:1]
    answers.why_not = "" if answers.right else "its number cannot be read"


def _figure(value: str) -> str:
    low, dots, high = value.strip().partition("..")
    if dots:
        return f"{low.strip()} to {high.strip()}"
    return value.partition(":")[0].strip()


def _listed(answers: Answers, parts: list[str]) -> None:
    choice = any(part.startswith("~") for part in parts)
    for part in parts:
        body, *why = _WHY.split(part[1:], maxsplit=1)
        weight = _WEIGHT.match(body.strip())
        text = unescaped(_WEIGHT.sub("", body.strip()))
        if "->" in text and not choice:
            left, _, right = text.partition("->")
            answers.pairs.append((left.strip(), right.strip()))
            continue
        good = part.startswith("=") if not weight else float(weight[1]) > 0
        if part.startswith("=") and weight:
            good = float(weight[1]) >= 100
        if good:
            answers.right.append(text)
        elif text:
            answers.wrong.append(text)
        _told(answers, text, good, unescaped(why[0]) if why else "")
        answers.options.append(text)
    if not choice:
        answers.any, answers.options, answers.wrong = True, [], []
    if not answers.right and not answers.pairs:
        answers.why_not = "no answer is marked as right with ="


def _told(answers: Answers, text: str, good: bool, why: str) -> None:
    if not why:
        return
    if good:
        answers.why = f"{answers.why} {why}".strip()
    else:
        answers.why_wrong.append((text, why))
