"""The owl's look on a screen: colours, sizes, and the parts that documents share.

Only primitives are used, so nothing is imported from Amazon's styles and a screen shows
the same wherever APL 1.8 or newer runs. Sizes are in dp: a Show 5 is 960 by 480, a Show 8
960 by 600, a Show 15 1920 by 1080, a round device 480 by 480.
"""

from typing import Any

Json = dict[str, Any]

VERSION = "1.8"

_COLOURS = {
    "ground": "#10212B",
    "surface": "#1A3341",
    "lit": "#2C4F5E",
    "ink": "#F6F2E7",
    "soft": "#A9C0CA",
    "amber": "#F5BC4F",
    "good": "#8AD6A4",
    "poor": "#F59C8A",
    "dark": "#10212B",
}
_NARROW: dict[str, int] = {
    "edge": 40, "top": 28, "small": 20, "body": 24, "line": 23,
    "titleLarge": 40, "titleMedium": 32, "titleSmall": 26, "gap": 10, "pad": 12, "mark": 36,
}  # fmt: skip


def _scaled(times: float, **instead: int) -> dict[str, int]:
    return {name: round(size * times) for name, size in _NARROW.items()} | instead


def _resources() -> list[Json]:
    return [
        {"colors": dict(_COLOURS), "dimensions": dict(_NARROW),
         "strings": {"align": "left", "across": "start"}},
        {"when": "${viewport.height >= 560 && viewport.shape != 'round'}",
         "dimensions": _scaled(1.15)},
        {"when": "${viewport.height >= 900 && viewport.shape != 'round'}",
         "dimensions": _scaled(1.75, edge=120)},
        # On a round screen the corners are missing: text stands in the middle, further in.
        {"when": "${viewport.shape == 'round'}",
         "dimensions": _scaled(0.9, edge=66, top=62),
         "strings": {"align": "center", "across": "center"}},
    ]  # fmt: skip


def text(value: str, size: str, colour: str = "@ink", **more: Any) -> Json:
    """A Text of one of the style's sizes."""
    return {"type": "Text", "text": value, "fontSize": size, "color": colour, **more}


def heading(value: str, colour: str = "@ink", **more: Any) -> Json:
    """A title, as large as its length allows (`size` in the data says which)."""
    size = (
        "${payload.owl.size == 'large' ? @titleLarge : "
        "(payload.owl.size == 'medium' ? @titleMedium : @titleSmall)}"
    )
    # A long text in bold is hard to read across a room.
    weight = "${payload.owl.size == 'small' ? '500' : '700'}"
    return text(value, size, colour, fontWeight=weight, textAlign="@align", **more)


def kicker(value: str) -> Json:
    """The small line above a title."""
    return text(value, "@small", "@amber", fontWeight="700", textAlign="@align")


def paragraph(value: str, colour: str = "@ink") -> Json:
    """Running text; left out when there is none."""
    when = f"${{{value[2:-1]} != ''}}"
    return text(value, "@body", colour, textAlign="@align", paddingTop="@gap", when=when)


def column(*items: Json, **more: Any) -> Json:
    """Parts one below the other."""
    return {"type": "Container", "width": "100%", "items": list(items), **more}


def row(mark: Json, *rest: Json) -> Json:
    """A mark, and what stands beside it."""
    return {
        "type": "Container",
        "direction": "row",
        "alignItems": "center",
        "width": "100%",
        "items": [mark, *rest],
    }


def beside(colour: str = "@ink", size: str = "@line") -> Json:
    """A line's text, beside its mark."""
    return text("${data.text}", size, colour, shrink=1, grow=1)


def panel(item: Json, colour: str = "@surface", room: str = "@gap") -> Json:
    """A line on its own ground, with room above and below its text."""
    return {
        "type": "Frame",
        "width": "100%",
        "backgroundColor": colour,
        "borderRadius": "@pad",
        "paddingLeft": "@pad",
        "paddingRight": "@pad",
        "paddingTop": room,
        "paddingBottom": room,
        "item": item,
    }


def touchable(item: Json) -> Json:
    """A line that sends its `touch` when it is touched; without one it cannot be."""
    return {
        "type": "TouchWrapper",
        "width": "100%",
        "disabled": "${data.touch == ''}",
        "role": "${data.touch == '' ? 'none' : 'button'}",
        "onPress": [{"type": "SendEvent", "arguments": ["touch", "${data.touch}"]}],
        "item": item,
    }


def eyes() -> Json:
    """The owl: two eyes."""

    def eye() -> Json:
        pupil = {
            "type": "Frame", "width": 16, "height": 16, "borderRadius": 8,
            "backgroundColor": "@dark", "alignSelf": "center",
        }  # fmt: skip
        middle = {
            "type": "Container", "width": 36, "height": 36, "justifyContent": "center",
            "items": [pupil],
        }  # fmt: skip
        return {
            "type": "Frame", "width": 36, "height": 36, "borderRadius": 18, "item": middle,
            "backgroundColor": "@amber",
        }  # fmt: skip

    gap = {"type": "Frame", "width": 8, "height": 8}
    return {
        "type": "Container",
        "direction": "row",
        "alignSelf": "@across",
        "paddingBottom": "@gap",
        "items": [eye(), gap, eye()],
    }


def _to(index: str) -> Json:
    return {"type": "ScrollToIndex", "componentId": "page", "index": index, "align": "visible"}


def document(head: list[Json], line: Json, foot: list[Json] | None = None) -> Json:
    """One document: a long page that scrolls to the line it is about.

    Args:
        head: what stands above the lines.
        line: how one of `payload.owl.lines` is drawn; `data` is the line.
        foot: what stands below them.
    """
    spaced = {"type": "Container", "width": "100%", "paddingTop": "@gap", "items": [line]}
    page = {
        "type": "Sequence",
        "id": "page",
        "width": "100%",
        "height": "100%",
        "paddingLeft": "@edge",
        "paddingRight": "@edge",
        "paddingTop": "@top",
        "paddingBottom": "@top",
        "data": "${payload.owl.lines}",
        "firstItem": column(*head, paddingBottom="@gap"),
        "lastItem": column(*(foot or [])),
        "item": spaced,
        # To the last lit line first: so as many as fit are in sight, and the first is for sure.
        "onMount": [_to("${payload.owl.until}"), _to("${payload.owl.scroll}")],
    }
    ground = {
        "type": "Frame", "width": "100vw", "height": "100vh", "backgroundColor": "@ground",
        "item": page,
    }  # fmt: skip
    return {
        "type": "APL",
        "version": VERSION,
        "theme": "dark",
        "resources": _resources(),
        "mainTemplate": {"parameters": ["payload"], "items": [ground]},
    }
