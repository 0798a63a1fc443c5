"""What the documentation's pictures are drawn from, in a real browser."""

import runpy

import pytest

from skill.bench.envelopes import DEVICES
from skill.channels.alexa.apl.documents import DOCUMENTS
from skill.settings import HOME

LONG = "Fast water wears away the outside of the bend, and slow water drops mud on the inside. " * 3


@pytest.fixture(scope="module")
def pictures():
    """`tools/screenshots.py`, as it is run."""
    pytest.importorskip("PIL", reason="Pillow is not installed")
    return runpy.run_path(str(HOME / "tools" / "screenshots.py"))


def test_a_conversation_gives_every_kind_of_screen_that_the_documentation_lists(pictures):
    assert set(pictures["drawn_screens"]()) == set(DOCUMENTS)
    told = (HOME / "docs" / "screens.md").read_text("utf-8")
    for kind in DOCUMENTS:
        assert f"img/screen-{kind}.png" in told
        assert (HOME / "docs" / "img" / f"screen-{kind}.png").is_file()


@pytest.mark.parametrize("device", [name for name, viewport in DEVICES.items() if viewport])
@pytest.mark.parametrize("kind", ["answer", "question"])
def test_a_long_text_stays_on_every_screen_and_can_be_scrolled_to(bench, pictures, device, kind):
    from skill.channels.alexa.screens import draw
    from skill.dialogue.reply import Screen

    lines = (LONG,) * 6
    touch = tuple(f"option:{at}" for at in range(6)) if kind == "question" else ()
    screen = draw(
        Screen(kind=kind, title="Meanders", text=LONG, lines=lines, lit=(5,), touch=touch), {}
    )
    size = pictures["size"](device)
    bench.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    bench.page.evaluate(pictures["DRAW"], [screen, size])
    drawn = bench.page.locator("#drawn")
    wide = drawn.evaluate(
        "page => [...page.querySelectorAll('.apl-text')].map(text => text.getBoundingClientRect())"
        ".filter(box => box.left < 0 || box.right > page.clientWidth).length"
    )
    assert wide == 0
    last = drawn.locator(".apl-text").last.bounding_box()
    assert last["y"] < size["height"], "the line that is spoken about is in sight"


def test_all_lines_that_are_read_out_are_in_sight_where_they_fit(bench, pictures):
    from skill.channels.alexa.screens import draw
    from skill.dialogue.reply import Screen

    screen = draw(Screen("answer", "Meanders", LONG, (LONG[:120],) * 9, lit=(3, 4, 5)), {})
    size = pictures["size"]("screen")
    bench.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    bench.page.evaluate(pictures["DRAW"], [screen, size])
    boxes = [line.bounding_box() for line in bench.page.locator("#drawn .apl-sequence > div").all()]
    shown = [
        at for at, box in enumerate(boxes) if box["y"] >= 0 and box["y"] + box["height"] <= 600
    ]
    assert {4, 5, 6} <= set(shown) and 0 not in shown
