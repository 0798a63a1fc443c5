"""Flash cards and clozes → what they ask, and the draft quiz items that they give."""

import re
from dataclasses import dataclass
from typing import Any

from skill.desk.blocks import Found
from skill.desk.entries import clean
from skill.desk.midsentence import inside
from skill.desk.values import typed
from skill.language.normalise import words
from skill.speech.sentences import sentences

_ASKS = re.compile(
    r"^(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|name"
    r"|give|list|explain|describe|define|state|tell|outline|compare|true or false)\b",
    re.IGNORECASE,
)
CLOZE_NUMBER = re.compile(r"\{\{c(\d+)::")
CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_LONGEST_PROMPT, _LONGEST_ANSWER = 300, 140
_WINDOW = 230
"""Characters round a gap that are asked where its sentence is longer than a prompt may be."""
_GAP = "blank"


def asks(front: str) -> bool:
    """Whether a card's front is a question, and no term."""
    return bool(_ASKS.match(front)) or front.endswith("?")


def in_sentence(term: str) -> str:
    """A term inside a sentence, without what ends it."""
    return inside(term.rstrip(".!:"))


def about(term: str) -> list[str]:
    """Other wordings of "What is ...?"."""
    name = in_sentence(term)
    return [f"define {name}", f"what does {name} mean", f"tell me about {name}"]


def card(
    front: str, back: str, topic: str, line: int, detail: str = ""
) -> tuple[Found, dict[str, Any] | None]:
    """The entry of a card, and the draft that asks for it (None where it cannot be asked so)."""
    asked = asks(front)
    question = front if asked else f"What is {in_sentence(front)}?"
    lines = [text for each in back.splitlines() if (text := clean(each))]
    points: list[str] = []
    if len(lines) > 2:  # a card that lists
        lines, points = [], [re.sub(r"^\W+", "", text) for text in lines]
    found = Found(
        question, topic, tuple(lines), tuple(points), tuple([] if asked else about(front)), detail,
        line=line,
    )  # fmt: skip
    draft = card_draft(front, " ".join(lines), asked)
    return found, {**draft, "tests": question, "topic": topic, "line": line} if draft else None


def card_draft(front: str, back: str, asked: bool) -> dict[str, Any] | None:
    """A quiz item from a flash card: ask the question, or ask for the term."""
    if asked and len(words(back)) <= 6:
        draft = short_item(front if front.endswith(("?", ".")) else f"{front}?", back)
    elif not asked and len(words(front)) <= 4:
        draft = short_item(f"What is this? {back}", front)
    else:
        draft = None
    return {**draft, "draft": True} if draft else None


def short_item(prompt: str, answer: str) -> dict[str, Any] | None:
    """An item of the kind that its answer asks for; None where it is too long to be asked."""
    answer = answer.strip().rstrip(".")
    if not answer or len(prompt) > _LONGEST_PROMPT or len(answer) > _LONGEST_ANSWER:
        return None
    kind, said = typed(answer, prompt)
    return {"kind": kind, "prompt": prompt, "answer": said}


@dataclass(frozen=True)
class Cloze:
    """A text with gaps."""

    whole: str
    """As it stands when its gaps are filled."""
    gaps: tuple[str, ...]
    items: tuple[dict[str, Any], ...]
    """A draft for each number, as in Anki."""
    core: str
    """Of a long one, the sentence of its first gap; else the whole."""
    left: tuple[str, ...]
    """What is in gaps that cannot be asked."""


def cloze(text: str) -> Cloze:
    """A cloze as Anki writes it: "The {{c1::Severn::river}} rises in {{c2::Powys}}"."""
    whole = clean(CLOZE.sub(lambda m: m[1], text))
    items, left, gaps = [], [], []
    for number in dict.fromkeys(CLOZE_NUMBER.findall(text)):
        gap = f"{{{{c{number}::"
        own = [m for m in CLOZE.finditer(text) if m[0].startswith(gap)]
        if not own:
            continue
        answer = clean(own[0][1])
        gaps.append(answer)
        gapped = _gapped(text, gap)
        item = short_item(f"Fill the gap: {_cut(gapped)}", answer)
        if item is None:
            left.append(answer)
            continue
        if own[0][2]:
            item["hint"] = clean(own[0][2])
        short = len(whole) <= _LONGEST_PROMPT
        item["explanation"] = whole if short else _filled(gapped, answer)
        items.append({**item, "draft": True})
    return Cloze(whole, tuple(gaps), tuple(items), _core(whole, gaps), tuple(left))


def _core(whole: str, gaps: list[str]) -> str:
    if len(whole) <= _LONGEST_PROMPT or not gaps:
        return whole
    return next((each for each in sentences(whole) if gaps[0] in each), whole)


def _gapped(text: str, gap: str) -> str:
    """The text with one number's gaps open and the others filled."""
    return clean(CLOZE.sub(lambda m: _GAP if m[0].startswith(gap) else m[1], text))


def _filled(gapped: str, answer: str) -> str:
    """The sentence of the gap, filled."""
    return _cut(gapped).replace(_GAP, answer, 1)[:600]


def _cut(gapped: str) -> str:
    """A text with a gap, cut to what can be read aloud: its sentence, or the words round it."""
    room = _LONGEST_PROMPT - len("Fill the gap: ")
    if len(gapped) <= room:
        return gapped
    own = next((each for each in sentences(gapped) if _GAP in each.split() or _GAP in each), gapped)
    if len(own) <= room:
        return own
    at = own.find(_GAP)
    start = max(0, at - _WINDOW // 2)
    end = min(len(own), at + _WINDOW // 2)
    head = "..." + own[start:end].partition(" ")[2] if start else own[start:end]
    return head if end == len(own) else head.rpartition(" ")[0] + "..."
