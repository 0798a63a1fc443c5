"""A statement that holds an answer ("The Severn rises in Powys") → a question that asks for it.

A gap at the front or behind a plain verb gives a plain question ("Where does ...?" needs a verb
taken apart, which is not tried). Everything else is asked for by what it is about.
"""

import re
from dataclasses import dataclass, field

from skill.desk.blocks import MAX_QUESTION, Found
from skill.desk.midsentence import inside
from skill.desk.values import DATE, typed

_VERB = re.compile(r"\b(is|are|was|were|can|could|will|would|must|should)\b")
_FURTHER = re.compile(
    r"(?<![\w-])(?:is|are|was|were|has|have|had|can|could|will|would|must|may|might|should|does|do|did"
    r"|causes?|makes?|means?|forms?|uses?|shows?|holds?|carries|occurs?|happens?|contains?|gives?"
    r"|becomes?|stores?|measures?|runs?|flows?|lies|begins?|leads?|produces?|says?|teaches|(?!hundred|sacred|naked|infrared)[a-z]{2,}[^\We]ed)\b"
)
_NO_NOUN = frozenset(
    "a an the of and or in on at to for with by from its their his her this these those two three".split()
)
_LEANS = re.compile(r"\b(?:when|where|that|which|who|if|as|because|it|they|this)\b", re.IGNORECASE)
_LEAD_IN = re.compile(r"^(?:in|on|at|by|from|during|after|before|since)\b[^,]*,\s*", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s+(?:in|on|at|during|since)$")
_MOST_ASKED = 5


@dataclass
class Stated:
    """One or several statements on the same thing."""

    question: str
    topic: str
    line: int
    texts: list[str]
    also: list[str] = field(default_factory=list)
    detail: str = ""

    def add(self, other: "Stated", detail: str) -> None:
        """Another statement on the same thing."""
        self.texts += [text for text in other.texts if text not in self.texts]
        self.also += [text for text in other.also if text not in self.also]
        self.detail = f"{self.detail} {detail}".strip()

    def found(self) -> Found:
        """The entry: one statement is its answer; of several, each is a point."""
        many = len(self.texts) > 1
        return Found(
            self.question, self.topic, (self.texts[0],),
            tuple(self.texts[1:]) if many else (), tuple(self.also[:_MOST_ASKED]), self.detail,
            line=self.line,
        )  # fmt: skip


def stated(text: str, gaps: tuple[str, ...], topic: str, line: int) -> Stated:
    """The statement with a question for it.

    Args:
        text: the whole statement, its gaps filled.
        gaps: what stood in its gaps.
    """
    text = text if re.search(r"[.!?…]['\"”’)]*$", text) else f"{text}."
    plain = [asked for gap in gaps if (asked := _plain_question(text, gap))]
    about = _about(text)
    told = f"Tell me about {about}." if about else ""
    inside = [wh for gap in gaps if (wh := _in_place(text, gap))]
    wordings = [wording for wording in (*plain, told, *inside, text.rstrip(".")) if wording]
    fitting = [wording for wording in wordings if len(wording) <= MAX_QUESTION]
    question = fitting[0] if fitting else f"Tell me about {text[:80].rsplit(' ', 1)[0]}."
    if not plain and told in fitting:
        question = told
    also = [wording for wording in dict.fromkeys(fitting) if wording != question]
    return Stated(question, topic, line, [text], also)


def _wh(gap: str, before: str) -> str:
    kind, _ = typed(gap)
    if kind == "year" or DATE.search(gap):
        return "when"
    if kind == "number":
        return "how much"
    return "where" if re.search(r"\b(?:in|at)\s*$", before) and gap[:1].isupper() else "what"


def _in_place(text: str, gap: str) -> str:
    """The statement with its gap asked for where it stands: "the bridge carried how much"."""
    before, found, after = text.partition(gap)
    if not found:
        return ""
    wh = _wh(gap, before)
    if wh == "when":  # the year of a date goes with it
        after = re.sub(r"^,?\s+\d{4}\b", "", after)
    if wh in ("when", "where"):
        before = _PREPOSITION.sub("", before.rstrip()) + " "
    return " ".join(f"{before}{wh}{after}".rstrip(".").split())


def _plain_question(text: str, gap: str) -> str:
    """The question that the gap answers, where the sentence is plain enough to turn round."""
    sentence = _LEAD_IN.sub("", text)
    before, found, after = sentence.partition(gap)
    after = after.strip().rstrip(".")
    if not found or re.search(r"[.;:?!]\s", sentence):
        return ""
    if not before.strip(" ").lower().removeprefix("the").strip() and re.match(r"[a-z]+", after):
        return f"What {after}?" if _FURTHER.match(after) else ""
    verb = _VERB.search(before)
    if not verb or after or "," in before:
        return ""
    subject, rest = before[: verb.start()].strip(), before[verb.end() :].strip()
    if not subject or len(subject.split()) > 8:
        return ""
    wh = _wh(gap, before.rstrip())
    if wh in ("when", "where"):
        rest = _PREPOSITION.sub("", f" {rest}").strip()
    elif wh == "how much" or rest.endswith((" the", " a", " an")) or rest in ("the", "a", "an"):
        rest = re.sub(r"(?:^|\s)(?:the|an?)$", "", rest)
    return _capital(" ".join(f"{wh} {verb[1]} {inside(subject)} {rest}".split())) + "?"


def _about(text: str) -> str:
    """What a statement is about: what stands ahead of its verb."""
    sentence = _LEAD_IN.sub("", text)
    verb = _FURTHER.search(sentence)
    subject = sentence[: verb.start()].strip(" ,") if verb else ""
    if not subject or len(subject.split()) > 6 or _LEANS.search(subject):
        subject = _does(sentence)
    if subject.split(" ")[0].lower() in _NO_NOUN - {"a", "an", "the"}:  # "In a circuit the current"
        thing = re.search(r"\b(?:the|an?) [\w-]+$", subject)
        subject = thing[0] if thing else ""
    return inside(subject)


def _does(sentence: str) -> str:
    """The subject of a verb that is no helper: "Longshore drift | needs wind", "Acids | react"."""
    tokens = sentence.rstrip(".").split()
    for at, token in enumerate(tokens[1:6], 1):
        if re.fullmatch(r"[a-z]{2,}[^su\W]s", token) and tokens[at - 1].lower() not in _NO_NOUN:
            return " ".join(tokens[:at])
    plural = len(tokens) > 1 and re.fullmatch(r"[A-Z][a-z]+s", tokens[0])
    return tokens[0] if plural and tokens[1].islower() and tokens[1] not in _NO_NOUN else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
