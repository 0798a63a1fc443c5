"""How a learner is doing, from summaries alone: no card is read."""

from dataclasses import dataclass
from datetime import datetime

from skill.content.course import Course, Topic
from skill.learner.record import Learner
from skill.quiz.selection import due_count, for_board

KNOWN = 75
"""Per cent of mastery from which a topic counts as known."""


@dataclass(frozen=True)
class TopicProgress:
    """One topic."""

    topic_id: str
    title: str
    items: int
    """Questions that it has (of the learner's exam board)."""
    seen: int
    """Of them, asked at least once."""
    weak: int
    """Of them, wrong last time or not yet settled."""
    mastery: int
    """Per cent, over all its items; see `Card.mastery`."""


@dataclass(frozen=True)
class Progress:
    """The whole course."""

    topics: tuple[TopicProgress, ...]
    """Those with questions, in the course's order."""
    mastery: int
    """Per cent, over all items."""
    seen: int
    items: int
    due: int
    """How many items are due now."""
    next_due: datetime | None
    """When the next one falls due after now; None if nothing will."""
    streak: int
    quizzes: int

    @property
    def started(self) -> tuple[TopicProgress, ...]:
        """Topics of which something was asked."""
        return tuple(topic for topic in self.topics if topic.seen)

    @property
    def weakest(self) -> tuple[TopicProgress, ...]:
        """Begun topics that are not known yet, the least mastered first."""
        unknown = (topic for topic in self.started if topic.mastery < KNOWN)
        return tuple(sorted(unknown, key=lambda topic: topic.mastery))

    @property
    def strongest(self) -> TopicProgress | None:
        """The begun topic that is mastered best."""
        return max(self.started, key=lambda topic: topic.mastery, default=None)

    @property
    def untouched(self) -> tuple[TopicProgress, ...]:
        """Topics of which nothing was asked yet."""
        return tuple(topic for topic in self.topics if not topic.seen)


def progress(course: Course, learner: Learner, now: datetime) -> Progress:
    """How the learner does at `now` (aware; else ValueError). Loads nothing."""
    topics = [_of_topic(course, topic, learner) for topic in course.topics]
    topics = [topic for topic in topics if topic.items]
    items = sum(topic.items for topic in topics)
    return Progress(
        topics=tuple(topics),
        mastery=round(sum(t.mastery * t.items for t in topics) / items) if items else 0,
        seen=sum(topic.seen for topic in topics),
        items=items,
        due=due_count(course, learner, now),
        next_due=learner.next_due(now),
        streak=learner.streak,
        quizzes=learner.quizzes,
    )


def _of_topic(course: Course, topic: Topic, learner: Learner) -> TopicProgress:
    items = [
        item for item in topic.quiz if not item.draft and for_board(course, item, learner.board)
    ]
    groups = [learner.cards.summaries[name] for name in learner.groups_of(topic.id)]
    # Cards of items that were since removed may still be counted: never more than there are.
    seen = min(sum(group.count for group in groups), len(items))
    return TopicProgress(
        topic_id=topic.id,
        title=topic.title,
        items=len(items),
        seen=seen,
        weak=min(sum(group.weak for group in groups), seen),
        mastery=min(round(sum(g.mastery for g in groups) / len(items)), 100) if items else 0,
    )
