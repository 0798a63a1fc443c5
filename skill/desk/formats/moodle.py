"""Moodle XML: a question bank."""

from typing import Any

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.formats.giftanswers import unescaped
from skill.desk.formats.moodleanswers import put_matching
from skill.desk.pile import Pile
from skill.desk.put import Put
from skill.desk.safexml import parsed, root_name

NAME = "Moodle XML"
_ASKED = ("multichoice", "truefalse", "shortanswer", "numerical", "matching")


def recognise(brought: Brought) -> float | None:
    """XML whose root is <quiz> with <question> in it."""
    if root_name(brought.start) == "quiz" and "<question" in brought.text:
        return 0.98
    return None


def read(brought: Brought) -> Source:
    """The questions by category; what cannot be asked aloud is left.

    Raises:
        ContentError: the XML is broken, or has entities.
    """
    pile = Pile()
    topic = ""
    for question in parsed(brought.path, brought.data).iter("question"):
        kind = question.get("type", "")
        if kind == "category":
            name = _told(question.find("category")).rpartition("/")[2]
            topic = name.removeprefix("Default for ").strip()
        else:
            _take(pile, question, kind, topic)
    return pile.source()


def _told(node: Any) -> str:
    """The text of an element, which stands in a <text> of its own."""
    if node is None:
        return ""
    inner = node.find("text")
    return unescaped("".join((node if inner is None else inner).itertext()))


def _take(pile: Pile, question: Any, kind: str, topic: str) -> None:
    line = question.sourceline or 0
    prompt = _told(question.find("questiontext"))
    if question.find("questiontext//file") is not None and "@@PLUGINFILE@@" in "".join(
        question.itertext()
    ):
        pile.left(prompt or kind, "it needs a picture or a sound", line)
        return
    if kind == "matching":
        pairs = [(_told(each), _told(each.find("answer"))) for each in question.iter("subquestion")]
        put_matching(pile, prompt, pairs, topic, line)
        return
    if kind not in _ASKED:
        pile.left(
            prompt or "a question", f"a question of the type “{kind}” is not asked by ear", line
        )
        return
    pile.put(_put(question, kind, prompt, topic, line))


def _put(question: Any, kind: str, prompt: str, topic: str, line: int) -> Put:
    answers = [
        (_told(each), _fraction(each), _told(each.find("feedback"))) for each in question.iter("answer")
    ]  # fmt: skip
    right = [text for text, share, _ in answers if share > 0]
    if kind in ("shortanswer", "numerical"):
        right = [text for text, share, _ in answers if share >= 100 and text != "*"]
    why = [_told(question.find("generalfeedback"))]
    why += [told for _, share, told in answers if share > 0]
    unit = _told(question.find("units/unit/unit_name"))
    return Put(
        prompt, tuple(f"{text} {unit}".strip() for text in right),
        tuple(text for text, share, _ in answers if share <= 0) if not _typed(kind) else (),
        () if _typed(kind) else tuple(text for text, _, _ in answers), _typed(kind),
        " ".join(dict.fromkeys(each for each in why if each)), _told(question.find("hint")), topic, line,
        tuple((text, told) for text, share, told in answers if share <= 0 and told and text != "*"),
    )  # fmt: skip


def _typed(kind: str) -> bool:
    return kind in ("shortanswer", "numerical")


def _fraction(answer: Any) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0
