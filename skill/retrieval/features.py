"""What is known of a question and each entry it may mean: a table of numbers.

One row a candidate; the columns are `COLUMNS`. All are comparable between courses: cosines,
shares of the question's weight, differences to the best candidate. `Asked` holds what is
known of the question alone.
"""

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from skill.retrieval import lexical
from skill.retrieval.index import QUESTION_BITS, Index
from skill.retrieval.terms import leaning, question_word
from skill.retrieval.views import Kind

Floats = npt.NDArray[np.float32]
CANDIDATES = 32
HELD_ROWS = 20_000
"""Up to this many vectors are held as floats (30 MB); more stay 8-bit, on disk."""

MEANING = (
    "asked_best", "asked_mean", "answer", "point", "point_asked", "detail", "whole", "topic",
    "best", "second", "in_context", "in_context_asked", "centred_asked", "centred_told",
    "centre_asked", "centre_told",
)  # fmt: skip
WORDS = ("letters_asked", "letters_told", "cover", "cover_asked", "cover_idf", "echo", "missing")
PLACE = ("is_context", "same_topic", "near", "like_context", "shares_context", "question_word")
COLUMNS = (*MEANING, *WORDS, *PLACE)
ASKED = (
    "terms", "unknown", "unknown_share", "pointing", "opener", "shortness", "has_context",
    "above_usual", "size", "rarest_unknown",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A question made ready."""

    heard: list[str]
    vector: Floats | None = None
    completed: Floats | None = None
    """The same with the context's question before it; None without context."""
    context: int | None = None
    """The entry's number that the conversation was last about."""
    topic: int | None = None


@dataclass(frozen=True)
class Table:
    """Candidates and what is known of them."""

    entries: npt.NDArray[np.int64]
    values: Floats
    """(candidates, len(COLUMNS))"""
    asked: Floats
    """(len(ASKED),)"""
    best_rows: npt.NDArray[np.int64]
    """The row of each candidate nearest in meaning (or letters)."""
    terms: list[lexical.Term] = field(default_factory=list)

    def asked_by_name(self) -> dict[str, float]:
        """What is known of the question alone, by name."""
        return dict(zip(ASKED, map(float, self.asked), strict=True))


class Describer:
    """Fills the table for questions to one course."""

    def __init__(self, index: Index):
        self.index = index
        self.stems = {stem: number for number, stem in enumerate(index.lexicon.stems)}
        self._floats: Floats | None = None
        if index.vectors is not None and len(index.vectors) <= HELD_ROWS:
            self._floats = index.vectors.astype(np.float32) / np.float32(127)

    def describe(self, question: Question) -> Table:
        """The table of the likeliest candidates, at most CANDIDATES."""
        lexicon = self.index.lexicon
        terms = lexical.terms_of(lexicon, self.stems, question.heard)
        groups = lexical.group_weights(lexicon, question.heard)
        entries = self._shortlist(question, terms)
        values = np.zeros((len(entries), len(COLUMNS)), dtype=np.float32)
        columns = {name: values[:, at] for at, name in enumerate(COLUMNS)}
        best_rows = np.zeros(len(entries), dtype=np.int64)
        if len(entries):
            best_rows = self._rows(question, groups, entries, columns)
            self._words(terms, entries, columns)
            self._place(question, entries, columns)
        return Table(entries, values, self._asked(question, terms, columns), best_rows, terms)

    def _shortlist(self, question: Question, terms: list[lexical.Term]) -> npt.NDArray[np.int64]:
        count = len(self.index.entry_ids)
        if count <= CANDIDATES:
            return np.arange(count)
        lexicon = self.index.lexicon
        score = np.zeros(count, dtype=np.float32)
        if self.index.centres is not None and question.vector is not None:
            both = [v for v in (question.vector, question.completed) if v is not None]
            for vector in both:
                near = self.index.centres @ vector
                score = np.maximum(score, near[0] + 0.5 * near[1])
        weights = np.zeros(len(lexicon.stems), dtype=np.float32)
        for term in terms:
            for number, alike in term.matches:
                weights[number] = max(weights[number], alike * lexicon.stem_idf[number])
        total = float(weights.sum())
        if total:
            sums = np.concatenate([[0.0], np.cumsum(weights[lexicon.entry_stems])])
            starts = lexicon.entry_starts
            score += ((sums[starts[1:]] - sums[starts[:-1]]) / total).astype(np.float32)
        if question.context is not None:
            score[question.context] += 0.3
        return np.sort(np.argpartition(-score, CANDIDATES)[:CANDIDATES])

    def _rows(
        self,
        question: Question,
        groups: Floats,
        entries: npt.NDArray[np.int64],
        columns: dict[str, Floats],
    ) -> npt.NDArray[np.int64]:
        sizes = (self.index.rows[entries + 1] - self.index.rows[entries]).astype(np.int64)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        shift = self.index.rows[entries].astype(np.int64) - starts
        rows = np.arange(sizes.sum()) + np.repeat(shift, sizes)
        kinds = self.index.kinds[rows]
        asked, named = kinds == Kind.PHRASING, kinds == Kind.TOPIC
        letters = np.zeros(len(rows), dtype=np.float32)
        letters[~named] = lexical.row_cosines(self.index.lexicon, groups, rows[~named])
        columns["letters_asked"][:] = _most(letters, asked, starts)
        columns["letters_told"][:] = _most(letters, ~asked & ~named, starts)
        nearest = np.where(named, -1.0, letters)
        if question.vector is not None and self.index.vectors is not None:
            cosines = self._cosines(rows, question.vector)
            nearest = np.where(named, -1.0, cosines)
            _meaning(columns, cosines, kinds, starts, sizes)
            self._centred(question.vector, cosines, rows, entries, kinds, starts, columns)
            columns["in_context"][:] = columns["best"]
            columns["in_context_asked"][:] = columns["asked_best"]
            if question.completed is not None:
                again = self._cosines(rows, question.completed)
                columns["in_context"][:] = _most(again, ~named, starts)
                columns["in_context_asked"][:] = _most(again, asked, starts)
        ends = starts + sizes
        return np.array(
            [rows[a + int(nearest[a:b].argmax())] for a, b in zip(starts, ends, strict=True)]
        )

    def _centred(
        self,
        vector: Floats,
        cosines: Floats,
        rows: npt.NDArray[np.int64],
        entries: npt.NDArray[np.int64],
        kinds: npt.NDArray[np.int8],
        starts: npt.NDArray[np.int64],
        columns: dict[str, Floats],
    ) -> None:
        """The same cosines without what all of the course has in common."""
        middle, along = self.index.middle, self.index.along[rows]
        size, shift = float(middle @ middle), float(middle @ vector)
        lengths = np.sqrt(np.maximum((1 - 2 * along + size) * (1 - 2 * shift + size), 1e-6))
        centred = (cosines - along - shift + size) / lengths
        asked, named = kinds == Kind.PHRASING, kinds == Kind.TOPIC
        columns["centred_asked"][:] = _most(centred, asked, starts)
        columns["centred_told"][:] = _most(centred, ~asked & ~named, starts)
        assert self.index.centres is not None
        columns["centre_asked"][:] = self.index.centres[0, entries] @ vector
        columns["centre_told"][:] = self.index.centres[1, entries] @ vector

    def _cosines(self, rows: npt.NDArray[np.int64], vector: Floats) -> Floats:
        if self._floats is not None:
            return self._floats[rows] @ vector
        assert self.index.vectors is not None
        return (self.index.vectors[rows].astype(np.float32) @ vector) / np.float32(127)

    def _words(
        self, terms: list[lexical.Term], entries: npt.NDArray[np.int64], columns: dict[str, Floats]
    ) -> None:
        lexicon = self.index.lexicon
        size = len(lexicon.stems)
        told = lexical.matched(terms, lexicon.entry_starts, lexicon.entry_stems, entries, size)
        asked = lexical.matched(terms, lexicon.asked_starts, lexicon.asked_stems, entries, size)
        rarity = np.array([0.15 + term.rarity for term in terms], dtype=np.float32)
        idf = np.array([self._idf(term) for term in terms], dtype=np.float32)
        columns["cover"][:] = told @ rarity / max(float(rarity.sum()), 0.5)
        columns["cover_asked"][:] = asked @ rarity / max(float(rarity.sum()), 0.5)
        columns["cover_idf"][:] = told @ idf / max(float(idf.sum()), 0.5)
        columns["missing"][:] = (1 - told) @ rarity
        for at, entry in enumerate(entries):
            mine = lexicon.asked_stems[
                lexicon.asked_starts[entry] : lexicon.asked_starts[entry + 1]
            ]
            whole = float(lexicon.stem_idf[mine].sum())
            if whole and len(terms):
                said = asked[at] @ idf
                columns["echo"][at] = min(1.0, float(said) / whole)

    def _idf(self, term: lexical.Term) -> float:
        if not term.matches:
            return 1.0
        return float(self.index.lexicon.stem_idf[term.matches[0][0]])

    def _place(
        self, question: Question, entries: npt.NDArray[np.int64], columns: dict[str, Floats]
    ) -> None:
        bit = QUESTION_BITS[question_word(question.heard)]
        if bit:
            asks = self.index.asks[entries]
            columns["question_word"][:] = np.where(asks & bit, 1.0, np.where(asks, -1.0, 0.0))
        context = question.context
        topic = question.topic
        if context is not None:
            topic = int(self.index.topics[context])
            columns["is_context"][:] = entries == context
            away = np.abs(entries - context)
            columns["near"][:] = np.where(away > 0, 1.0 / np.maximum(away, 1), 0.0)
            if self.index.centres is not None:
                centres = self.index.centres[0]
                columns["like_context"][:] = centres[entries] @ centres[context]
            columns["shares_context"][:] = self._shared(context, entries)
        if topic is not None:
            columns["same_topic"][:] = self.index.topics[entries] == topic

    def _shared(self, context: int, entries: npt.NDArray[np.int64]) -> Floats:
        """How much of the context's question, by rarity in the course, each entry holds too."""
        lexicon = self.index.lexicon
        starts = lexicon.asked_starts
        about = lexicon.asked_stems[starts[context] : starts[context + 1]]
        weights = np.zeros(len(lexicon.stems), dtype=np.float32)
        weights[about] = lexicon.stem_idf[about]
        starts = lexicon.entry_starts
        sums = [weights[lexicon.entry_stems[starts[e] : starts[e + 1]]].sum() for e in entries]
        return np.array(sums, dtype=np.float32) / max(float(weights.sum()), 0.5)

    def _asked(
        self, question: Question, terms: list[lexical.Term], columns: dict[str, Floats]
    ) -> Floats:
        unknown = [
            (0.15 + t.rarity) * (1 - max((alike for _, alike in t.matches), default=0.0))
            for t in terms
        ]
        weight = sum(0.15 + term.rarity for term in terms)
        mean, spread = self.index.usual
        best = float(columns["asked_best"].max()) if len(columns["best"]) else 0.0
        known = {
            "terms": min(len(terms), 8) / 8,
            "unknown": min(sum(unknown), 4.0),
            "unknown_share": sum(unknown) / weight if weight else 0.0,
            "rarest_unknown": max(unknown, default=0.0),
            "has_context": float(question.context is not None),
            "above_usual": max(-4.0, min(4.0, (best - mean) / spread)),
            "size": math.log1p(len(self.index.entry_ids)) / 5,
        }
        known |= zip(("pointing", "opener", "shortness"), leaning(question.heard), strict=True)
        return np.array([known[name] for name in ASKED], dtype=np.float32)


def _most(values: Floats, where: npt.NDArray[np.bool_], starts: npt.NDArray[np.int64]) -> Floats:
    """The greatest value of each span among the chosen, 0 where none is chosen."""
    return np.maximum(np.maximum.reduceat(np.where(where, values, 0.0), starts), 0.0)


def _meaning(
    columns: dict[str, Floats],
    cosines: Floats,
    kinds: npt.NDArray[np.int8],
    starts: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.int64],
) -> None:
    by_kind = {
        "asked_best": Kind.PHRASING, "answer": Kind.ANSWER, "point": Kind.POINT,
        "point_asked": Kind.POINT_ASKED, "detail": Kind.DETAIL, "whole": Kind.WHOLE,
        "topic": Kind.TOPIC,
    }  # fmt: skip
    best = _most(cosines, kinds != Kind.TOPIC, starts)
    for name, kind in by_kind.items():
        has = np.add.reduceat((kinds == kind).astype(np.int64), starts) > 0
        # A view that an entry lacks says nothing: it gets what such a view usually would.
        columns[name][:] = np.where(has, _most(cosines, kinds == kind, starts), best * 0.85)
    columns["best"][:] = best
    asked = kinds == Kind.PHRASING
    count = np.maximum(np.add.reduceat(asked.astype(np.int64), starts), 1)
    columns["asked_mean"][:] = np.add.reduceat(np.where(asked, cosines, 0.0), starts) / count
    for at, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        span = np.where(
            kinds[start : start + size] == Kind.TOPIC, -1.0, cosines[start : start + size]
        )
        columns["second"][at] = np.partition(span, -2)[-2] if size > 1 else best[at]
