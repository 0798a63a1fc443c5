"""A question → the entries that may answer it, a probability each, and what to do."""

from dataclasses import replace

import numpy as np

from skill.content.course import Course, Entry
from skill.retrieval.decide import decide
from skill.retrieval.explain import describe_routing
from skill.retrieval.features import COLUMNS, Describer, Question, Table
from skill.retrieval.following import (
    SIGNALS,
    chance,
    signals,
    spelt_out,
    subject_of,
    weights,
)
from skill.retrieval.fusion import Floats, load_fusion
from skill.retrieval.index import Encodes, Index
from skill.retrieval.mishearing import Names, Reading
from skill.retrieval.query import prepare, read_words
from skill.retrieval.rereading import Rereader, may_offer
from skill.retrieval.routing import NO_CONTEXT, Candidate, Context, Routing
from skill.retrieval.terms import content_words
from skill.retrieval.verbatim import CERTAIN, asked_verbatim

__all__ = ["Candidate", "Context", "Router", "Routing"]

SHOWN = 5
CLEARLY = 0.9
"""The chance from which the page heard last is told again; from the fitted bar on it is offered, and with
it what the words alone come nearest to."""
LONGEST_FOLLOWING = 14
"""Words that a question about what was just heard has at most; a longer one says what it is about."""


