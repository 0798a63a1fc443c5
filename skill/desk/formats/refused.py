"""Formats that are known and not read: each refused by its name, with what to do instead."""

import re
from collections.abc import Callable

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.safexml import root_name
from skill.errors import ContentError

NAME = "what is refused by its name"
_AS_TEXT = "save it as .docx or as plain text (.txt), or copy its text into one of them"
_PACKED = b"PK\x03\x04"


def _is_json(brought: Brought, *keys: str) -> bool:
    value = brought.json
    return isinstance(value, dict) and any(key in value for key in keys)


def _is_crowdanki(brought: Brought) -> bool:
    return _is_json(brought, "crowdanki_uuid", "note_models") or (
        isinstance(brought.json, dict) and brought.json.get("__type__") == "Deck"
    )


def _is_qti(brought: Brought) -> bool:
    if root_name(brought.start) in ("questestinterop", "assessmentitem", "assessmenttest"):
        return True
    return (
        "imsmanifest.xml" in brought.names and b"imsqti" in brought.part("imsmanifest.xml").lower()
    )


def _is_course(brought: Brought) -> bool:
    return _is_json(brought, "topics") and _is_json(brought, "format", "course")


def _begins(*marks: bytes) -> Callable[[Brought], bool]:
    return lambda brought: brought.data.startswith(marks)


def _ends(*endings: str) -> Callable[[Brought], bool]:
    return lambda brought: brought.ending in endings


def _holds(name: str) -> Callable[[Brought], bool]:
    return lambda brought: any(each == name or each.startswith(name) for each in brought.names)


REFUSED: tuple[tuple[str, Callable[[Brought], bool], str], ...] = (
    ("a PDF", _begins(b"%PDF"), _AS_TEXT),
    ("a PDF", _ends(".pdf"), _AS_TEXT),
    ("PowerPoint slides", _holds("ppt/"),
     "in PowerPoint, save the outline as .rtf, or copy its text into a .docx or .txt file"),
    ("PowerPoint slides", _ends(".ppt", ".pptx", ".pps", ".ppsx", ".key", ".odp"),
     "copy their text into a .docx or .txt file"),
    ("a Common Cartridge", lambda b: b.ending == ".imscc" or (
        "imsmanifest.xml" in b.names and b"imscc" in b.part("imsmanifest.xml").lower()),
     "in the learning platform, export the questions alone, as Moodle XML, GIFT or Aiken"),
    ("QTI", _is_qti,
     "export the questions as Moodle XML, GIFT or Aiken, or as a sheet (CSV), from where they were made"),
    ("an H5P or SCORM package", lambda b: "h5p.json" in b.names or "imsmanifest.xml" in b.names,
     "copy its questions into a sheet: question, option 1, option 2, correct answer, explanation"),
    ("a Moodle backup", lambda b: b.ending == ".mbz" or "moodle_backup.xml" in b.names,
     "in Moodle, open the question bank, Export, and choose Moodle XML or GIFT"),
    ("CrowdAnki's JSON", _is_crowdanki,
     "in Anki, choose File, Export: an Anki deck package (.apkg), or Notes in plain text (.txt)"),
    ("a whole collection of Anki's", _ends(".colpkg"),
     "in Anki, choose File, Export, one deck, and an Anki deck package (.apkg)"),
    ("an old Word file", _ends(".doc", ".dot"), "open it in Word and save it as .docx"),
    ("an old Excel file", _ends(".xls", ".xlsb"),
     "open it in a spreadsheet program and save it as .xlsx or .csv"),
    ("an old Office file", _begins(b"\xd0\xcf\x11\xe0"), "save it as .docx or .xlsx; a file with a password "
     "must be saved without it"),
    ("an OpenDocument text", _ends(".odt", ".fodt"), "open it and save it as .docx"),
    ("an OpenDocument sheet", _ends(".ods", ".fods"), "open it and save it as .xlsx or .csv"),
    ("Apple's Pages or Numbers", _ends(".pages", ".numbers"), "export it as .docx, .xlsx or .csv"),
    ("rich text (.rtf)", lambda b: b.ending == ".rtf" or b.data.startswith(b"{\\rtf"),
     "open it and save it as .docx or .txt"),
    ("an e-book", lambda b: b.ending in (".epub", ".mobi"), _AS_TEXT),
    ("a picture", _begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"),
     "type its text into a .txt file, or let your scanner's program turn it into text"),
    ("a course file", _is_course,
     "it is an owl's course already, and needs no importing: owl check and owl run take it as it is"),
)  # fmt: skip
"""A name, how it is told, and what to do."""
_UNKNOWN_ZIP = ("a packed folder (zip)", "unpack it, and import the files in it one by one")


def recognise(brought: Brought) -> float | None:
    """Anything in the table above; and what is packed and none of ours."""
    return 0.99 if _why(brought) else None


def read(brought: Brought) -> Source:
    """The refusal.

    Raises:
        ContentError: always; the name of the format, and what to do.
    """
    name, advice = _why(brought) or _UNKNOWN_ZIP
    raise ContentError([f"{brought.path}: this is {name}, which is not read; {advice}"])


def _why(brought: Brought) -> tuple[str, str] | None:
    for name, tell, advice in REFUSED:
        if tell(brought):
            return name, advice
    if not brought.data.startswith(_PACKED):
        return None
    ours = re.compile(r"^(?:xl/.*|word/document\.xml|collection\.anki2[1b]*)$")
    known = any(map(ours.match, brought.names)) or brought.ending in (".xlsx", ".docx", ".apkg")
    return None if known else _UNKNOWN_ZIP
