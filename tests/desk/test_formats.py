"""Every format's file is known for what it is, taken whole, passes the check, and can be asked and
quizzed; what it leaves is named with its line and the reason."""

import copy

import openpyxl
import pytest

from skill.content.loading import examine_value
from skill.desk.check import check_course
from skill.desk.findings import exit_code
from skill.desk.importing import import_file
from skill.desk.tools import open_tools
from tests.desk.brought import DATA, apkg, docx, paragraph, table


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    return open_tools(tmp_path_factory.mktemp("cache"), meaning=False)


@pytest.fixture
def brought(tmp_path, tools):
    """What an import makes of a file: its report, its course, and what answers questions."""

    def bring(name):
        path = name if hasattr(name, "suffix") else DATA / name
        report = import_file(path)
        accepted = copy.deepcopy(report.course)
        for topic in accepted["topics"]:
            for item in topic["quiz"]:
                item.pop("draft", None)
        examined = examine_value(accepted)
        assert (examined.faults, examined.warnings) == ((), ()), name
        assert exit_code(check_course(examined.course)) == 0
        return Seen(report, examined.course, tools)

    return bring


class Seen:
    def __init__(self, report, course, tools):
        self.report, self.course = report, course
        self.router, self.marker = tools.router(course), tools.marker(course)

    @property
    def questions(self):
        return [entry.question for entry in self.course.entries()]

    @property
    def items(self):
        return [(item.kind, item.answer) for item in self.course.items()]

    def item(self, prompt):
        return next(item for item in self.course.items() if prompt in item.prompt)

    def asked(self, question):
        """The answer of the entry that a question finds."""
        found = self.router.route(question).candidates
        return self.course.entry(found[0].entry_id).answer if found else ""

    def marks(self, prompt, said):
        return self.marker.mark(self.item(prompt), said).verdict

    @property
    def left(self):
        return {dropped.line: dropped.why for dropped in self.report.dropped}


def test_a_sheet_with_its_options_in_columns(brought):
    seen = brought("coasts-quiz.csv")
    assert seen.report.known == "a sheet (CSV or XLSX)"
    beach = seen.item("builds up a beach")
    assert beach.options == ("a constructive wave", "a destructive wave", "a tsunami")
    assert beach.explanation == "Its swash is stronger than its backwash."
    several = seen.item("kinds of weathering")
    assert [point.text for point in several.points] == ["freeze-thaw", "solution"]
    assert several.prompt.endswith("Choose from: freeze-thaw, abrasion, solution or traction.")
    assert seen.item("distance over which").accept == ("the fetch",)
    assert seen.item("Longshore drift").kind == "true_false"
    assert "Open-Ended" in seen.left[5] and "look at" in seen.left[6]
    assert "constructive wave" in seen.asked("which wave builds up a beach")
    assert seen.marks("builds up a beach", "a constructive wave") == "correct"
    assert seen.marks("builds up a beach", "a tsunami") == "incorrect"


def test_mcq_and_short_answer_without_options(brought):
    seen = brought("short-answers.csv")
    assert seen.items == [("short", "hydrogen"), ("short", "Mendeleev")]
    assert seen.asked("which gas do acids give off") == (
        "Hydrogen. The metal takes the place of the hydrogen."
    )
    assert seen.marks("periodic table", "mendeleev") == "correct"


def kahoot(path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        [], [None, "Quiz template"], [None, "Add questions, at least two answer alternatives."], [],
        [None, "Question - max 120 characters", *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
         "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
         "Correct answer(s) - choose at least one"],
        [1, "How many degrees are in a right angle?", 1, 45, 90, 180, 20, 3],
        [2, "Which are scalars?", "mass", "force", "speed", "weight", 20, "1,3"],
        [3, "Which unit is of charge?", "coulomb", "volt", None, None, 20, 7],
    ):  # fmt: skip
        sheet.append(row)
    book.save(path)
    return path


def test_kahoot_tells_the_right_option_by_number(brought, tmp_path):
    seen = brought(kahoot(tmp_path / "kahoot.xlsx"))
    assert seen.report.known == "a Kahoot spreadsheet"
    angle = seen.item("right angle")
    assert (angle.answer, angle.options) == ("90", ("1", "45", "90", "180"))
    assert [point.text for point in seen.item("scalars").points] == ["mass", "speed"]
    assert "“7” is none of its options" in seen.left[8]
    assert seen.asked("how many degrees in a right angle") == "90."


def test_blooket_under_its_banner(brought):
    seen = brought("blooket.csv")
    assert seen.report.known == "a Blooket spreadsheet"
    assert seen.item("bits").answer == "8" and seen.item("sums").answer == "the ALU"
    assert [point.text for point in seen.item("output").points] == ["printer", "speaker"]


def test_a_trivia_bank_in_text(brought):
    seen = brought("bank.txt")
    light = seen.item("split light")
    assert light.prompt == "Which scientist split light with a prism in a darkened room?"
    assert (light.answer, len(light.options)) == ("Newton", 4)
    assert len(seen.course.topics) == 1


