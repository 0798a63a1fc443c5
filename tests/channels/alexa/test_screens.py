"""Screens: light documents of primitives, bound to data that is there, fresh for each reply."""

import json
import re
from typing import get_args, get_type_hints

import pytest

from skill.bench import envelopes
from skill.bench.envelopes import Setting
from skill.channels.alexa.apl.documents import DOCUMENTS
from skill.channels.alexa.handler import build_handler
from skill.channels.alexa.requests import read
from skill.channels.alexa.screens import LARGEST, draw
from skill.dialogue.acts import Act
from skill.dialogue.reply import Reply, Screen
from skill.service import Turned
from skill.settings import HOME
from skill.speech.parts import Say

KINDS = get_args(get_type_hints(Screen)["kind"])
PRIMITIVES = {"Container", "Text", "Frame", "Sequence", "TouchWrapper"}
OPTIONS = Screen(
    "question", "Question 1 of 5", "Which gas?", ("oxygen", "neon"), touch=("option:0", "option:1")
)


def size(value) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def parts(value):
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def full(kind):
    return Screen(kind, "Title", "Text", ("one", "two"), (1,), ("say:one", ""), (0.5, 1.0), "Foot")


def test_every_kind_of_screen_has_a_document():
    assert set(DOCUMENTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_documents_are_light_and_made_of_primitives(kind):
    drawn = draw(full(kind), {})
    assert drawn["type"] == "Alexa.Presentation.APL.RenderDocument"
    assert size(drawn) < 4_500
    document = drawn["document"]
    assert "import" not in document and float(document["version"]) <= 1.9
    used = {part["type"] for part in parts(document["mainTemplate"]) if "type" in part}
    assert used <= PRIMITIVES | {"SendEvent", "ScrollToIndex"}


@pytest.mark.parametrize("kind", KINDS)
def test_documents_bind_only_what_is_in_the_data(kind):
    drawn = draw(full(kind), {})
    source = json.dumps(drawn["document"])
    owl = drawn["datasources"]["owl"]
    assert set(re.findall(r"payload\.owl\.(\w+)", source)) <= set(owl)
    assert set(re.findall(r"data\.(\w+)", source)) <= set(owl["lines"][0])
    resources = {
        name
        for block in drawn["document"]["resources"]
        for values in ("colors", "dimensions", "strings")
        for name in block.get(values, {})
    }
    assert set(re.findall(r"@(\w+)", source)) <= resources


@pytest.mark.parametrize("kind", KINDS)
def test_one_reply_cannot_change_the_next(kind):
    first = draw(full(kind), {})
    before = json.dumps(first)
    first["document"]["mainTemplate"]["items"].clear()
    first["document"]["resources"][0]["colors"]["ink"] = "#000000"
    for block in parts(first["document"]):
        block.clear()
    assert json.dumps(draw(full(kind), {})) == before


def test_text_is_escaped_and_never_taken_for_a_resource():
    lines = draw(Screen("answer", "a < b & c", "x", ("@ink", "x & y")), {})["datasources"]["owl"]
    assert lines["title"] == "a &lt; b &amp; c"
    assert [line["text"] for line in lines["lines"]] == ["&#64;ink", "x &amp; y"]


def test_what_cannot_be_sent_is_left_out():
    owl = draw(Screen("answer", "bell\x07", "half \ud83d pair"), {})["datasources"]["owl"]
    assert json.dumps(owl, ensure_ascii=False).encode()
    assert owl["title"] == "bell"


@pytest.mark.parametrize("many", [1, 20, 200])
def test_long_answers_are_cut_until_they_fit(many):
    screen = Screen("answer", "Why?", "Because. " * 60, ("word " * 119,) * many, lit=(many - 1,))
    drawn = draw(screen, {})
    assert size(drawn) <= LARGEST
    lit = [line for line in drawn["datasources"]["owl"]["lines"] if line["lit"]]
    assert [line["mark"] for line in lit] == [str(many)]


def test_a_screen_scrolls_to_the_lit_lines():
    # The heading is the sequence's first child.
    owl = draw(Screen("answer", "t", "x", ("a", "b", "c"), (1, 2)), {})["datasources"]["owl"]
    assert (owl["scroll"], owl["until"], owl["lighting"]) == (2, 3, True)
    assert draw(Screen("answer", "t", "x", ("a",)), {})["datasources"]["owl"]["scroll"] == 0


def test_options_are_lettered_and_a_touch_comes_back_as_it_was_meant():
    drawn = draw(OPTIONS, {})
    lines = drawn["datasources"]["owl"]["lines"]
    assert [(line["mark"], line["touch"]) for line in lines] == [
        ("A", "option:0"),
        ("B", "option:1"),
    ]
    press = next(p for p in parts(drawn["document"]) if p.get("type") == "SendEvent")
    arguments = [a.replace("${data.touch}", lines[1]["touch"]) for a in press["arguments"]]
    turn = read({"request": envelopes.touched(arguments)}).turn
    assert (turn.act, turn.touched) == (Act.TOUCHED, "option:1")


def test_a_summary_shows_how_each_question_went():
    owl = draw(Screen("summary", "Two", "", ("✓ One?", "½ Two?", "✗ Three?", "Four?")), {})
    lines = owl["datasources"]["owl"]["lines"]
    assert [(line["mark"], line["text"], line["tone"]) for line in lines] == [
        ("✓", "One?", "good"), ("½", "Two?", "fair"), ("✗", "Three?", "poor"), ("", "Four?", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "percent"), [(0.0, 0), (0.505, 50), (1.0, 100), (7.0, 100), (-1.0, 0)]
)
def test_progress_is_a_share_of_the_bar(level, percent):
    owl = draw(Screen("progress", "p", lines=("Topic",), levels=(level,)), {})["datasources"]["owl"]
    assert owl["lines"][0]["percent"] == percent


class OneScreen:
    """A skill that always shows the same."""

    def take_turn(self, turn, state, learner_key):
        return Turned(Reply((Say("Which gas?"),), listen=True, screen=OPTIONS), {"v": 1}, {})

    def forget(self, learner_key):
        """Nothing is kept."""


@pytest.mark.parametrize("device", envelopes.DEVICES)
def test_screens_go_only_to_devices_that_say_they_can_show_them(device):
    from datetime import UTC, datetime

    event = envelopes.envelope(
        envelopes.launch(), Setting("s", device=device), new=True, attributes={}, number=1,
        now=datetime(2026, 3, 2, tzinfo=UTC),
    )  # fmt: skip
    handler = build_handler(OneScreen, draw=draw)
    sent = json.dumps(handler(event, None))
    assert ("Alexa.Presentation.APL.RenderDocument" in sent) is (device != "no-screen")
    event["context"]["System"]["device"]["supportedInterfaces"] = {}
    assert "Alexa.Presentation" not in json.dumps(handler(event, None))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_documented_with_a_picture(kind):
    docs = HOME / "docs"
    assert f"### {kind}\n" in (docs / "screens.md").read_text("utf-8")
    assert (docs / "img" / f"screen-{kind}.png").stat().st_size < 100_000
