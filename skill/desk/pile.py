"""What a format gathers while it reads: questions as they were put, cards, statements, and what it
leaves. It makes entries and quiz items of them, so that no format makes its own."""

from dataclasses import dataclass, field
from typing import Any

from skill.desk.blocks import MAX_QUESTION, Dropped, Found, Source
from skill.desk.entries import clean
from skill.desk.flash import card, cloze
from skill.desk.put import (
    GAP,
    LEANS,
    LONGEST_EXPLANATION,
    PRAISE,
    TRUE,
    Put,
    listed,
    once,
    sentence,
    together,
    unfit,
)  # fmt: skip
from skill.desk.statements import Stated, stated
from skill.desk.values import typed
from skill.language.normalise import words


@dataclass
class Pile:
    """What was gathered so far."""

    title: str = ""
    found: list[Found] = field(default_factory=list)
    quiz: list[dict[str, Any]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)
    stated: dict[tuple[str, str], Stated] = field(default_factory=dict)

    def source(self) -> Source:
        """All of it."""
        told = [each.found() for each in self.stated.values()]
        return Source(
            self.title, (*self.found, *told), tuple(self.quiz), tuple(self.dropped), (),
            tuple(self.terms),
        )  # fmt: skip

    def left(self, text: str, why: str, line: int = 0) -> None:
        """Something that is not taken, and why."""
        self.dropped.append(Dropped(clean(text) or "an empty piece", why, line))

    def put(self, asked: Put) -> None:
        """A question of a quiz: a quiz item, and an entry where it can be asked by itself."""
        prompt = clean(asked.prompt)
        right = once(asked.right)
        options = once(asked.options) or once((*asked.right, *asked.wrong))
        if why := unfit(prompt, right, options):
            self.left(prompt or "a question without words", why, asked.line)
            return
        explanation = self._explanation(asked)
        item = self._item(asked, prompt, right, options)
        for name, value in (("hint", clean(asked.hint)), ("explanation", explanation)):
            if value:
                item[name] = value
        question = self._asked(asked, prompt, right, explanation, item)
        item |= {"topic": clean(asked.topic), "line": asked.line}
        self.quiz.append({**item, **({"tests": question} if question else {})})

    def _explanation(self, asked: Put) -> str:
        text = PRAISE.sub("", clean(asked.explanation))
        text = text[:1].upper() + text[1:]
        for wrong, why in asked.why_wrong:
            text = f"{text} Not {clean(wrong)}: {clean(why)}".strip()
        if len(text) <= LONGEST_EXPLANATION:
            return text
        cut = text[: LONGEST_EXPLANATION - 3].rsplit(" ", 1)[0]
        self.left(text[len(cut) :], "the explanation is too long to hear; cut here", asked.line)
        return cut.rstrip(",;:") + "..."

    def _item(
        self, asked: Put, prompt: str, right: tuple[str, ...], options: tuple[str, ...]
    ) -> dict[str, Any]:
        truth = TRUE.get(right[0].lower()) if len(right) == 1 else None
        if truth and {TRUE.get(each.lower()) for each in options} <= {"true", "false"}:
            return {"kind": "true_false", "prompt": prompt, "answer": truth}
        said = GAP.sub("blank", prompt)
        if len(right) > 1 and not asked.any:
            if len(options) > len(right):
                said = f"{said.rstrip()} Choose from: {listed(options)}."
            return {"kind": "list", "prompt": said, "points": [{"text": each} for each in right],
                    "want": len(right)}  # fmt: skip
        if len(options) > len(right):
            if len(right) > 1:
                options = (right[0], *(each for each in options if each not in right))
            return {"kind": "choice", "prompt": said, "answer": right[0], "options": list(options)}
        kind, answer = typed(right[0], prompt)
        item: dict[str, Any] = {"kind": kind, "prompt": said, "answer": answer}
        if accept := [typed(each, prompt)[1] for each in right[1:]]:
            item["accept"] = accept
        return item

    def _asked(
        self, asked: Put, prompt: str, right: tuple[str, ...], explanation: str, item: dict[str, Any]
    ) -> str:  # fmt: skip
        """The question of the entry that was made; "" where it cannot be asked by itself."""
        if asked.tests:
            return asked.tests
        if item["kind"] == "true_false" and prompt.endswith("?"):
            said = "Yes." if item["answer"] == "true" else "No."
            told = tuple(each for each in (said, explanation) if each)
            self.found.append(Found(prompt, clean(asked.topic), told, line=asked.line))
            return prompt
        if item["kind"] == "true_false":
            if item["answer"] == "true":
                return self.state(prompt, asked.topic, asked.line, detail=explanation)
            return ""
        if LEANS.search(prompt) or len(prompt) > MAX_QUESTION:
            return ""
        if GAP.search(prompt):
            gap = GAP.search(prompt)
            assert gap is not None
            whole = prompt[: gap.start()] + right[0] + prompt[gap.end() :]
            if GAP.search(whole):
                return ""
            return self.state(whole, asked.topic, asked.line, (right[0],), explanation)
        answer = sentence(right[0] if len(right) == 1 or asked.any else together(right))
        self.found.append(
            Found(
                prompt, clean(asked.topic), tuple(each for each in (answer, explanation) if each),
                () if len(right) == 1 or asked.any else right, line=asked.line,
            )
        )  # fmt: skip
        return prompt

    def card(self, front: str, back: str, topic: str = "", line: int = 0, detail: str = "") -> None:
        """A flash card: an entry, and a draft where it can be asked."""
        front = clean(front)
        if not front or not clean(back):
            why = "a question without an answer" if front else "an answer without a question"
            self.left(front or back, why, line)
            return
        found, draft = card(front, back, clean(topic), line, clean(detail))
        self.found.append(found)
        if draft:
            self.quiz.append(draft)

    def cloze(self, text: str, topic: str = "", line: int = 0, detail: str = "") -> None:
        """A text with gaps: an entry that says it, and a draft for each gap."""
        found = cloze(text)
        told = f"{found.whole} {clean(detail)}" if found.core != found.whole else clean(detail)
        question = self.state(found.core, topic, line, found.gaps, told)
        for item in found.items:
            self.quiz.append({**item, "tests": question, "topic": clean(topic), "line": line})
        for gap in found.left:
            self.left(gap, "a gap too long to ask aloud; the text itself is taken", line)

    def tell(self, question: str, points: list[str], topic: str, line: int) -> str:
        """A question that several points answer, for what was taken apart into items; as it is
        put, and cut where it is too long to be asked."""
        plain = clean(question).rstrip(" .:")
        plain = plain if len(plain) < MAX_QUESTION else plain[:MAX_QUESTION].rsplit(" ", 1)[0]
        asked = plain if plain.endswith("?") else f"{plain[: MAX_QUESTION - 1]}."
        self.found.append(
            Found(asked, clean(topic), (), tuple(clean(each) for each in points), line=line)
        )
        return asked

    def state(
        self, text: str, topic: str, line: int, gaps: tuple[str, ...] = (), detail: str = ""
    ) -> str:
        """A statement: an entry on what it is about, or a point of the one that is there. The
        question that the entry answers; "" where nothing could ask for it."""
        made = stated(clean(text), tuple(clean(gap) for gap in gaps), clean(topic), line)
        key = (" ".join(words(made.question)), made.topic)
        if key in self.stated:
            self.stated[key].add(made, clean(detail))
        else:
            self.stated[key] = made
            made.detail = clean(detail)
        return self.stated[key].question