def test_open_trivia_in_json(brought):
    seen = brought("opentdb.json")
    assert [topic.title for topic in seen.course.topics] == ["Computers", "Geography"]
    assert seen.item("RAM").prompt == 'What does the "R" in RAM stand for?'
    assert seen.items[0] == ("choice", "random") and seen.items[1] == ("true_false", "true")
    assert seen.asked("what is the capital of australia") == "Canberra."
    assert "created Linux" in seen.asked("tell me about linus torvalds")


def test_trivia_that_gives_the_right_option_by_place(brought):
    seen = brought("trivia-index.json")
    assert seen.items == [("choice", "Jupiter"), ("choice", "mercury")]
    assert list(seen.left.values()) == ["no answer is marked as right"]


def test_gift_in_all_its_kinds(brought):
    seen = brought("physics.gift")
    assert [topic.title for topic in seen.course.topics] == ["Electricity"]
    current = seen.item("electric current")
    assert (current.answer, current.options) == (
        "the ampere",
        ("the ampere", "the volt", "the ohm"),
    )
    assert "One coulomb a second." in current.explanation and "Not the volt" in current.explanation
    assert seen.item("How much charge is it: 2 A").answer == "30"
    assert seen.item("In a series circuit").prompt.endswith("is blank everywhere.")
    assert seen.item("Who found the law").accept == ("Georg Ohm",)
    assert [seen.item(each).answer for each in ("Copper", "Glass")] == ["true", "false"]
    assert seen.item("Copper").explanation == "They drift about."
    assert [point.text for point in seen.item("insulators").points] == ["rubber", "glass"]
    assert set(seen.left) == {18, 26, 28} and "essay" in seen.left[18] and "brace" in seen.left[28]
    assert "same everywhere" in seen.asked("tell me about the current in a series circuit")


def test_aiken_with_numbers_small_letters_and_explanations(brought):
    seen = brought("aiken-messy.txt")
    assert seen.report.known == "Aiken"
    assert [(item.answer, item.explanation) for item in seen.course.items()] == [
        ("neutron", "Its name says so."), ("7", ""),
    ]  # fmt: skip
    assert list(seen.left.values()) == ["no answer is marked as right"] * 2


def test_moodle_xml_by_category(brought):
    seen = brought("moodle.xml")
    assert [topic.title for topic in seen.course.topics] == ["Networks"]
    assert seen.item("topology").answer == "star"
    assert "One broken cable" in seen.item("topology").explanation
    assert seen.item("protocol").accept == ("HTTPS",)
    assert seen.item("IPv4").answer == "32 bits"
    assert seen.item("Transport").options == ("port numbers", "IP addresses")
    assert "essay" in next(iter(seen.left.values()))
    assert seen.marks("IPv4", "thirty two") == "correct"


@pytest.mark.parametrize(
    ("name", "first", "answer"),
    [
        ("terms-colon.txt", "What is agnostic?", "somebody who is not sure whether God exists"),
        ("quizlet-comma.txt", "What is igneous rock?", "made when magma cools"),
        ("quizlet-semicolon.txt", "What is longitude?", "degrees east or west"),
    ],
)
def test_terms_however_they_are_parted(brought, name, first, answer):
    seen = brought(name)
    assert seen.questions[0] == first and seen.asked(first) == answer
    assert not seen.report.dropped


def test_the_lines_of_a_definition_stay_together(brought):
    seen = brought("terms-colon.txt")
    assert seen.asked("what is a covenant") == "an agreement between God and his people"
    assert seen.course.topics[0].title == "Religious Studies: key words"


def test_questions_and_answers_in_every_punctuation(brought):
    seen = brought("qa-every.txt")
    assert seen.questions == [
        "What is a renewable source?", "Name two fossil fuels.", "What does a turbine do?",
        "When did Calder Hall open?", "What carries power across the country?",
    ]  # fmt: skip
    assert seen.asked("what does a turbine do") == "It turns a generator."
    assert seen.item("Calder Hall").kind == "year"
    fuels = seen.item("fossil fuels")
    assert (fuels.prompt, fuels.wanted) == ("Name two fossil fuels.", 2)


def test_markdown_headings_and_tables_can_be_asked(brought):
    seen = brought("notes.md")
    assert seen.asked("tell me about convection currents").startswith("Heat from the core")
    assert seen.asked("what is constructive") == "Constructive: the plates move apart."
    entry = next(each for each in seen.course.entries() if "margin" in each.question)
    assert entry.points[0] == "Constructive: the plates move apart; example: Iceland."
    assert seen.item("example of destructive").answer == "Japan"


def test_html_headings_and_tables_can_be_asked(brought):
    seen = brought("notes.html")
    assert seen.asked("strong and weak acids").startswith("A strong acid splits up")
    assert seen.asked("what is litmus") == "Litmus: red."
    assert seen.marks("colour in acid of Phenolphthalein", "colourless") == "correct"


