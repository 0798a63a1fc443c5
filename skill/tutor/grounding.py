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
from skill.language.years import years_in
from skill.quiz.marking.polarity import is_negator, opposite
from skill.reader.layout import mark_context
from skill.reader.reader import Pair, Reads
from skill.speech.sentences import sentences

DATA = Path(__file__).parent.parent / "data" / "grounding"
FITTED = Path(__file__).with_name("grounding.toml")
SIGNALS = (
    "reader", "second", "whole", "new", "new words", "negation", "opposites", "total", "length",
    "new squared", "new words squared", "length squared", "near", "runs", "one",
)  # fmt: skip
SMALL = 12
"""Whole numbers up to here are counts that a plain sentence may make: "two things"."""
LONGEST = 40
"""Words of a sentence that a learner can follow."""
MIN_STEM = 4
"""Letters that a name and that of its people share at least."""


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
    if _verbatim(sentence, source):
        return Judged(True, score=1.0)
    weights, threshold = _fitted()
    values = signals(sentence, question, source, reader)
    score = 1 / (1 + math.exp(-float(np.dot(values, weights))))
    return Judged(score >= threshold, "" if score >= threshold else "score", score)


def _verbatim(sentence: str, source: Sequence[str]) -> bool:
    """Whether the very words stand in the text."""
    said = f" {' '.join(words(sentence))} "
    return said in f" {' '.join(word for each in source for word in words(each))} "


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
    told = {value for each in source for value in _figures(each)}
    told |= _as_spoken(told)
    if not all(_told(value, sentence, told) for value in _figures(sentence)):
        return "figure"
    return "name" if any(not _named(name, whole) for name in _names(sentence)) else ""


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
    graded = np.array([
        odds[order[0]] / 4, odds[order[1] if len(order) > 1 else order[0]] / 4,
        float(whole[0] - whole[2]) / 4, len(brought) / telling, min(len(brought), 6) / 3,
        len(words(sentence)) / 20,
    ])  # fmt: skip
    found = [
        float(denials != 0), float(_opposed(sentence, likeliest)), float(_totals(sentence, source)),
    ]  # fmt: skip
    # The second and third word that the text lacks tell more than the first.
    near, runs = _overlap(sentence, stretches)
    return np.array([*graded[:5], *found, graded[5], *graded[3:] ** 2, near, runs, 1.0])


def _brought(sentence: str, source: Sequence[str]) -> set[str]:
    """Telling words that the text does not have and everyday explaining does not need."""
    plain = _lists()["plain"]
    had = {stem(word) for each in source for word in words(each)}
    found = {word for word in content_words(words(sentence)) if stem(word) not in had}
    return {word for word in found if word not in plain and not word.isdigit()}


def _overlap(sentence: str, stretches: Sequence[str]) -> tuple[float, float]:
    """The largest share of its telling words, and of its neighbouring pairs, that one stretch has."""
    mine = {stem(word) for word in content_words(words(sentence))}
    pairs = set(pairwise(words(sentence)))
    near = max(len(mine & {stem(w) for w in words(each)}) for each in stretches) / max(1, len(mine))
    runs = max(len(pairs & set(pairwise(words(each)))) for each in stretches) / max(1, len(pairs))
    return near, runs


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
    tokens = number_tokens(text)
    years = years_in(tokens)
    numbers = numbers_in(tokens)
    # "nineteen fifty" is a year, and not nineteen and fifty besides; "166 million" is no year 166.
    years = [y for y in years if not any(n.start <= y.start and y.end < n.end for n in numbers)]
    found = {float(bound) for year in years for bound in (year.low, year.high)}
    for number in numbers:
        # A span of years may have a figure between its ends: "in 1928 to 165.9 million in 1940".
        inside = [y for y in years if y.start <= number.start and number.end <= y.end]
        if not inside or (number.value > _TWO_DIGITS and all(y.kind == "span" for y in inside)):
            found.add(float(number.value))
    return {value for value in found if value > SMALL or value != int(value)}


def _told(value: float, sentence: str, told: set[float]) -> bool:
    """Whether a figure stands in the text, as it is or as a share or a part of a span said otherwise."""
    if value in told or (value < 1 and round(value * 100, 6) in told):
        return True
    # "from 35 to 166 million": the first is meant in millions, too.
    return any(f" {name}" in sentence and value * size in told for name, size in _SCALES)


_TWO_DIGITS = 99
_LARGE = 10_000
"""From here on a figure may be said to two or three places."""
_SCALES = (("thousand", 1e3), ("million", 1e6), ("billion", 1e9))


def _as_spoken(told: set[float]) -> set[float]:
    """What figures come to when they are rounded as one speaks."""
    found: set[float] = set()
    for value in told:
        found |= {round(value), float(round(value / 5) * 5), float(round(value / 10) * 10)}
        if value >= _LARGE:
            step = 10.0 ** (math.floor(math.log10(value)) - 1)
            for unit in (step, step / 10):
                found |= {float(math.floor(value / unit) * unit), float(round(value / unit) * unit)}
    return found


_CAPITAL = re.compile(r"(?<![.!?] )(?<!^)(?<![“\"'] )\b[A-Z][\w'’]+")
_CONTRACTED = re.compile(r"['’]\w+$|(?<=\w)n['’]t$")
_FIRST = re.compile(r"\W*([A-Z][\w'’]+)")
_PEOPLE = ("", "s", "n", "an", "ian", "ish", "ese", "ean", "i")
"""What makes a country's name the name of its people."""


def _names(sentence: str) -> set[str]:
    """Capitalised words inside the sentence, and a first word that is no English one: small letters."""
    found = {match[0] for match in _CAPITAL.finditer(sentence)}
    if first := _FIRST.match(sentence):
        found.add(first[1])
    spoken = {word for name in found for word in words(_CONTRACTED.sub("", name))}
    inside = {word for name in found - {first[1] if first else ""} for word in words(name)}
    return {w for w in spoken if not _plain_english(w) or (w in inside and w not in ("i",))}


def _plain_english(word: str) -> bool:
    entry = known(word)
    return entry is not None and not entry.name


def _named(name: str, whole: str) -> bool:
    """Whether the text has the name, or that of its people: Brazil, Brazilian."""
    mine = stem(name)
    for word in words(whole):
        theirs = stem(word)
        if theirs == mine:
            return True
        short, long = sorted((mine, theirs), key=len)
        if len(short) >= MIN_STEM and long.startswith(short) and long[len(short) :] in _PEOPLE:
            return True
    return False


@cache
def _lists() -> dict[str, frozenset[str]]:
    found = tomllib.loads((DATA / "en.toml").read_text(encoding="utf-8"))
    return {name: frozenset(value) for name, value in found.items()}


@cache
def _fitted() -> tuple[list[float], float]:
    found = tomllib.loads(FITTED.read_text(encoding="utf-8"))
    return [float(found["weights"][name]) for name in SIGNALS], float(found["threshold"])
