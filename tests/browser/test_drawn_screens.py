"""Every kind of screen, drawn from its APL on every device: nothing is lost or out of sight."""

import html
from typing import get_args, get_type_hints

import pytest

from skill.bench.envelopes import DEVICES
from skill.channels.alexa.screens import draw
from skill.dialogue.reply import Screen

KINDS = get_args(get_type_hints(Screen)["kind"])
LONG = (
    "A rather long line that has to be broken, about the causes & effects of <something> or other"
)
SCREENS = {
    "welcome": Screen("welcome", "Revision Owl", "Gases", ("What is air?", LONG), touch=("say:a", "say:b")),
    "answer": Screen("answer", "What is air?", LONG * 2, (LONG, "A ${gas}", "@ink"), lit=(1,)),
    "question": Screen("question", "Question 1 of 5", LONG, ("oxygen", "neon"),
                       touch=("option:0", "option:1")),
    "verdict": Screen("verdict", "Right", LONG, ("true", "false"), touch=("say:true", "say:false"),
                      levels=(1.0,), footer="Next: true or false?"),
    "summary": Screen("summary", "Three out of five", "Well done", ("✓ One?", "½ Two?", f"✗ {LONG}")),
    "progress": Screen("progress", "Your progress", "", ("Gases", LONG), levels=(0.25, 1.0)),
}  # fmt: skip
DRAW = """async ([directive, size]) => {
  const { draw } = await import("/simulator/static/apl.js");
  const told = [];
  const { page, mount } = draw(directive, size, (what) => told.push(what));
  document.getElementById("glass").replaceChildren(page);
  mount();
  for (const button of page.querySelectorAll("button")) button.click();
  const frame = page.getBoundingClientRect();
  const outside = [...page.querySelectorAll(".apl-text")].filter((text) => {
    const box = text.getBoundingClientRect();
    const aside = box.left < frame.left - 1 || box.right > frame.right + 1;
    return aside || text.scrollWidth > text.clientWidth + 1;
  }).map((text) => text.textContent);
  const texts = [...page.querySelectorAll(".apl-text")].map((text) => text.textContent);
  const list = page.querySelector(".apl-sequence");
  return { told, outside, texts, faults: page.querySelectorAll(".apl-fault").length,
           top: list.scrollTop, small: Math.min(...[...page.querySelectorAll(".apl-text")].map(
             (text) => parseFloat(text.style.fontSize))) };
}"""


def size(viewport):
    dp = viewport["dpi"] / 160
    return {
        "width": round(viewport["pixelWidth"] / dp), "height": round(viewport["pixelHeight"] / dp),
        "shape": viewport["shape"].lower(),
    }  # fmt: skip


def test_every_kind_is_drawn_here():
    assert set(SCREENS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_drawn_and_in_sight_on_every_device(bench, kind):
    screen = SCREENS[kind]
    directive = draw(screen, {})
    owl = directive["datasources"]["owl"]
    wanted = [owl["title"], owl["text"], owl["footer"], *(line["text"] for line in owl["lines"])]
    for name, viewport in DEVICES.items():
        if viewport is None:
            continue
        drawn = bench.page.evaluate(DRAW, [directive, size(viewport)])
        assert drawn["faults"] == 0 and drawn["outside"] == [], name
        missing = [text for text in wanted if text and html.unescape(text) not in drawn["texts"]]
        assert missing == [], name
        assert drawn["told"] == [["touch", touch] for touch in screen.touch], name
        # Amazon asks for text that can be read across a room.
        assert drawn["small"] >= 18, name


def test_the_first_lit_line_is_scrolled_into_sight(bench):
    lines = tuple(f"{n}. {LONG}" for n in range(12))
    screen = draw(Screen("answer", "Why?", LONG, lines, lit=(9, 10)), {})
    tops = [
        bench.page.evaluate(DRAW, [screen, size(viewport)])["top"]
        for viewport in DEVICES.values()
        if viewport
    ]
    assert all(top > 100 for top in tops)


def test_a_part_that_cannot_be_drawn_is_told(bench):
    directive = draw(SCREENS["answer"], {})
    directive["document"]["mainTemplate"]["items"][0]["item"]["firstItem"] = {"type": "Video"}
    drawn = bench.page.evaluate(DRAW, [directive, size(DEVICES["screen"])])
    assert drawn["faults"] == 1
