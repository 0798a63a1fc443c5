"""Rows of a spreadsheet or of flash cards → questions and quiz items."""

import re
from collections.abc import Sequence
from typing import Any

from skill.desk import cells as forms
from skill.desk.blocks import Dropped, Found, Source
from skill.desk.entries import clean
from skill.desk.limits import LONGEST_CARD, MOST_CLOZES
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in

COLUMNS = {
    "topic": ("topic", "section", "unit", "chapter", "deck"),
    "question": ("question", "front", "term", "q", "word", "card front"),
    "answer": ("answer", "back", "definition", "a", "meaning", "card back", "correct answer"),
    "also_asked": ("also asked", "other wordings", "phrasings", "variants", "also called"),
    "points": ("points", "bullets", "list", "reasons"),
    "detail": ("detail", "details", "more", "notes", "extra"),
    "simpler": ("simpler", "simple", "plain words"),
    "examples": ("examples", "example"),
    "why_it_matters": ("why it matters", "importance", "significance"),
    "remember": ("remember", "mnemonic", "memory aid"),
    "misconceptions": ("misconceptions", "common mistakes", "mistakes", "mixed up"),
    "lesson": ("lesson", "lesson order", "order"),
    "exam_boards": ("exam boards", "exam board", "boards", "board"),
    "kind": ("kind", "type", "question type"),
    "prompt": ("prompt", "quiz question"),
    "accept": ("accept", "also right", "alternatives", "synonyms"),
    "reject": ("reject", "wrong answers"),
    "options": ("options", "choices"),
    "want": ("want", "how many"),
    "hint": ("hint", "clue"),
    "hints": ("hints", "clues", "more hints"),
    "explanation": ("explanation", "explain", "why"),
    "other_prompt": ("another way", "asked another way"),
    "other_answer": ("another way answer",),
    "other_accept": ("another way accept",),
    "other_options": ("another way options",),
    "draft": ("draft",),
    "command": ("command", "command word"),
    "marks": ("marks", "mark", "out of"),
    "scheme": ("scheme", "mark scheme", "marking points"),
    "model_answer": ("model answer", "sample answer"),
    "tip": ("tip", "technique"),
    "entry": ("entry", "entry id", "entries"),
    "id": ("id",),
}
"""Our column, and the headings it may have (whatever their capitals, spaces or underscores)."""
KINDS = {
    "multiple choice": "choice",
    "mcq": "choice",
    "true or false": "true_false",
    "true false": "true_false",
    "truefalse": "true_false",
    "open": "short",
    "text": "short",
    "exam question": "exam",
    "exam": "exam",
    "word": "word",
    "key word": "word",
    "keyword": "word",
    "key term": "word",
    "glossary": "word",
    "topic": "topic",
    "entry": "entry",
}
_HEADINGS = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_ASKS = re.compile(
    r"^(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|name"
    r"|give|list|explain|describe|define|state|tell|outline|compare|true or false)\b",
    re.IGNORECASE,
)
_CLOZE_NUMBER = re.compile(r"\{\{c(\d+)::")
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)


def read_rows(rows: Sequence[tuple[int, list[str]]], *, cards: bool = False) -> Source:
    """A table: with a heading row, or two columns of question and answer.

    Args:
        rows: line numbers and the cells' text, the heading row (if any) first.
        cards: flash cards: no headings are looked for, and each card gives a draft item too.
    """
    columns = {} if cards or not rows else _columns(rows[0][1])
    headed = bool({"question", "prompt"} & set(columns.values()))
    if not headed:
        columns = {0: "question", 1: "answer"}
    reader = _Rows()
    for line, row in rows[1:] if headed else rows:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[i].strip() for i, name in columns.items() if i < len(row)}
        reader.take({name: cell for name, cell in cells.items() if cell}, line)
    if headed:
        reader.name_unknown(*rows[0], columns)
    return reader.source()


