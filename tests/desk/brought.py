"""Files as programs write them, made where a text file in `data` would not do."""

import json
import sqlite3
import zipfile
from pathlib import Path

DATA = Path(__file__).parent / "data"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_WORD}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2)
    )
    + "</w:styles>"
)


def paragraph(text, style="", bold=False):
    """A paragraph of a Word document."""
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p>{told}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def table(rows):
    """A table of a Word document, its first row in bold."""
    made = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{paragraph(cell, bold=not at)}</w:tc>" for cell in row)
        + "</w:tr>"
        for at, row in enumerate(rows)
    )
    return f"<w:tbl>{made}</w:tbl>"


def docx(path, *parts, ahead=""):
    """A Word document of these paragraphs and tables."""
    body = (
        f'<?xml version="1.0"?>{ahead}<w:document xmlns:w="{_WORD}"><w:body>{"".join(parts)}'
        "</w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _RELATIONS)
        packed.writestr("word/document.xml", body)
        packed.writestr("word/styles.xml", _STYLES)
    return path


KINDS = {
    1: ("Basic", ["Front", "Back"]),
    2: ("Cloze", ["Text", "Back Extra"]),
    3: ("Image Occlusion", ["Occlusion", "Image"]),
    4: ("Vocabulary", ["Notes", "Term", "Definition"]),
}
NOTES = (
    (1, 10, "What is a <b>vector</b>?", "A quantity with a direction."),
    (1, 10, "List the scalar quantities", "<ul><li>mass</li><li>speed</li><li>energy</li></ul>"),
    (2, 11, "The {{c1::Nile::river}} is about {{c2::6,650 km}} long.", "It flows north."),
    (3, 11, "{{c1::image-occlusion:rect}}", '<img src="map.png">'),
    (4, 11, "tides", "estuary", "where a river meets the sea"),
    (1, 10, r"Rearrange \(F=ma\)", r"\(a=F/m\)"),
    (1, 10, "a lonely side", ""),
)  # fmt: skip
DECKS = {10: "Physics::Forces", 11: "Geography"}


def collection(path, newer=False):
    """An Anki collection, in the older layout or the newer one."""
    base = sqlite3.connect(path)
    base.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
    base.execute("create table notes (id integer primary key, mid integer, flds text)")
    base.execute(
        "create table cards (id integer primary key, nid integer, did integer, ord integer)"
    )
    if newer:
        base.execute("create table notetypes (id integer primary key, name text collate unicase)")
        base.execute("create table fields (ntid integer, ord integer, name text collate unicase)")
        base.execute("create table decks (id integer primary key, name text collate unicase)")
        for some_id, (name, fields) in KINDS.items():
            base.execute("insert into notetypes values (?, ?)", (some_id, name))
            rows = [(some_id, at, each) for at, each in enumerate(fields)]
            base.executemany("insert into fields values (?, ?, ?)", rows)
        decks = [(some_id, name.replace("::", "\x1f")) for some_id, name in DECKS.items()]
        base.executemany("insert into decks values (?, ?)", decks)
    else:
        models = {
            str(some_id): {"name": name, "flds": [{"name": each} for each in fields]}
            for some_id, (name, fields) in KINDS.items()
        }
        decks = {str(some_id): {"name": name} for some_id, name in DECKS.items()}
        base.execute("create table col (models text, decks text)")
        base.execute("insert into col values (?, ?)", (json.dumps(models), json.dumps(decks)))
    for number, (kind, deck, *fields) in enumerate(NOTES, 1):
        base.execute("insert into notes values (?, ?, ?)", (number, kind, "\x1f".join(fields)))
        base.execute("insert into cards values (?, ?, ?, 0)", (number, number, deck))
    base.commit()
    base.close()
    return path.read_bytes()


def apkg(path, newer=False):
    """A deck package as Anki exports it."""
    data = collection(path.with_suffix(".db"), newer)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        if newer:
            import zstandard

            packed.writestr("meta", b"\x08\x03")
            packed.writestr("collection.anki2", b"please update")
            packed.writestr("collection.anki21b", zstandard.ZstdCompressor().compress(data))
        else:
            packed.writestr("collection.anki2", data)
        packed.writestr("media", "{}")
    return path
