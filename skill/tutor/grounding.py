"""Whether a sentence says nothing but what the course says.

What a language model wrote is spoken only if every sentence is covered. Rules that no score can
outvote: a figure, a year or a name that does not stand in the text; words that are not for a child;
talk of prompts and instructions. Then a fitted judgement (`grounding.toml`, made by
`training.grounding`) over the reader's opinion of the sentence against each sentence of the text, the
words it brings in that the text does not have, denials and claims to be total. The same division of
labour as in Honovich et al., "TRUE: Re-evaluating Factual Consistency Evaluation" (NAACL 2022), where
entailment and what is quoted complement each other.
"""

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from skill.content.course import Entry
from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in
from skill.language.stems import content_words, stem
from skill.language.years import years_of
from skill.quiz.marking.polarity import is_negator, opposite
from skill.reader.layout import mark_context
from skill.reader.reader import Pair, Reads
from skill.speech.sentences import sentences

DATA = Path(__file__).parent.parent / "data" / "grounding"
FITTED = Path(__file__).with_name("grounding.toml")
SIGNALS = (
    "reader", "second", "whole", "new", "new words", "negation", "opposites", "total", "length", "one",
)  # fmt: skip
SMALL = 12
"""Whole numbers up to here are counts that a plain sentence may make: "two things"."""
LONGEST = 40
"""Words of a sentence that a learner can follow."""


@dataclass(frozen=True)
class Judged:
    """What came of one sentence."""

    ok: bool
    reason: str = ""
    """What stopped it: figure, name, unsafe, instruction, long, or score."""
    score: float = 0.0
    """The fitted probability that the text covers it."""


def text_of(entry: Entry) -> tuple[str, ...]:
    """The sentences of an entry that a paraphrase may draw on."""
    told = (
        entry.question, entry.answer, *entry.points, entry.detail, entry.simpler, *entry.examples,
        entry.why_it_matters, entry.remember,
    )  # fmt: skip
    return tuple(each for text in told if text for each in sentences(text))


def all_covered(text: str, entry: Entry, reader: Reads) -> Judged:
    """Whether every sentence of a text is covered by an entry; the first that is not says why."""
    source = text_of(entry)
    found = [judged(sentence, entry.question, source, reader) for sentence in sentences(text)]
    if not found:
        return Judged(False, "empty")
    return next((each for each in found if not each.ok), min(found, key=lambda each: each.score))


def judged(sentence: str, question: str, source: Sequence[str], reader: Reads) -> Judged:
    """Whether a sentence is covered by the sentences of a text."""
    if reason := broken_rule(sentence, source):
        return Judged(False, reason)
    weights, threshold = _fitted()
    values = signals(sentence, question, source, reader)
    score = 1 / (1 + math.exp(-float(np.dot(values, weights))))
    return Judged(score >= threshold, "" if score >= threshold else "score", score)


def broken_rule(sentence: str, source: Sequence[str]) -> str:
    """The name of a rule that stops a sentence whatever it scores; "" for none."""
    lists = _lists()
    said = f" {' '.join(words(sentence))} "
    if len(said.split()) > LONGEST:
        return "long"
    if any(f" {phrase} " in said for phrase in lists["unsafe"]):
        return "unsafe"
    if any(f" {phrase} " in said for phrase in lists["instruction"]):
        return "instruction"
    whole = " ".join(source)
    if not _figures(sentence) <= _figures(whole) | _spelt(whole):
        return "figure"
    return "name" if _names(sentence) - {stem(word) for word in words(whole)} else ""


def signals(
    sentence: str, question: str, source: Sequence[str], reader: Reads
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(len(SIGNALS),): what the fitted judgement weighs."""
    text = sentence.lower()
    stretches = [*source, *(f"{a} {b}" for a, b in pairwise(source))]
    pairs = [Pair(text, mark_context(question, (each,))) for each in stretches]
    logits = np.asarray(reader.logits("mark", pairs), dtype=np.float64)
    shifted = logits - logits.max(axis=1, keepdims=True)
    shares = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    odds = np.log((shares[:, 0] + 1e-3) / (1 - shares[:, 0] + 1e-3))
    order = np.argsort(-odds)
    likeliest = stretches[int(order[0])]
    whole = reader.logits("mark", [Pair(text, mark_context(question, tuple(source[:6])))])[0]
    brought = _brought(sentence, source)
    telling = max(1, len(set(content_words(words(sentence)))))
    denials = sum(map(is_negator, words(sentence))) - sum(map(is_negator, words(likeliest)))
    return np.array([
        odds[order[0]], odds[order[1]] if len(order) > 1 else odds[order[0]],
        float(whole[0] - whole[2]), len(brought) / telling, min(len(brought), 6) / 3,
        float(denials != 0), float(_opposed(sentence, likeliest)), float(_totals(sentence, source)),
        len(words(sentence)) / 20, 1.0,
    ])  # fmt: skip


def _brought(sentence: str, source: Sequence[str]) -> set[str]:
    """Telling words that the text does not have and everyday explaining does not need."""
    plain = _lists()["plain"]
    had = {stem(word) for each in source for word in words(each)}
    found = {word for word in content_words(words(sentence)) if stem(word) not in had}
    return {word for word in found if word not in plain and not word.isdigit()}


def _opposed(sentence: str, likeliest: str) -> bool:
    theirs = content_words(words(likeliest))
    return any(opposite(mine, other) for mine in content_words(words(sentence)) for other in theirs)


def _totals(sentence: str, source: Sequence[str]) -> bool:
    """Whether it claims all, never, only, where the text claims nothing of the kind."""
    total = _lists()["total"]
    claimed = {word for word in words(sentence) if word in total}
    return bool(claimed - {word for each in source for word in words(each)})


def _figures(text: str) -> set[float]:
    """Years and numbers, less the small counts that any sentence may make."""
    years = {float(bound) for year in years_of(text) for bound in (year.low, year.high)}
    numbers = {float(number.value) for number in numbers_in(number_tokens(text))}
    return {value for value in numbers | years if value > SMALL or value != int(value)}


def _spelt(whole: str) -> set[float]:
    """What the text's figures come to when they are rounded as one speaks."""
    found: set[float] = set()
    for value in _figures(whole):
        found |= {round(value), float(round(value / 5) * 5), float(round(value / 10) * 10)}
    return found


_CAPITAL = re.compile(r"(?<![.!?] )(?<!^)(?<![“\"'] )\b[A-Z][\w'’]+")


def _names(sentence: str) -> set[str]:
    """Stems of capitalised words inside the sentence, and of a first word that is no English one."""
    found = {match[0] for match in _CAPITAL.finditer(sentence)}
    first = re.match(r"\W*([A-Z][\w'’]+)", sentence)
    if first and ((entry := known(first[1].lower())) is None or entry.name):
        found.add(first[1])
    plain = {word.lower().replace("’", "'").removesuffix("'s") for word in found}
    return {stem(word) for word in plain if word not in ("i", "i'm", "i'd", "i'll", "i've")}


@cache
def _lists() -> dict[str, frozenset[str]]:
    found = tomllib.loads((DATA / "en.toml").read_text(encoding="utf-8"))
    return {name: frozenset(value) for name, value in found.items()}


@cache
def _fitted() -> tuple[list[float], float]:
    found = tomllib.loads(FITTED.read_text(encoding="utf-8"))
    return [float(found["weights"][name]) for name in SIGNALS], float(found["threshold"])
