"""Moodle's GIFT: the question's text with its answers in braces.

Split with care for backslashes: `\\{`, `\\=`, `\\~`, `\\#`, `\\:` and `\\}` stand for themselves.
"""

import re
from dataclasses import dataclass

from skill.desk.blocks import Source
from skill.desk.flash import asks
from skill.desk.formats.brought import Brought
from skill.desk.formats.giftanswers import Answers, read_answers
from skill.desk.formats.moodleanswers import put_matching
from skill.desk.limits import LONGEST_CARD
from skill.desk.pile import Pile
from skill.desk.put import Put

NAME = "GIFT"
_TITLE = re.compile(r"^\s*::(.*?)(?<!\\)::", re.DOTALL)
_FORM = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_BRACES = re.compile(r"(?<!\\)\{(.*?)(?<!\\)\}", re.DOTALL)
_MARKS = re.compile(r"(?<!\\)[{}]")
_TELLS = re.compile(r"\{\s*(?:=|~|#|T\s*[#}]|F\s*[#}]|TRUE|FALSE|\})", re.IGNORECASE)


def recognise(brought: Brought) -> float | None:
    """Braces with answers in them; `$CATEGORY`, `::title::` or the ending .gift make it surer."""
    if brought.start.startswith(("{", "[{", "<")) or not _TELLS.search(brought.text):
        return None
    sure = brought.ending == ".gift" or re.search(
        r"^(?:\$CATEGORY:|::)", brought.text, re.MULTILINE
    )
    if sure:
        return 0.95
    return (
        0.8 if brought.ending == ".txt" and re.search(r"\{[^{}]*=[^{}]+\}", brought.text) else None
    )


@dataclass
class _Piece:
    """One question's text, with the line that it begins in."""

    text: str
    line: int


def read(brought: Brought) -> Source:
    """The questions; essays, descriptions and broken pieces are left."""
    pile = Pile()
    topic = ""
    for piece in _pieces(brought.text):
        head, _, rest = piece.text.strip().partition("\n")
        if head.upper().startswith("$CATEGORY:"):
            topic = _topic(head.partition(":")[2])
            piece = _Piece(rest, piece.line + 1)
        if piece.text.strip():
            _take(pile, piece, topic)
    return pile.source()


def _pieces(text: str) -> list[_Piece]:
    """Questions, which blank lines part, as they do for Moodle; remarks are no part of them."""
    found: list[_Piece] = []
    lines: list[str] = []
    begun = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            begun = begun if lines else number
            lines.append("" if line.lstrip().startswith("//") else line)
        else:
            if any(each.strip() for each in lines):
                found.append(_Piece("\n".join(lines), begun))
            lines = []
    return found


def _topic(path: str) -> str:
    parts = [part for part in re.split(r"(?<!/)/(?!/)", path.strip()) if part]
    kept = [part for part in parts if part.lower() not in ("top", "$course$", "$system$")]
    name = (kept or [""])[-1]
    return re.sub(r"^default for\s+", "", name, flags=re.IGNORECASE)


def _take(pile: Pile, piece: _Piece, topic: str) -> None:
    text = piece.text
    if len(text) > LONGEST_CARD:
        pile.left(text[:80], f"a question of more than {LONGEST_CARD:,} characters", piece.line)
        return
    if title := _TITLE.match(text):
        text = text[title.end() :]
    text = _FORM.sub("", text)
    braces = list(_BRACES.finditer(text))
    if not braces:
        broken = bool(_MARKS.search(text))
        why = (
            "a brace { without its } or the other way round"
            if broken
            else "no question: no answers in { }"
        )
        pile.left(_plain(text), why, piece.line)
        return
    if len(braces) > 1:
        pile.left(
            _plain(text), "more than one pair of braces; give each gap a question", piece.line
        )
        return
    before, after = text[: braces[0].start()], text[braces[0].end() :]
    answers = read_answers(braces[0][1])
    gapped = bool(after.strip(" .?!\n")) or _is_open(before, after)
    prompt = _plain(
        f"{before.rstrip()} ____{'' if after[:1] in '.,;' else ' '}{after}"
        if gapped
        else before + after
    )
    if answers.pairs:
        put_matching(pile, prompt, answers.pairs, topic, piece.line)
        return
    if answers.why_not:
        pile.left(prompt, answers.why_not, piece.line)
        return
    pile.put(_put(prompt, answers, topic, piece.line))


def _is_open(before: str, after: str) -> bool:
    """Whether a sentence breaks off where its answer stands: "The first man there was {=...}."."""
    told = _plain(before)
    return not re.search(r"[.?!:;)]$", told) and (after.strip() == "." or not asks(told))


def _put(prompt: str, answers: Answers, topic: str, line: int) -> Put:
    return Put(
        prompt, tuple(answers.right), tuple(answers.wrong), tuple(answers.options), answers.any,
        answers.why, "", topic, line, tuple(answers.why_wrong),
    )  # fmt: skip


def _plain(text: str) -> str:
    from skill.desk.formats.giftanswers import unescaped

    return unescaped(" ".join(text.split()))
