"""Other words, and what may be said without giving the answer away."""

import msgspec

from skill.content.course import Entry
from skill.learner.card import Card
from skill.quiz import session
from skill.tutor import rescue
from skill.tutor.otherwise import authored, gives_away, makeshift, mixed_up, wordings
from skill.understanding.intents import Intent
from skill.understanding.subjects import entry_called, marks_wanted, subject_of, term_named

WAYS = (Intent.SIMPLER, Intent.EXAMPLE, Intent.WHY, Intent.REMEMBER, Intent.SHORT_VERSION)
BARE = Entry(
    id="delta", question="What is a delta?", answer="Mud at a river's mouth. It is flat.",
    points=("It is flat", "Mud settles there."),
)  # fmt: skip


def test_every_entry_of_the_course_can_be_said_in_every_way(course):
    for entry in course.entries():
        for intent in WAYS:
            assert authored(entry, intent), (entry.id, intent)


def test_a_bare_entry_makes_do_and_never_says_nonsense():
    assert wordings(BARE, Intent.SIMPLER) == ["It is flat. Mud settles there."]
    assert wordings(BARE, Intent.EXAMPLE) == ["It is flat."]
    assert wordings(BARE, Intent.SHORT_VERSION) == ["Mud at a river's mouth."]
    assert wordings(BARE, Intent.WHY) == []
    pointless = msgspec.structs.replace(BARE, points=())
    assert wordings(pointless, Intent.EXAMPLE) == []
    assert makeshift(pointless, Intent.SIMPLER) == ["Mud at a river's mouth."]


def test_what_says_the_answer_gives_it_away(course):
    item = course.item("q-bukharin")
    assert gives_away("Think of him as Bukharin the brake.", item)
    assert not gives_away("He wanted industry to grow slowly.", item)
    assert gives_away("He had helpers.", course.item("q-stakhanov-helpers"))


def test_a_word_of_the_glossary_is_found_the_longest_first(course):
    assert term_named(course, "what does vocational education mean").term == "vocational education"
    assert term_named(course, "what's a quota").term == "target"
    assert term_named(course, "what does photosynthesis mean") is None


def test_what_a_request_is_about():
    assert subject_of("teach me about the nep") == "the nep"
    assert subject_of("i missed the lesson on bukharin") == "bukharin"
    assert subject_of("give me a four mark question on the gulag please") == "the gulag"
    assert subject_of("teach me that") == "" == subject_of("give me a lesson")
    assert marks_wanted("give me a four mark question") == 4 == marks_wanted("a 4 marker")
    assert marks_wanted("mark my answer") == 0 == marks_wanted("i've got two marks on my arm")


def test_a_name_is_its_own_entry(course):
    assert entry_called("stakhanov", course).id == "stakhanov"
    assert entry_called("the gulag", course).id == "gulag"
    assert entry_called("industrialisation and stalin and other things", course) is None


def test_three_misses_are_enough(course):
    missed = Card(phase=1, rating=1, reps=3)
    assert rescue.is_stuck(missed)
    assert rescue.is_stuck(Card(phase=3, rating=1, reps=6, lapses=2))
    assert not rescue.is_stuck(Card(phase=3, rating=1, reps=4, lapses=1))
    assert not rescue.is_stuck(Card(phase=2, rating=3, reps=6, lapses=3))
    assert not rescue.is_stuck(None)


def test_it_is_asked_another_way_and_kept_under_its_own_name(course):
    quiz = session.start(("q-gosplan",))
    item = course.item("q-gosplan")
    other = rescue.asked_otherwise(quiz, item)
    asked = course.item(other.item_id)
    assert asked.kind == "choice" and asked.answer == "Gosplan" and asked.entry == item.entry
    assert course.topic_of(other.item_id) is course.topic_of("q-gosplan")
    assert session.marked(other, 0.0).missed == ("q-gosplan",)
    assert rescue.asked_otherwise(other, asked) == other


def test_every_other_way_is_marked_right_by_its_own_answer(course, tools):
    for item in course.items():
        other = item.otherwise()
        if other is not None:
            order = tuple(range(len(other.options)))
            assert tools.marker.mark(other, other.answer, options=order).verdict == "correct", (
                item.id
            )
            assert not gives_away(other.prompt, other) or other.options


def test_a_picture_never_says_the_answer(course):
    for item in course.items():
        text = rescue.picture(course, item)
        assert not text or not gives_away(text, item)


def test_a_mistake_that_many_make_is_put_right(course):
    assert "Lenin's, from 1921" in mixed_up(course.entry("nep"), "um stalin started the nep")
    assert mixed_up(course.entry("nep"), "it let peasants sell grain") == ""
    assert mixed_up(None, "stalin started the nep") == "" == mixed_up(course.entry("nep"), "")
