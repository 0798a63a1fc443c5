"""What cannot be read is refused by its name, with what to do instead: never half taken."""

import json
import zipfile

import openpyxl
import pytest

from skill.desk import limits
from skill.desk.importing import import_file
from skill.errors import ContentError
from tests.desk.brought import DATA, apkg, docx, paragraph


def packed(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("_json", ".json"), data
            )
    return path


def refusal(path):
    with pytest.raises(ContentError) as refused:
        import_file(path)
    said = "\n".join(refused.value.problems)
    assert "error" not in said.lower() and "Traceback" not in said
    return said


def written(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


QTI = '<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"/>'
CROWD = json.dumps({"__type__": "Deck", "crowdanki_uuid": "x", "note_models": [], "notes": []})
FILES = {
    "a PDF": ("rocks.pdf", b"%PDF-1.7 ...", "save it as .docx or as plain text"),
    "QTI": ("quiz.xml", QTI, "export the questions as Moodle XML, GIFT or Aiken"),
    "CrowdAnki's JSON": ("deck.json", CROWD, "an Anki deck package (.apkg)"),
    "an old Word file": ("notes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
    "an old Excel file": ("marks.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .xlsx or .csv"),
    "a picture": ("board.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "type its text"),
    "rich text (.rtf)": ("notes.rtf", "{\\rtf1 hello}", "save it as .docx or .txt"),
}


@pytest.mark.parametrize("kind", FILES)
def test_known_kinds_by_name_with_advice(tmp_path, kind):
    name, data, advice = FILES[kind]
    said = refusal(written(tmp_path, name, data))
    assert f"this is {kind}, which is not read" in said and advice in said


def test_packed_kinds_by_name_with_advice(tmp_path):
    manifest = "<manifest><resource type='imsqti_xmlv1p2'/></manifest>"
    for name, parts, said in (
        ("slides.pptx", {"ppt__presentation_xml": "<p/>"}, "PowerPoint slides"),
        ("slides.zip", {"ppt__presentation_xml": "<p/>"}, "PowerPoint slides"),
        ("quiz.zip", {"imsmanifest_xml": manifest}, "this is QTI"),
        ("course.imscc", {"imsmanifest_xml": "<manifest/>"}, "a Common Cartridge"),
        ("game.h5p", {"h5p_json": "{}"}, "an H5P or SCORM package"),
        ("lesson.zip", {"a.txt": "x"}, "unpack it, and import the files in it one by one"),
    ):
        assert said in refusal(packed(tmp_path / name, **parts)), name


DAMAGED = {
    "a workbook that is none": ("a.xlsx", b"no zip at all", "not an XLSX workbook, or a damaged one"),
    "a workbook cut short": ("b.xlsx", b"PK\x03\x04" + b"\0" * 40, "not an XLSX workbook"),
    "a package that is none": ("c.apkg", b"nothing", "no Anki package, or a damaged one"),
    "broken XML": ("d.xml",
                   "<?xml version='1.0'?>\n<quiz>\n<question type='essay'>\n</quiz>",
                   "line 4: the XML is broken"),
    "XML with entities": ("e.xml", "<!DOCTYPE quiz [<!ENTITY a 'b'>]>\n<quiz><question/></quiz>",
                          "entities, which are not read"),
    "broken JSON": ("f.json", '{"qna": [', "calls itself JSON, but is broken"),
    "JSON of another kind": ("g.json", '{"name": "x", "scripts": {}}', "it holds name, scripts"),
    "a list of pupils": ("h.csv", "Ruby,54,B,late\nOmar,61,A,\nLi,48,C,\n", "no heading row was found"),
    "headings nobody knows": ("i.csv", "Pupil,Mark,Grade\nRuby,54,B\nOmar,61,A\n", "no heading row"),
    "no text": ("j.txt", b"\x00\x01\x02\xff" * 9, "not a text file"),
    "nothing": ("k.csv", b"", "the file is empty"),
    "prose": ("l.txt", "Just some words that ask nothing.\n", "no questions were found"),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGED)
def test_wrong_and_damaged_files_say_what_is_wrong(tmp_path, kind):
    name, data, why = DAMAGED[kind]
    said = refusal(written(tmp_path, name, data))
    assert why in said and name in said


def test_a_collection_that_is_damaged(tmp_path):
    path = packed(tmp_path / "deck.apkg", **{"collection.anki2": b"SQLite format 3\0" + b"x" * 200})
    assert "cannot be read" in refusal(path)


def test_a_newer_package_without_what_unpacks_it(tmp_path, monkeypatch):
    path = packed(tmp_path / "deck.apkg", **{"collection.anki21b": b"x", "collection.anki2": b"y"})
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    assert "Support older Anki versions" in refusal(path)


def test_a_word_file_without_what_reads_it(tmp_path, monkeypatch):
    path = docx(tmp_path / "notes.docx", paragraph("What is a byte?"))
    monkeypatch.setitem(__import__("sys").modules, "mammoth", None)
    assert "save the file as a web page (.html)" in refusal(path)


def test_a_word_file_that_declares_entities(tmp_path):
    pytest.importorskip("mammoth")
    path = docx(tmp_path / "x.docx", paragraph("a"), ahead='<!DOCTYPE d [<!ENTITY a "b">]>')
    assert "declares a document type" in refusal(path)


def test_packages_that_unpack_to_far_more(tmp_path):
    many = b"0" * (limits.LARGEST_UNPACKED + 1)
    for name, part in (("a.docx", "word/document.xml"), ("b.apkg", "collection.anki2")):
        assert (
            "once unpacked" in refusal(packed(tmp_path / name, **{part: many})) or name == "a.docx"
        )


def test_names_that_mislead_do_not(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["question", "answer"])
    book.active.append(["What is a delta?", "Land at a river's mouth."])
    book.save(tmp_path / "sheet.xlsx")
    (tmp_path / "sheet.xlsx").rename(tmp_path / "sheet.csv")
    assert import_file(tmp_path / "sheet.csv").known == "a sheet (CSV or XLSX)"
    apkg(tmp_path / "deck.apkg").rename(tmp_path / "deck.zip")
    assert import_file(tmp_path / "deck.zip").known.startswith("an Anki deck package")
    page = written(
        tmp_path, "table.csv", "<!DOCTYPE html><html><body><h2>What is it?</h2><p>It.</p>"
    )
    assert import_file(page).known == "a web page (HTML)"


def test_the_command_says_it_in_one_plain_line(owl, tmp_path):
    written(tmp_path, "rocks.pdf", b"%PDF-1.7")
    told = owl("import", "rocks.pdf")
    assert told.exit_code == 1 and "this is a PDF, which is not read" in told.output
    assert "Traceback" not in told.output and not (tmp_path / "rocks.json").exists()


def test_no_sample_is_taken_by_two_formats_at_once():
    from skill.desk.formats.brought import Brought
    from skill.desk.formats.registry import FORMATS

    for path in DATA.iterdir():
        brought = Brought(path)
        sure = sorted((each.recognise(brought) or 0.0 for each in FORMATS), reverse=True)
        assert sure[0] > sure[1], path.name
