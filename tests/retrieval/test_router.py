"""From a question to a decision, with the encoder and without."""

from pathlib import Path

import msgspec
import pytest

from skill.content.course import Course, CourseFile
from skill.retrieval.open import open_router
from skill.retrieval.router import Context, Router


@pytest.fixture(scope="module", params=["meaning", "words"])
def router(request: pytest.FixtureRequest, rivers: Course) -> Router:
    weights = request.getfixturevalue("weights") if request.param == "meaning" else None
    return open_router(rivers, cache=None, weights=weights).ready()


def first(router: Router, text: str, context: Context | None = None) -> str:
    routing = router.route(text, context or Context())
    return routing.candidates[0].entry_id


def test_every_phrasing_finds_its_own_entry(router: Router, rivers: Course) -> None:
    for entry in rivers.entries():
        for phrasing in (entry.question, *entry.also_asked):
            assert first(router, phrasing) == entry.id
            assert router.route(phrasing).decision != "unknown"


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("um so how does a a meander get made then", "meanders"),
        ("a trition what is it", "attrition"),
        ("high draw lick action", "hydraulic-action"),
        ("OXBOW LAKES?!", "oxbow"),
    ],
)
def test_spoken_forms(router: Router, said: str, entry: str) -> None:
    assert first(router, said) == entry


def test_meaning_finds_what_shares_no_word(rivers: Course, weights: Path) -> None:
    router = open_router(rivers, cache=None, weights=weights).ready()
    assert first(router, "why are the stones all smooth near the sea") == "attrition"
    assert first(router, "what makes a stream curve from side to side") == "meanders"


@pytest.mark.parametrize(
    "said",
    ["", "   ", "um er", "😀😀", "?!", "what is it then", "\n\t", "'", "x" * 5_000, "7" * 400],
)
def test_what_says_nothing_is_unknown(router: Router, said: str) -> None:
    assert router.route(said).decision == "unknown"


@pytest.mark.parametrize(
    "said", ["set a timer for ten minutes", "who won the world cup", "what is a covalent bond"]
)
def test_what_is_not_covered_is_not_answered(router: Router, said: str) -> None:
    assert router.route(said).decision != "answer"


def test_scores_are_probabilities_in_order(router: Router) -> None:
    routing = router.route("how are bends in rivers formed " * 100)
    scores = [candidate.score for candidate in routing.candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 4
    assert min(scores) >= 0
    assert sum(scores) + routing.nothing == pytest.approx(1, abs=1e-4)


def test_the_same_question_has_the_same_routing(router: Router) -> None:
    assert router.route("why do rivers bend") == router.route("why do rivers bend")


def test_a_whole_question_is_not_dragged_back(router: Router) -> None:
    said = "why do pebbles get rounder downstream"
    assert first(router, said, Context("oxbow", "lakes")) == "attrition"


def test_unknown_ids_in_the_context_are_nothing(router: Router) -> None:
    plain = router.route("why do rivers bend")
    assert router.route("why do rivers bend", Context("gone", "gone too")) == plain


def test_a_point_is_named(rivers: Course, weights: Path) -> None:
    router = open_router(rivers, cache=None, weights=weights).ready()
    routing = router.route("is a river cliff what grows on the outside")
    assert (routing.candidates[0].entry_id, routing.candidates[0].point) == ("meanders", 0)


def test_the_explanation_is_in_words(router: Router) -> None:
    said = router.explain(router.route("why do rivers bend"))
    assert "How does a meander form?" in said
    assert "Decision:" in said


@pytest.mark.parametrize("count", [0, 1])
def test_tiny_courses(count: int, rivers: Course, weights: Path) -> None:
    topic = rivers.topics[0]
    small = msgspec.structs.replace(topic, entries=topic.entries[:count])
    course = Course(CourseFile(format=1, course=rivers.info, topics=(small,)))
    for folder in (weights, None):
        router = open_router(course, cache=None, weights=folder)
        routing = router.route("what is hydraulic action")
        assert [c.entry_id for c in routing.candidates] == ["hydraulic-action"][:count]
        assert (routing.decision == "unknown") is (count == 0)
        assert router.route("tell me a joke").decision == "unknown"
