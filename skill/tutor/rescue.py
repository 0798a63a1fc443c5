"""What is missed again and again is asked another way, not once more in the same words.

Kornell, Hays and Bjork, "Unsuccessful retrieval attempts enhance subsequent learning" (Journal of
Experimental Psychology: Learning, Memory, and Cognition 35, 2009): a miss helps where what follows
it teaches; the same question over and over does not.
"""

from msgspec import structs

from skill.content.course import OTHERWISE, Course, QuizItem
from skill.learner.card import Card
from skill.learner.grouping import place_of
from skill.learner.record import Learner
from skill.quiz.session import Quiz
from skill.tutor.otherwise import gives_away

MISSES = 3


def card_at_hand(course: Course, learner: Learner, item_id: str) -> Card | None:
    """The item's card, where it needs no loading."""
    topic = course.topic_of(item_id)
    place = place_of(item_id, topic.id) if topic else 0
    return learner.cards.find(place) if topic and learner.cards.at_hand(place) else None


def is_stuck(card: Card | None) -> bool:
    """Whether an item was missed so often that the same question would not teach it."""
    if card is None or not card.missed:
        return False
    return card.lapses >= MISSES - 1 or (card.reps >= MISSES and not card.lapses)


def asked_otherwise(quiz: Quiz, item: QuizItem) -> Quiz:
    """The quiz with its open question asked another way, where the item has one."""
    if item.another_way is None or quiz.item_id.endswith(OTHERWISE):
        return quiz
    items = list(quiz.items)
    items[quiz.at] = item.id + OTHERWISE
    return structs.replace(quiz, items=tuple(items))


def picture(course: Course, item: QuizItem) -> str:
    """A way to remember, or simpler words, that do not say the answer; "" for none."""
    entry = course.entry(item.entry)
    if entry is None:
        return ""
    ways = (entry.remember, entry.simpler, *entry.examples)
    return next((text for text in ways if text and not gives_away(text, item)), "")
