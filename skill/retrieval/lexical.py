"""Which letters and words of a question stand in an entry.

Two measures, both TF-IDF cosines in which unknown terms of the question keep their weight
(so that a half-matched question scores half): letter groups (Cavnar and Trenkle 1994) per
row, and stems per entry, with a fuzzy match for words the course does not spell that way.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from skill.retrieval.terms import BUCKETS, content_words, heard_words, letter_groups, rarity, stem
from skill.retrieval.views import Kind, Row

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
FUZZY = 78.0
"""Two stems less alike than this (0 to 100) are two words."""


@dataclass(frozen=True)
class Lexicon:
    """The compiled word side of a course. Arrays only, so that it is saved as it is."""

    stems: tuple[str, ...]
    stem_idf: Floats
    """How few entries hold the stem, 0 to 1."""
    entry_starts: Ints
    entry_stems: Ints
    """Sorted stem numbers of entry n: entry_stems[entry_starts[n]:entry_starts[n + 1]]."""
    asked_starts: Ints
    asked_stems: Ints
    """The same for its phrasings alone."""
    row_starts: Ints
    row_groups: Ints
    row_weights: Floats
    """Letter groups of each row and their weights, each row of length one."""
    group_idf: Floats
    """By bucket; a bucket that no row holds has the highest."""


def build_lexicon(rows: Sequence[Row], entries: int) -> Lexicon:
    """Count and weigh the terms of all rows."""
    tokens = [heard_words(row.text) for row in rows]
    numbers: dict[str, int] = {}
    every: list[set[int]] = [set() for _ in range(entries)]
    asked: list[set[int]] = [set() for _ in range(entries)]
    for row, heard in zip(rows, tokens, strict=True):
        if row.kind is Kind.TOPIC:
            continue
        found = {numbers.setdefault(stem(word), len(numbers)) for word in content_words(heard)}
        every[row.entry] |= found
        if row.kind is Kind.PHRASING:
            asked[row.entry] |= found
    held = Counter(number for entry in every for number in entry)
    idf = [_idf(held[number], entries) for number in range(len(numbers))]
    starts, members = _lists(every)
    asked_starts, asked_members = _lists(asked)
    return Lexicon(
        stems=tuple(numbers),
        stem_idf=np.array(idf, dtype=np.float32),
        entry_starts=starts,
        entry_stems=members,
        asked_starts=asked_starts,
        asked_stems=asked_members,
        **_group_arrays(tokens),
    )


def _idf(holders: int, entries: int) -> float:
    return math.log((entries + 1) / (holders + 0.5)) / math.log((entries + 1) / 0.5)


def _lists(sets: list[set[int]]) -> tuple[Ints, Ints]:
    starts = np.cumsum([0, *(len(members) for members in sets)]).astype(np.int32)
    flat = [number for members in sets for number in sorted(members)]
    return starts, np.array(flat, dtype=np.int32)


def _group_arrays(tokens: list[list[str]]) -> dict[str, npt.NDArray[Any]]:
    counts = [Counter(letter_groups(heard)) for heard in tokens]
    held = np.zeros(BUCKETS, dtype=np.float32)
    for row in counts:
        held[list(row)] += 1
    idf = np.log((len(tokens) + 1) / (held + 0.5)).astype(np.float32)
    starts = np.cumsum([0, *(len(row) for row in counts)]).astype(np.int32)
    groups = np.empty(starts[-1], dtype=np.int32)
    weights = np.empty(starts[-1], dtype=np.float32)
    for at, row in enumerate(counts):
        where = slice(starts[at], starts[at + 1])
        groups[where] = list(row)
        weights[where] = _unit(idf[groups[where]] * np.sqrt(list(row.values())))
    return {"row_starts": starts, "row_groups": groups, "row_weights": weights, "group_idf": idf}


def _unit(vector: Floats) -> Floats:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def group_weights(lexicon: Lexicon, heard: list[str]) -> Floats:
    """The question's letter groups as a dense vector of length one (or zero)."""
    dense = np.zeros(BUCKETS, dtype=np.float32)
    counts = Counter(letter_groups(heard))
    where = list(counts)
    if where:
        dense[where] = _unit(lexicon.group_idf[where] * np.sqrt(list(counts.values())))
    return dense


def row_cosines(lexicon: Lexicon, question: Floats, rows: npt.NDArray[np.int64]) -> Floats:
    """Letter-group cosine of the question to each of these rows."""
    found = np.zeros(len(rows), dtype=np.float32)
    sizes = (lexicon.row_starts[rows + 1] - lexicon.row_starts[rows]).astype(np.int64)
    if not sizes.sum():
        return found
    held = np.flatnonzero(sizes)
    sizes = sizes[held]
    starts = np.cumsum(sizes) - sizes
    shift = lexicon.row_starts[rows[held]].astype(np.int64) - starts
    where = np.arange(int(sizes.sum())) + np.repeat(shift, sizes)
    parts = question[lexicon.row_groups[where]] * lexicon.row_weights[where]
    found[held] = np.add.reduceat(parts, starts)
    return found


@dataclass(frozen=True)
class Term:
    """A content word of the question."""

    word: str
    rarity: float
    """In general English, 0 to 1."""
    matches: tuple[tuple[int, float], ...]
    """Stems of the course it may be, with how alike they are (0 to 1)."""


def terms_of(lexicon: Lexicon, numbers: dict[str, int], heard: list[str]) -> list[Term]:
    """The question's content words, each once, matched to the course's stems."""
    found = []
    for word in dict.fromkeys(content_words(heard)):
        root = stem(word)
        if root in numbers:
            matches: tuple[tuple[int, float], ...] = ((numbers[root], 1.0),)
        elif len(root) >= 4 and not root.isdigit():
            near = process.extract(
                root, lexicon.stems, scorer=fuzz.ratio, limit=3, score_cutoff=FUZZY
            )
            matches = tuple((at, (score / 100) ** 2) for _, score, at in near)
        else:
            matches = ()
        found.append(Term(word, rarity(word), matches))
    return found


def matched(
    terms: list[Term], starts: Ints, members: Ints, entries: npt.NDArray[np.int64], size: int
) -> Floats:
    """How far each term stands in each entry: (entries, terms), 0 to 1."""
    found = np.zeros((len(entries), len(terms)), dtype=np.float32)
    worth = np.zeros((size, len(terms)), dtype=np.float32)
    for at, term in enumerate(terms):
        for number, alike in term.matches:
            worth[number, at] = alike
    for row, entry in enumerate(entries):
        inside = members[starts[entry] : starts[entry + 1]]
        if len(inside) and terms:
            found[row] = worth[inside].max(axis=0)
    return found
