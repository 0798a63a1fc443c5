"""The documents, one for each kind of screen. Pure layout: whatever is shown is bound from
the datasource `owl` (see `skill.channels.alexa.screens`)."""

from collections.abc import Callable

from skill.channels.alexa.apl.style import (
    Json,
    beside,
    column,
    document,
    eyes,
    heading,
    kicker,
    panel,
    paragraph,
    row,
    text,
    touchable,
)

_TITLE, _TEXT, _FOOTER = "${payload.owl.title}", "${payload.owl.text}", "${payload.owl.footer}"
_OF_LIGHT = "${data.lit || !payload.owl.lighting ? @ink : @soft}"
_LIT_GROUND = "${data.lit ? @lit : @surface}"
_BY_MARK = "${data.tone == 'good' ? @good : (data.tone == 'poor' ? @poor : @amber)}"


def _mark(colour: str = "@amber") -> Json:
    return text(
        "${data.mark}", "@line", colour, fontWeight="700", width="@mark", when="${data.mark != ''}"
    )


def _option() -> Json:
    """An answer to touch: large where there is room for large ones."""
    size = "${payload.owl.roomy ? @titleSmall : @line}"
    room = "${payload.owl.roomy ? @pad * 1.4 : @gap}"
    letter = text(
        "${data.mark}", size, "@amber", fontWeight="700", width="${@mark * 1.2}",
        when="${data.mark != ''}",
    )  # fmt: skip
    return touchable(panel(row(letter, beside(size=size)), _LIT_GROUND, room))


def _footer() -> Json:
    return paragraph(_FOOTER, "@soft")


def welcome() -> Json:
    """Who speaks, and what can be asked; the suggestions can be touched."""
    line = touchable(panel(row(_mark(), beside(_OF_LIGHT)), _LIT_GROUND))
    return document([eyes(), heading(_TITLE), paragraph(_TEXT, "@soft")], line, [_footer()])


def answer() -> Json:
    """A question's answer and its points; those spoken about now are lit."""
    colour = "${data.lit ? @amber : @soft}"
    line = panel(row(_mark(colour), beside(_OF_LIGHT)), _LIT_GROUND)
    return document([kicker(_TITLE), heading(_TEXT, paddingTop="@gap")], line, [_footer()])


def question() -> Json:
    """A quiz question; its options can be touched."""
    head = [kicker(_TITLE), heading(_TEXT, paddingTop="@gap")]
    return document(head, _option(), [_footer()])


def verdict() -> Json:
    """How the answer was marked, the right one, and what is asked next."""
    colour = "${payload.owl.tone == 'good' ? @good : (payload.owl.tone == 'poor' ? @poor : @amber)}"
    rule = {
        "type": "Frame", "width": "100%", "height": 2, "backgroundColor": "@lit",
        "when": "${payload.owl.footer != ''}",
    }  # fmt: skip
    gap = {"type": "Frame", "width": 10, "height": "@pad"}
    following = text(
        _FOOTER, "@titleSmall", fontWeight="700", textAlign="@align", paddingTop="@pad",
        when="${payload.owl.footer != ''}",
    )  # fmt: skip
    head = [heading(_TITLE, colour), paragraph(_TEXT), gap, rule, following]
    return document(head, _option())


def summary() -> Json:
    """The score, and how each question went."""
    line = panel(row(_mark(_BY_MARK), beside()), "@surface")
    return document([heading(_TITLE, "@amber"), paragraph(_TEXT, "@soft")], line, [_footer()])


def progress() -> Json:
    """How much of each topic is known."""
    share = text("${data.percent}%", "@line", "@amber", fontWeight="700")
    bar = {
        "type": "Frame", "width": "100%", "height": 10, "borderRadius": 5,
        "backgroundColor": "@ground",
        "item": {"type": "Frame", "width": "${data.percent}%", "height": 10, "borderRadius": 5,
                 "backgroundColor": "@amber"},
    }  # fmt: skip
    gap = {"type": "Frame", "width": 10, "height": 8}
    line = panel(column(row(beside(), share), gap, bar))
    return document([heading(_TITLE), paragraph(_TEXT, "@soft")], line, [_footer()])


DOCUMENTS: dict[str, Callable[[], Json]] = {
    "welcome": welcome,
    "answer": answer,
    "question": question,
    "verdict": verdict,
    "summary": summary,
    "progress": progress,
}
"""Makes the document of a kind of screen: a new one each time, so none can be changed by
the reply before."""
