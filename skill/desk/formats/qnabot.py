"""QnABot on AWS: its export in JSON, and its sheet."""

import re
from typing import Any

from skill.desk.blocks import Found, Source
from skill.desk.cards import Row
from skill.desk.columns import plain
from skill.desk.entries import clean
from skill.desk.formats.brought import Brought
from skill.desk.pile import Pile

NAME = "a QnABot export"
_MARKUP = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def recognise(brought: Brought) -> float | None:
    """An object with "qna", or a sheet with qid, question1 and answer."""
    value = brought.json
    if isinstance(value, dict) and isinstance(value.get("qna"), list):
        return 0.98
    if isinstance(value, list) and value and all(_is_record(each) for each in value[:5]):
        return 0.95
    return 0.97 if any(_headings(rows) for _, rows in brought.sheets) else None


def read(brought: Brought) -> Source:
    """Every question with its wordings and its answer; the qid's first part is the topic."""
    pile = Pile()
    value = brought.json
    if value is not None:
        records = value["qna"] if isinstance(value, dict) else value
        for number, record in enumerate(records, 1):
            _take(pile, record if isinstance(record, dict) else {}, number)
        return pile.source()
    for title, rows in brought.sheets:
        at = _headings(rows)
        if not at:
            pile.left(title, "a sheet without QnABot's headings")
            continue
        names = [plain(cell).replace(" ", "") for cell in rows[at - 1][1]]
        for line, cells in rows[at:]:
            cell = dict(zip(names, cells, strict=False))
            asked = [cell[name] for name in names if re.fullmatch(r"question\d*", name)]
            _take(pile, {"qid": cell.get("qid", ""), "q": asked, "a": cell.get("answer", "")}, line)
    return pile.source()


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and {"qid", "q", "a"} <= set(value)


def _headings(rows: list[Row]) -> int:
    """The place behind the heading row; 0 where there is none."""
    for at, (_, cells) in enumerate(rows[:5], 1):
        names = {plain(cell).replace(" ", "") for cell in cells}
        if "qid" in names and {"question1", "question"} & names and "answer" in names:
            return at
    return 0


def _take(pile: Pile, record: dict[str, Any], line: int) -> None:
    asked = record.get("q") or record.get("questions") or []
    asked = [clean(str(each)) for each in ([asked] if isinstance(asked, str) else asked) if each]
    answer = record.get("a") or (record.get("alt") or {}).get("markdown") or ""
    qid = clean(str(record.get("qid", "")))
    if not asked or not str(answer).strip():
        kind = str(record.get("type", "qna"))
        why = f"no question with an answer: QnABot calls it “{kind}”"
        pile.left(qid or "a record without a qid", why, line)
        return
    said = str(answer)
    if _MARKUP.search(said):
        pile.left(said, f"a template of QnABot's in the answer to “{asked[0]}”, taken out", line)
        said = _MARKUP.sub(" ", said)
    said = _LINK.sub(r"\1", said).replace("**", "")
    lines = [clean(re.sub(r"^[*#\s]+", "", text)) for text in said.splitlines() if clean(text)]
    pile.found.append(
        Found(
            _asked(asked[0]), _topic(qid, record), tuple(lines), also_asked=tuple(asked[1:]), line=line
        )
    )  # fmt: skip


def _asked(text: str) -> str:
    return text[:1].upper() + text[1:]


def _topic(qid: str, record: dict[str, Any]) -> str:
    told = clean(str(record.get("t") or ""))
    head = re.split(r"[.\-_:]\d|[._:]", qid)[0] if re.search(r"[.\-_:]", qid) else ""
    return told or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head)