def test_qnabot_keeps_its_answers_and_wordings(brought):
    seen = brought("qnabot-full.json")
    first = next(seen.course.entries())
    assert first.also_asked == ("explain transverse waves",)
    assert first.answer.startswith("A wave whose vibrations")
    assert seen.course.topics[0].title == "Waves" and "template" in seen.left[2]


def test_qnabot_as_a_sheet(brought, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["qid", "question1", "question2", "answer", "topic"])
    book.active.append(
        ["Sound.1", "What is an echo?", "why is there an echo", "Sound that bounces.", ""]
    )
    book.save(tmp_path / "qna.xlsx")
    seen = brought(tmp_path / "qna.xlsx")
    assert next(seen.course.entries()).also_asked == ("why is there an echo",)
    assert seen.asked("why is there an echo") == "Sound that bounces."


def test_anki_text_by_note_type_and_deck(brought):
    seen = brought("anki-types.txt")
    assert [topic.title for topic in seen.course.topics] == ["Waves", "Light"]
    assert seen.item("Sound travels").answer == "330 metres per second"
    assert seen.asked("tell me about sound") == "Sound travels at about 330 m/s in air."
    wave = seen.item("Lisbon came on")
    assert (wave.kind, wave.answer) == ("short", "1 November")
    assert wave.prompt == "Fill the gap: The wave that destroyed Lisbon came on blank 1755."
    assert wave.explanation == "The wave that destroyed Lisbon came on 1 November 1755."
    assert seen.marks("Lisbon came on", "the first of november") == "correct"
    assert seen.marks("Lisbon came on", "the first of may") != "correct"


@pytest.mark.parametrize("newer", [False, True])
def test_an_anki_package_of_either_age(brought, tmp_path, newer):
    if newer:
        pytest.importorskip("zstandard")
    seen = brought(apkg(tmp_path / "deck.apkg", newer))
    assert seen.report.known == "an Anki deck package (.apkg)"
    assert [topic.title for topic in seen.course.topics] == ["Forces", "Geography"]
    assert seen.asked("what is a vector") == "A quantity with a direction."
    assert seen.asked("what is an estuary") == "where a river meets the sea"
    assert "6,650" in seen.asked("how long is the nile")
    assert seen.item("Nile is about").answer == "6,650 kilometres"
    scalars = next(each for each in seen.course.entries() if "scalar" in each.question)
    assert scalars.points == ("mass", "speed", "energy")
    assert set(seen.left) == {4, 6, 7}
    assert "occlusion" in seen.left[4] and "formula" in seen.left[6]


def test_a_word_document_with_headings_questions_and_a_table(brought, tmp_path):
    pytest.importorskip("mammoth")
    path = docx(
        tmp_path / "notes.docx",
        paragraph("Networks", "Heading1"),
        paragraph("What is a router?", "Heading2"),
        paragraph("A router sends packets on towards where they belong."),
        paragraph("Network hardware", "Heading2"),
        table([("Part", "Job"), ("Switch", "Connects devices"), ("NIC", "Gives a MAC address")]),
    )
    seen = brought(path)
    assert seen.report.known == "a Word document (.docx)"
    assert seen.course.topics[0].title == "Networks"
    assert seen.asked("what is a router").startswith("A router sends packets")
    assert seen.asked("what does a switch do") == "Switch: connects devices."
    assert seen.asked("tell me about network hardware") == "There are two: Switch and NIC."


def test_questions_and_answers_in_a_word_document(brought, tmp_path):
    pytest.importorskip("mammoth")
    path = docx(
        tmp_path / "qa.docx",
        paragraph("Q1. What is a byte?"), paragraph("A. Eight bits."),
        paragraph("Q2. What is a nibble?"), paragraph("A. Four bits."),
    )  # fmt: skip
    seen = brought(path)
    assert [seen.asked(f"what is a {each}") for each in ("byte", "nibble")] == [
        "Eight bits.", "Four bits.",
    ]  # fmt: skip


def test_sheets_that_are_no_questions_are_left_and_named(brought, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active.append(["How to use this workbook", "", ""])
    sheet = book.create_sheet("Ports")
    sheet.append(["question", "answer"])
    sheet.append(["Which port is for HTTPS?", 443])
    book.save(tmp_path / "two.xlsx")
    seen = brought(tmp_path / "two.xlsx")
    assert seen.items == [("number", "443")] and seen.course.topics[0].title == "Ports"
    assert "Read me" in str(seen.report.dropped[0])


def test_a_second_import_of_each_changes_nothing(tmp_path):
    for path in sorted(DATA.iterdir()):
        first = import_file(path).course
        again = import_file(path, copy.deepcopy(first))
        assert again.course == first, path.name
        assert (again.added, again.drafts, again.conflicts) == ((), (), ()), path.name