def headed(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the first row names two columns at least, one of them the question."""
    columns = set(_columns(rows[0][1]).values()) if rows else set()
    return len(columns) > 1 and bool({"question", "prompt"} & columns)


def _columns(heading_row: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, heading in enumerate(heading_row):
        column = _HEADINGS.get(_plain(heading))
        if column and column not in found.values():
            found[index] = column
    return found


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_\-\s]+", " ", text).lower().split())


class _Rows:
    def __init__(self) -> None:
        self.found: list[Found] = []
        self.quiz: list[dict[str, Any]] = []
        self.exam: list[dict[str, Any]] = []
        self.terms: list[dict[str, Any]] = []
        self.topics: list[dict[str, Any]] = []
        self.dropped: list[Dropped] = []

    def source(self) -> Source:
        return Source(
            "", tuple(self.found), tuple(self.quiz), tuple(self.dropped), tuple(self.exam),
            tuple(self.terms), tuple(self.topics),
        )  # fmt: skip

    def name_unknown(self, line: int, heading_row: list[str], columns: dict[int, str]) -> None:
        for index, heading in enumerate(heading_row):
            if index not in columns and heading.strip():
                self.dropped.append(Dropped(heading, "a column with an unknown heading", line))

    def take(self, cells: dict[str, str], line: int) -> None:
        if any(len(cell) > LONGEST_CARD for cell in cells.values()):
            why = f"a field of more than {LONGEST_CARD:,} characters"
            self.dropped.append(Dropped(next(iter(cells.values()))[:60], why, line))
            return
        if cells.get("question", "").count("{{c") > MOST_CLOZES:
            why = f"a card with more than {MOST_CLOZES} gaps"
            self.dropped.append(Dropped(cells["question"][:60], why, line))
            return
        kind = _plain(cells.get("kind", ""))
        kind = KINDS.get(kind, kind)
        if kind == "exam":
            self._exam_question(cells, line)
        elif kind == "word":
            self._word(cells, line)
        elif kind == "topic":
            self._topic(cells)
        elif kind != "entry" and (kind or "prompt" in cells):
            self._item(cells, line)
        elif _CLOZE.search(cells.get("question", "")):
            # Each number is a card of its own, as in Anki.
            for number in dict.fromkeys(_CLOZE_NUMBER.findall(cells["question"])):
                self._cloze(cells, number, line)
        else:
            self._entry(cells, line)

    def _entry(self, cells: dict[str, str], line: int) -> None:
        front, back = clean(cells.get("question", "")), cells.get("answer", "")
        points = forms.parts(cells.get("points", ""))
        if not front or not (clean(back) or points):
            why = "a question without an answer" if front else "an answer without a question"
            self.dropped.append(Dropped(front or clean(back) or "an empty card", why, line))
            return
        lines = [clean(text) for text in back.splitlines() if clean(text)]
        if len(lines) > 2 and not points:  # a card that lists
            lines, points = [], lines
        # What has an id was written for the owl: it is taken as it stands.
        asked = "id" in cells or bool(_ASKS.match(front)) or front.endswith("?")
        also = forms.parts(cells.get("also_asked", ""))
        question = front if asked else f"What is {_in_sentence(front)}?"
        mistakes, odd = forms.mistakes(cells.get("misconceptions", ""))
        for part in odd:
            why = "a mistake without an arrow (→) and what puts it right"
            self.dropped.append(Dropped(part, why, line))
        self.found.append(
            Found(
                question=question,
                topic=clean(cells.get("topic", "")),
                paragraphs=tuple(lines),
                points=tuple(
                    points if "id" in cells else (re.sub(r"^\W+", "", point) for point in points)
                ),
                also_asked=tuple(also if asked else [*also, *_about(front)]),
                detail=cells.get("detail", ""),
                boards=tuple(forms.parts(cells.get("exam_boards", ""))),
                simpler=cells.get("simpler", ""),
                examples=tuple(forms.parts(cells.get("examples", ""))),
                why_it_matters=cells.get("why_it_matters", ""),
                remember=cells.get("remember", ""),
                misconceptions=tuple(_cleaned(mistakes)),
                lesson=_whole(cells.get("lesson", "")),
                id=cells.get("id", ""),
                line=line,
            )
        )
        if draft := card_draft(front, " ".join(lines), asked):
            self.quiz.append({**draft, "tests": question, "topic": clean(cells.get("topic", ""))})

    def _cloze(self, cells: dict[str, str], number: str, line: int) -> None:
        whole = cells["question"]
        gap = f"{{{{c{number}::"
        cloze = next(m for m in _CLOZE.finditer(whole) if m[0].startswith(gap))
        answer = clean(cloze[1])
        prompt = clean(_CLOZE.sub(lambda m: "blank" if m[0].startswith(gap) else m[1], whole))
        draft = _short_item(f"Fill the gap: {prompt}", answer)
        if draft is None:
            self.dropped.append(Dropped(clean(whole), "too long to ask aloud", line))
            return
        if cloze[2]:
            draft["hint"] = clean(cloze[2])
        draft["explanation"] = clean(_CLOZE.sub(lambda m: m[1], whole))[:600]
        self.quiz.append({**draft, "topic": clean(cells.get("topic", "")), "draft": True})

    def _item(self, cells: dict[str, str], line: int) -> None:
        kind = _plain(cells.get("kind", "short"))
        item: dict[str, Any] = {"kind": KINDS.get(kind, kind.replace(" ", "_"))}
        item["prompt"] = clean(cells.get("prompt") or cells.get("question", ""))
        for name in ("id", "answer", "hint", "explanation", "entry"):
            if name in cells:
                item[name] = clean(cells[name])
        if item["kind"] == "true_false" and "answer" in item:
            item["answer"] = {"t": "true", "yes": "true", "f": "false", "no": "false"}.get(
                item["answer"].lower(), item["answer"].lower()
            )
        for name in ("accept", "reject", "options", "hints", "exam_boards"):
            if name in cells:
                item[name] = [clean(part) for part in forms.parts(cells[name])]
        if item["kind"] == "list":
            item["points"] = _cleaned(forms.points(cells.get("points", "")))
            if "want" in cells:
                item["want"] = _whole(cells["want"])
        if "other_prompt" in cells:
            item["another_way"] = _other_way(cells)
        if cells.get("draft", "").lower() in ("yes", "true", "x", "1"):
            item["draft"] = True
        self.quiz.append({**item, "topic": clean(cells.get("topic", "")), "line": line})

    def _exam_question(self, cells: dict[str, str], line: int) -> None:
        question: dict[str, Any] = {
            "topic": clean(cells.get("topic", "")),
            "prompt": clean(cells.get("prompt") or cells.get("question", "")),
            "marks": _whole(cells.get("marks", "")),
            "scheme": _cleaned(forms.points(cells.get("scheme") or cells.get("points", ""))),
            "model_answer": clean(cells.get("model_answer") or cells.get("answer", "")),
            "line": line,
        }
        for name in ("id", "command", "tip"):
            question[name] = clean(cells.get(name, ""))
        for name, column in (("entries", "entry"), ("exam_boards", "exam_boards")):
            if column in cells:
                question[name] = [clean(part) for part in forms.parts(cells[column])]
        self.exam.append(question)

    def _word(self, cells: dict[str, str], line: int) -> None:
        term, meaning = clean(cells.get("question", "")), clean(cells.get("answer", ""))
        if not term or not meaning:
            why = "a word without its meaning" if term else "a meaning without its word"
            self.dropped.append(Dropped(term or meaning or "an empty row", why, line))
            return
        record: dict[str, Any] = {"term": term, "meaning": meaning}
        if also := [clean(part) for part in forms.parts(cells.get("also_asked", ""))]:
            record["also_called"] = also
        self.terms.append({**record, "topic": clean(cells.get("topic", "")), "line": line})

    def _topic(self, cells: dict[str, str]) -> None:
        title = clean(cells.get("topic") or cells.get("question", ""))
        also = [clean(part) for part in forms.parts(cells.get("also_asked", ""))]
        self.topics.append({"title": title, "also_called": also, "id": cells.get("id", "")})


def _other_way(cells: dict[str, str]) -> dict[str, Any]:
    way: dict[str, Any] = {
        "prompt": clean(cells["other_prompt"]),
        "answer": clean(cells.get("other_answer") or cells.get("answer", "")),
    }
    for name in ("accept", "options"):
        if found := forms.parts(cells.get(f"other_{name}", "")):
            way[name] = [clean(part) for part in found]
    return way


def _cleaned(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records of texts and lists of texts without what a course may not hold."""
    return [
        {
            name: clean(value)
            if isinstance(value, str)
            else [clean(each) for each in value]
            if isinstance(value, list)
            else value
            for name, value in record.items()
        }
        for record in records
    ]


def _whole(cell: str) -> int:
    """A whole number in a cell ("3", "3.0", "3 marks"); 0 for anything else."""
    found = re.match(r"\s*(\d{1,3})(?:\.0+)?\b", cell)
    return int(found[1]) if found else 0


def _in_sentence(term: str) -> str:
    return term.rstrip(".!:")


def _about(term: str) -> list[str]:
    name = _in_sentence(term)
    return [f"define {name}", f"what does {name} mean", f"tell me about {name}"]


def card_draft(front: str, back: str, asked: bool) -> dict[str, Any] | None:
    """A quiz item from a flash card: ask the question, or ask for the term."""
    if asked and len(words(back)) <= 6:
        draft = _short_item(front if front.endswith(("?", ".")) else f"{front}?", back)
    elif not asked and len(words(front)) <= 4:
        draft = _short_item(f"What is this? {back}", front)
    else:
        draft = None
    return {**draft, "draft": True} if draft else None


def _short_item(prompt: str, answer: str) -> dict[str, Any] | None:
    answer = answer.strip().rstrip(".")
    if not answer or len(prompt) > 300 or len(answer) > 140:
        return None
    numbers = numbers_in(number_tokens(answer))
    kind = "short"
    if re.fullmatch(r"(?:1\d|20)\d\d", answer):
        kind = "year"
    elif numbers and len(answer.split()) <= 3 and answer[0].isdigit():
        kind = "number"
    return {"kind": kind, "prompt": prompt, "answer": answer}
