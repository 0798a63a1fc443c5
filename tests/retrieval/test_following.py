"""A question about the page just heard is answered from it; one that goes on to another is not held back."""

import pytest

from skill.content.loading import load_course
from skill.retrieval.following import points_back, signals, spelt_out, subject_of
from skill.retrieval.routing import Candidate, Context, Routing
from skill.retrieval.terms import heard_words
from skill.settings import HOME, Settings


@pytest.fixture(scope="module")
def shipped():
    return load_course(HOME / "content.json")


@pytest.mark.parametrize(
    ("entry", "subject"),
    [("rasputin", ["rasputin"]), ("july-days", ["july", "days"]), ("kornilov", ["kornilov"])],
)
def test_what_an_entry_is_about(shipped, entry, subject):
    assert subject_of(shipped.entry(entry)) == subject


@pytest.mark.parametrize(
    ("heard", "spelt"),
    [
        ("how did he die", "how did rasputin die"),
        ("what was his power", "what was rasputin's power"),
        ("why was that", "why was rasputin"),
        ("who killed him and why did they do it", "who killed rasputin and why did they do it"),
        ("how many died", "how many died rasputin"),
        ("what about that prophecy", "what about that prophecy rasputin"),
    ],
)
def test_pointing_words_are_spelt_out(heard, spelt):
    assert " ".join(spelt_out(heard.split(), ["rasputin"])) == spelt


def test_pointing_back():
    assert points_back(["when", "was", "that"]) and points_back(["it's", "odd"])
    assert not points_back(["when", "did", "lenin", "die"])


def test_the_signals_are_what_they_are_called(shipped):
    entry = shipped.entry("rasputin")
    as_said = Routing("did_you_mean", (Candidate("lenin-death", 0.7), Candidate("rasputin", 0.1)))
    spelt = Routing("answer", (Candidate("rasputin", 0.97),))
    values = signals(["how", "did", "he", "die"], entry, as_said, spelt, (1.7, -1.6))
    assert values == [0.97, 1.0, 1.7, -1.6, 0.1, 0.0, 0.7, 1.0, 1.0, *values[9:12], 1.0]


@pytest.mark.parametrize(
    ("entry", "text"),
    [("kornilov", "what was he trying to do"),
     ("july-days", "who started it"), ("gulag", "what did they do there"),
     ("april-theses", "what did they say")],
)  # fmt: skip
def test_a_follow_up_stays_with_its_page(router, entry, text):
    routing = router.route(text, Context(entry))
    assert routing.decision != "unknown" and routing.candidates[0].entry_id == entry
    assert (
        router.route(text).candidates[0].entry_id != entry
        or router.route(text).decision != "answer"
    )


@pytest.mark.parametrize(
    ("entry", "text", "other"),
    [("kulak", "what was the nep", "nep"), ("rasputin", "who was kerensky", "kerensky"),
     ("gulag", "how did lenin die", "lenin-death")],
)  # fmt: skip
def test_what_names_another_page_goes_there(router, entry, text, other):
    assert router.route(text, Context(entry)).candidates[0].entry_id == other


def test_long_questions_and_no_context_are_left_alone(router):
    assert router.route("who started it").decision != "answer"
    assert heard_words("who started it")


@pytest.fixture(scope="module")
def router(shipped):
    from skill.compose import tools_for

    router = tools_for(shipped, Settings()).router
    if router.router._rereader is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    return router