class Router:
    """Routes questions to the entries of one course. It keeps no state between questions."""

    def __init__(
        self,
        course: Course,
        index: Index,
        encoder: Encodes | None,
        rereader: Rereader | None = None,
    ):
        self.course = course
        self._rereader = rereader
        self._index = index
        self._encoder = encoder if index.vectors is not None else None
        self._numbers = {name: number for number, name in enumerate(index.entry_ids)}
        self._describer = Describer(index)
        self._names = Names(index.names)
        self._fusion = load_fusion(self._encoder is not None)

    def route(self, text: str, context: Context = NO_CONTEXT) -> Routing:
        """Rank the entries for what was heard. An empty or wordless text gives "unknown"."""
        routing = self.by_itself(text, context)
        before = self.course.entry(context.entry_id) if context.entry_id else None
        if before is None or self._rereader is None or before.id not in self._numbers:
            return routing
        return self._stayed(text, before, routing) or routing

    def _stayed(self, text: str, before: Entry, routing: Routing) -> Routing | None:
        """The page heard last once more, where it is what the question is about ("when was that")."""
        heard = read_words(text)
        subject = subject_of(before)
        first = routing.candidates[0].entry_id if routing.candidates else ""
        if not heard or not subject or len(heard) > LONGEST_FOLLOWING:
            return None
        if routing.decision == "answer" and (
            first == before.id or routing.candidates[0].score >= CERTAIN
        ):
            return None
        spelt = " ".join(spelt_out(heard, subject))
        again = self.by_itself(spelt)
        assert self._rereader is not None
        covers = self._rereader.answers_after(text, spelt, before)
        if covers is None:
            return None
        values = signals(heard, before, routing, again, covers)
        sure = chance(values)
        if sure < (CLEARLY if routing.decision == "answer" else weights()[1]):
            return None
        mine = next((c for c in again.candidates if c.entry_id == before.id), None)
        stayed = Candidate(
            before.id, sure, mine.point if mine else None, dict(zip(SIGNALS, values, strict=True))
        )
        others = tuple(
            replace(c, score=c.score * (1 - sure))
            for c in routing.candidates
            if c.entry_id != before.id
        )
        return replace(
            routing, decision="answer" if sure >= CLEARLY else "did_you_mean",
            candidates=(stayed, *others)[:SHOWN], mention=None,
            nothing=routing.nothing * (1 - sure),
        )  # fmt: skip

    def by_itself(self, text: str, context: Context = NO_CONTEXT) -> Routing:
        """The same without spelling out what the question points back at."""
        entry = self._numbers.get(context.entry_id or "")
        before = self.course.entry(context.entry_id) if entry is not None else None
        topics = [topic.id for topic in self.course.topics]
        topic = topics.index(context.topic_id) if context.topic_id in topics else None
        heard = read_words(text)
        if not heard or not self._index.entry_ids:
            return Routing("unknown", (), heard=" ".join(heard))
        asked = before.question if before else ""
        readings = [heard, *([other.heard] if (other := self._other_reading(heard)) else [])]
        questions = prepare(readings, self._encoder, entry, asked, topic)
        table, shares = self._judged(questions[0])
        if other:
            again, other_shares = self._judged(questions[1], other.trust)
            if other_shares.max() > shares.max():
                table, shares, heard = again, other_shares, other.heard
        shares, certain = self._certain(heard, table, shares)
        order = (-shares).argsort(kind="stable")[:SHOWN]
        nothing = max(0.0, 1.0 - float(shares.sum()))
        # Words without any matter ("what is it then") name nothing unless something was on.
        empty = not content_words(heard) and entry is None
        decision = decide(shares[order], nothing)
        covers: dict[int, float] = {}
        if decision != "answer" and not empty and not certain:
            # What is not clear is read again: that may bring an offer about, and orders it.
            reread, read = self._reread(text, table, shares, asked, context.entry_id)
            ordered = (-reread).argsort(kind="stable")[:SHOWN]
            if may_offer(decision, reread[ordered]):
                decision, covers = "did_you_mean", read
                shares, order = reread, ordered
                nothing = max(0.0, 1.0 - float(reread.sum()))
        ranked = (self._index.entry_ids[int(table.entries[at])] for at in order)
        mention = None if certain else self._index.mentions.only_mentioned(heard, ranked)
        return Routing(
            decision="answer" if certain else "unknown" if empty or mention else decision,
            mention=mention,
            candidates=tuple(
                self._candidate(table, int(at), float(shares[at]), covers.get(int(at)))
                for at in order
            ),
            heard=" ".join(heard),
            nothing=nothing,
            asked=table.asked_by_name(),
        )

    def _reread(
        self, text: str, table: Table, shares: Floats, asked: str, context: str | None
    ) -> tuple[Floats, dict[int, float]]:
        """The shares after the likeliest were read beside the question, and what the reader said of
        each; as they were, and nothing, where there is no reader."""
        order = (-shares).argsort(kind="stable")
        if not len(order) or self._rereader is None:
            return shares, {}
        ids = [self._index.entry_ids[int(table.entries[at])] for at in order]
        found = self._rereader.reread(text, ids, shares[order], asked, context)
        if found is None:
            return shares, {}
        again = np.empty_like(shares)
        again[order] = found[0]
        return again, {int(at): float(c) for at, c in zip(order, found[1], strict=False)}

    def _certain(self, heard: list[str], table: Table, shares: Floats) -> tuple[Floats, bool]:
        """The shares as they are for words that stand in the course as one entry's question."""
        best = (-shares).argsort(kind="stable")[:SHOWN]
        ids = [self._index.entry_ids[int(table.entries[at])] for at in best]
        found = asked_verbatim(heard, (e for e in map(self.course.entry, ids) if e))
        if found is None:
            return shares, False
        first = table.entries == self._numbers[found]
        rest = shares * ((1 - CERTAIN) / max(float(shares[~first].sum()), 1 - CERTAIN))
        return np.where(first, np.maximum(shares, CERTAIN), rest).astype(shares.dtype), True

    def _other_reading(self, heard: list[str]) -> Reading | None:
        return self._names.reading(heard, self._describer.stems)

    def _judged(self, question: Question, trust: float = 1.0) -> tuple[Table, Floats]:
        table = self._describer.describe(question)
        shares, _ = self._fusion.probabilities(table)
        return table, shares * np.float32(trust)

    def explain(self, routing: Routing) -> str:
        """The routing in words, for a teacher: candidates, their signals, the decision."""
        return describe_routing(self.course, routing)

    def _candidate(
        self, table: Table, at: int, share: float, cover: float | None = None
    ) -> Candidate:
        row = int(table.best_rows[at])
        point = int(self._index.points[row])
        return Candidate(
            entry_id=self._index.entry_ids[int(table.entries[at])],
            score=share,
            point=point if point >= 0 and self._about_a_point(table, at) else None,
            signals=dict(zip(COLUMNS, map(float, table.values[at]), strict=True))
            | ({} if cover is None else {"reader": cover}),
        )

    def _about_a_point(self, table: Table, at: int) -> bool:
        values = dict(zip(COLUMNS, table.values[at], strict=True))
        return bool(values["point"] > values["asked_best"])
