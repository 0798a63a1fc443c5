"""The headings of a table: which column is what, whoever made the sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skill.desk.cards import Row

COLUMNS = {
    "topic": ("topic", "section", "unit", "chapter", "deck", "category", "theme", "subtopic"),
    "question": (
        "question", "front", "term", "q", "word", "card front", "question text", "question title",
        "question stem", "stem", "questions", "key word", "keyword", "key term", "vocabulary", "side 1",
    ),
    "answer": (
        "answer", "back", "definition", "a", "meaning", "card back", "answers", "model", "side 2",
        "definitions", "answer text",
    ),
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
    "accept": ("accept", "also right", "alternatives", "synonyms", "alternative answers"),
    "reject": ("reject",),
    "options": ("options", "choices"),
    "correct": (
        "correct", "correct answer", "correct answers", "correct option", "correct options",
        "correct choice", "right answer", "answer key", "key", "solution", "correct response",
    ),
    "wrong": (
        "wrong answers", "incorrect answers", "incorrect", "distractors", "wrong", "wrong options",
    ),
    "want": ("want", "how many"),
    "hint": ("hint", "clue"),
    "hints": ("hints", "clues", "more hints"),
    "explanation": (
        "explanation", "explain", "why", "feedback", "rationale", "answer explanation", "general feedback",
        "explanations", "reason",
    ),
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
}  # fmt: skip
"""Our column, and the headings it may have (whatever their capitals, spaces or underscores)."""
OURS = frozenset(("prompt", "accept", "points", "want", "also_asked"))
"""Columns that no other program has."""
_HEADINGS = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_OPTION = re.compile(r"(?:option|answer|choice|alternative|response|ans)s? ?([1-9]|[a-h])")
_WRONG = re.compile(r"(?:wrong|incorrect|distractor)(?: answer| option| choice)? ?([1-9]|[a-h])")
_NUMBERS = frozenset(
    ("#", "no", "no.", "number", "question #", "question no", "question number", "s no")
)
_OF_FACTS = frozenset(
    "name country capital city place river mountain element symbol formula date year event person who what "
    "when where unit quantity part job function role use uses example examples property type cause causes "
    "effect effects process description theory author law equation protocol port layer device landform rock "
    "mineral planet gas metal colour number population area currency language religion belief festival "
    "leader feature advantage advantages disadvantage disadvantages fact facts location height length depth "
    "mass charge particle ion test result product reactant industry climate biome wave energy source "
    "algorithm purpose impact impacts evidence meaning definition term word key key word concept idea".split()
)
"""What tables of facts have for headings: things, and what is said of them."""
_FIRST_ROWS = 15
"""Rows in which a heading row is looked for: templates have a banner and advice above it."""


@dataclass(frozen=True)
class Headings:
    """What the columns of a table are."""

    at: int
    """The heading row's place among the rows; -1 where there is none."""
    columns: dict[int, str]
    """Our name of each column that is known."""
    options: tuple[int, ...] = ()
    """Columns that hold one option each."""
    wrong: tuple[int, ...] = ()
    """Columns that hold one wrong option each."""
    unknown: tuple[str, ...] = ()
    """Headings that are none of ours."""

    @property
    def names(self) -> frozenset[str]:
        """The known columns."""
        return frozenset(self.columns.values())

    @property
    def is_quiz(self) -> bool:
        """Whether another program's questions stand here: options in columns, or one that says
        which is right. Our own sheets have neither."""
        if self.options or self.wrong:
            return True
        return bool({"correct", "wrong"} & self.names) and not OURS & self.names


def plain(text: str) -> str:
    """A heading without capitals, underscores, and what a template says in brackets or behind a
    dash: "Answer 3 (Optional)", "Question - max 120 characters"."""
    text = re.sub(r"\(s\)", "s", text, flags=re.IGNORECASE)
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)
    text = re.split(r"\s[-–—]\s|:", text.replace("\n", " "))[0]
    return " ".join(re.sub(r"[_\-\s*]+", " ", text).lower().split())


def headings(rows: Sequence[Row]) -> Headings:
    """The headings of a table; the first row that names a question and another column."""
    for at, (_, cells) in enumerate(rows[:_FIRST_ROWS]):
        found = _of_row(at, cells)
        if (found.options or len(found.names) > 1) and {"question", "prompt"} & found.names:
            return found
    alone = _of_row(0, rows[0][1]) if rows else Headings(-1, {})
    return alone if {"question", "prompt"} & alone.names else Headings(-1, {})


def names_facts(rows: Sequence[Row]) -> bool:
    """Whether a table without questions names its columns: "Country, Capital", "Event, Date"."""
    if len(rows) < 2:
        return False
    names = [plain(cell) for cell in rows[0][1] if cell.strip()]
    return len(names) > 1 and all(
        len(name.split()) <= 3 and (_OF_FACTS & set(name.split()) or name in _HEADINGS)
        for name in names
    )


def _of_row(at: int, cells: list[str]) -> Headings:
    names = [plain(cell) for cell in cells]
    letters = {"a", "b", "c"} <= set(names)
    columns: dict[int, str] = {}
    options, wrong, unknown = [], [], []
    for index, name in enumerate(names):
        if not name or name in _NUMBERS:
            continue
        column = _HEADINGS.get(name)
        if _WRONG.fullmatch(name):
            wrong.append(index)
        elif _OPTION.fullmatch(name) or (letters and re.fullmatch(r"[a-h]", name)):
            options.append(index)
        elif column and column not in columns.values():
            columns[index] = column
        else:
            unknown.append(cells[index])
    if (options or wrong) and "correct" not in columns.values():
        # With options in columns, "answer" says which of them is right.
        columns = {n: "correct" if c == "answer" else c for n, c in columns.items()}
    return Headings(at, columns, tuple(options), tuple(wrong), tuple(unknown))
