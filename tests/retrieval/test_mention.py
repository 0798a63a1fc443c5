"""Somebody the course mentions and has no entry for."""

import pytest

from skill.retrieval.mention import mentions_of, somebody_asked_for
from skill.retrieval.terms import heard_words


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("who was lenin", ["lenin"]),
        ("um who's lenin again", ["lenin"]),
        ("who exactly was karl marx then", ["karl", "marx"]),
        ("who was trotsky and what did he want", ["trotsky"]),
        ("what was the gulag", []),
        ("who set the targets that the factories had to meet", []),
        ("", []),
    ],
)
def test_the_name_that_is_asked_for(said, name):
    assert somebody_asked_for(heard_words(said)) == name


@pytest.mark.parametrize("said", ["who was lenin", "who's trotsky", "who is lenin again"])
def test_one_who_is_only_mentioned(course, said):
    found = mentions_of(course).only_mentioned(heard_words(said), [])
    entry = course.entry(found)
    texts = (entry.answer, *entry.points, entry.detail)
    assert any(
        heard_words(said)[-1 if "again" not in said else 2] in text.lower() for text in texts
    )


@pytest.mark.parametrize(
    "said",
    ["who was stalin", "who was bukharin", "who was stakhanov", "what was the nep", "who was churchill",
     "who ran gosplan", "why did lenin bring in the nep", "who was it"],
)  # fmt: skip
def test_one_who_has_an_entry_or_is_not_mentioned(course, said):
    assert mentions_of(course).only_mentioned(heard_words(said), []) is None


def test_it_is_said_honestly(tools):
    routing = tools.router.route("who was lenin")
    assert routing.decision == "unknown" and routing.mention is not None
    assert tools.router.route("who was stalin").mention is None
