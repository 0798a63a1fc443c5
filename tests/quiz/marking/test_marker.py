"""The marker, over subjects that our own course does not teach."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.content.course import Course, CourseFile, CourseInfo, ListPoint, QuizItem, Topic
from skill.quiz.marking.marker import Marker, Marking
from tests.quiz.marking.conftest import marks

ITEMS = (
    QuizItem(id="leader", kind="short", prompt="Who led the Soviet Union in 1941?", answer="Joseph Stalin", reject=("Lenin",)),  # noqa: E501
    QuizItem(id="division", kind="short", prompt="Which cell division makes identical cells?", answer="mitosis", reject=("meiosis",)),  # noqa: E501
    QuizItem(id="ram", kind="short", prompt="Which memory is lost without power?", answer="RAM", accept=("random access memory",)),  # noqa: E501
    QuizItem(id="therm", kind="short", prompt="What happens to a thermistor's resistance as it warms?", answer="it decreases"),  # noqa: E501
    QuizItem(id="treaty", kind="short", prompt="Which treaty punished Germany?", answer="Treaty of Versailles"),  # noqa: E501
    QuizItem(id="signal", kind="short", prompt="What does a red light tell a driver to do?", answer="stop"),
    QuizItem(id="rival", kind="short", prompt="Which country raced it to the moon?", answer="the USA", accept=("the united states", "the states", "america"), reject=("United",)),  # noqa: E501
    QuizItem(id="miner", kind="short", prompt="Which miner was the model?", answer="Stakhanov", accept=("stack an off", "steak an off", "hero miner")),  # noqa: E501
    QuizItem(id="short", kind="short", prompt="Why did they move?", answer="not enough food"),
    QuizItem(id="papers", kind="choice", prompt="What were the papers for?", answer="to stop people moving", options=("to stop people moving", "to help people travel"), accept=("to stop them leaving",)),  # noqa: E501
    QuizItem(id="hindenburg", kind="short", prompt="Which general became president?", answer="Paul von Hindenburg"),  # noqa: E501
    QuizItem(id="bits", kind="number", prompt="How many bits are in a byte?", answer="8"),
    QuizItem(id="mains", kind="number", prompt="What voltage is the mains?", answer="230 volts"),
    QuizItem(id="walk", kind="number", prompt="How far is it?", answer="2 km"),
    QuizItem(id="vote", kind="number", prompt="What share of the vote was it?", answer="25 per cent"),
    QuizItem(id="jobless", kind="number", prompt="How many had no work?", answer="6 million"),
    QuizItem(id="war", kind="year", prompt="When did the war begin?", answer="1939"),
    QuizItem(id="meter", kind="choice", prompt="Which measures current?", answer="ammeter", options=("voltmeter", "ammeter", "thermometer")),  # noqa: E501
    QuizItem(id="acid", kind="true_false", prompt="True or false: acids turn litmus red.", answer="true"),
    QuizItem(id="flat", kind="true_false", prompt="True or false: the Earth is flat.", answer="false"),
    QuizItem(
        id="loads", kind="list", want=2, prompt="Name three loads on a bridge.",
        points=(ListPoint(text="traffic"), ListPoint(text="wind"), ListPoint(text="its own weight", accept=("dead load",))),  # noqa: E501
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def mark() -> Callable[..., Marking]:
    return marks(ITEMS)


@pytest.mark.parametrize(
    ("item", "verdict", "heard"),
    [
        ("leader", "correct", "um i think it was stalin"),
        ("leader", "correct", "stalling"),
        ("leader", "correct", "not lenin it was stalin"),
        ("leader", "correct", "lenin no wait stalin"),
        ("leader", "correct", "stalin who came after lenin"),
        ("leader", "partial", "joseph"),
        ("leader", "incorrect", "lenin"),
        ("leader", "incorrect", "stalin or lenin"),
        ("leader", "incorrect", "not stalin"),
        ("division", "correct", "my toe sis"),
        ("division", "incorrect", "meiosis"),
        ("division", "incorrect", "osmosis"),
        ("ram", "correct", "r a m"),
        ("ram", "incorrect", "r o m"),
        ("ram", "correct", "random access memory"),
        ("therm", "correct", "it goes down"),
        ("therm", "correct", "it doesn't go up it goes down"),
        ("therm", "incorrect", "it increases"),
        ("treaty", "correct", "versailles"),
        ("hindenburg", "correct", "hinden berg"),
        ("signal", "correct", "stop"),
        ("papers", "correct", "to stop people moving"),
        ("papers", "correct", "stop people moving"),
        ("rival", "correct", "the united states"),
        ("rival", "correct", "it was the united states i think"),
        ("rival", "incorrect", "not the united states"),
        ("rival", "incorrect", "it wasn't the united states"),
        ("short", "correct", "not enough food"),
        ("bits", "correct", "ate"),
        ("bits", "incorrect", "eight or sixteen"),
        ("mains", "correct", "two thirty"),
        ("mains", "incorrect", "230 amps"),
        ("walk", "correct", "two thousand metres"),
        ("walk", "incorrect", "two metres"),
        ("vote", "correct", "one in four"),
        ("jobless", "incorrect", "six thousand"),
        ("jobless", "correct", "about six mill"),
        ("war", "correct", "nineteen thirty nine"),
        ("war", "correct", "thirty nine"),
        ("war", "incorrect", "1940"),
        ("war", "partial", "the thirties"),
        ("meter", "correct", "bee"),
        ("meter", "correct", "the second one"),
        ("meter", "correct", "amm eater"),
        ("meter", "incorrect", "both a and b"),
        ("meter", "incorrect", "the last one"),
        ("acid", "correct", "yeah they do"),
        ("acid", "incorrect", "it's not true"),
        ("flat", "correct", "f"),
        ("acid", "correct", "it's not false"),
        ("flat", "correct", "no it's round"),
        ("flat", "incorrect", "true"),
        ("loads", "correct", "traffic and the wind"),
        ("loads", "partial", "traffic and traffic"),
        ("loads", "incorrect", "bananas"),
        ("loads", "correct", "dead load wind and bananas"),
    ],
)
def test_marks_as_an_examiner_would(
    mark: Callable[..., Marking], item: str, verdict: str, heard: str
) -> None:
    assert mark(item, heard).verdict == verdict


@pytest.mark.parametrize(
    ("heard", "said"), [("stead an ovf", "Stakhanov"), ("hefo miser", "hero miner")]
)
def test_a_spelling_by_ear_is_not_read_back(
    mark: Callable[..., Marking], heard: str, said: str
) -> None:
    marking = mark("miner", heard)
    assert (marking.verdict, marking.understood) == ("unsure", said)


def test_options_are_counted_in_the_order_they_were_read_out(mark: Callable[..., Marking]) -> None:
    assert mark("meter", "the first", options=(1, 0, 2)).verdict == "correct"
    assert mark("meter", "b", options=(1, 0, 2)).verdict == "incorrect"


def test_a_list_is_earned_over_several_turns(mark: Callable[..., Marking]) -> None:
    first = mark("loads", "wind")
    assert (first.verdict, first.points, first.credit) == ("partial", (1,), 0.5)
    again = mark("loads", "the wind", earned=frozenset({1}))
    assert (again.verdict, again.points) == ("incorrect", ())
    second = mark("loads", "traffic", earned=frozenset({1}))
    assert (second.verdict, second.points) == ("correct", (0,))


def test_silence_is_not_marked(mark: Callable[..., Marking]) -> None:
    assert mark("leader", "").verdict == "unsure"
    assert mark("leader", "🦉🦉").verdict == "unsure"
    assert mark("leader", "um er").verdict == "unsure"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from([item.id for item in ITEMS]))
def test_whatever_is_heard_gets_the_same_sound_mark_twice(heard: str, item_id: str) -> None:
    course = Course(
        CourseFile(
            format=1, course=CourseInfo(title="T"), topics=(Topic(id="t", title="T", quiz=ITEMS),)
        )
    )
    item = course.item(item_id)
    assert item is not None
    one, two = Marker(course).mark(item, heard), Marker(course).mark(item, heard)
    assert one == two
    assert 0.0 <= one.credit <= 1.0
    assert (one.verdict == "command") == (one.command is not None)


def test_five_thousand_characters_are_survived(mark: Callable[..., Marking]) -> None:
    for item in ITEMS:
        assert mark(item.id, "stalin and the wind 1939 true b " * 160).verdict in (
            "correct", "partial", "incorrect", "unsure", "dont_know", "question",
        )  # fmt: skip
