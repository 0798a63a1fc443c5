import copy
import json
import time
from types import SimpleNamespace

import pytest

from skill.content.loading import examine_value
from skill.desk.check import check_course, check_file, problems_as_findings
from skill.desk.findings import Finding, exit_code, in_order
from skill.desk.new import new_course
from skill.errors import ContentError


def rivers(raw):
    return raw["topics"][0]


def few_phrasings(raw):
    rivers(raw)["entries"][0]["also_asked"] = ["why do rivers bend"]


def too_long(raw):
    rivers(raw)["entries"][1]["answer"] += " It had been a stormy winter." * 9


def long_list(raw):
    rivers(raw)["entries"][0]["points"] += [f"Bends of kind {n} grow." for n in range(9)]


def confusable(raw):
    raw["topics"][1]["entries"].append(
        {
            "id": "granite-again",
            "question": "What is granite like?",
            "also_asked": [
                "tell me something about granite",
                "what type of rock is granite",
                "is granite a hard rock",
                "what is granite composed of",
            ],
            "answer": "Granite is speckled.",
        }
    )


def same_phrasing(raw):
    rivers(raw)["entries"][1]["also_asked"].append("Why do rivers bend?")


def confused_answers(raw):
    rivers(raw)["quiz"][2]["options"] = ["mud", "mudd", "driftwood"]


def command_answer(raw):
    item = raw["topics"][1]["quiz"][0]
    raw["topics"][1]["quiz"].append(
        {**item, "id": "signal", "prompt": "What does a red light mean?", "answer": "stop"}
    )


def unknown_word(raw):
    raw["topics"][1]["entries"][0]["answer"] += " It is cut at Kzyrnovgrad."


def unfounded(raw):
    rivers(raw)["quiz"][0]["answer"] = "1963"


def board_coverage(raw):
    for topic in raw["topics"]:
        for entry in topic["entries"]:
            entry["exam_boards"] = ["AQA"]


def same_item(raw):
    rivers(raw)["quiz"].append({**rivers(raw)["quiz"][0], "id": "flood-year-twice"})


def no_help(raw):
    del rivers(raw)["quiz"][0]["hint"]


def gives_away(raw):
    raw["topics"][1]["quiz"][0]["hint"] = "It is granite, of course."


def contradiction(raw):
    raw["topics"][1]["quiz"][0]["reject"] = ["Granite"]


def for_the_eye(raw):
    raw["topics"][1]["entries"][0]["answer"] += " See https://example.org/granite."


def unknown_board(raw):
    raw["topics"][1]["entries"][0]["exam_boards"] = ["AQB"]


def one_word_name(raw):
    raw["course"]["invocation_name"] = "riverowl"


PLANTED = {
    few_phrasings: ("few-phrasings", "topics[0].entries[0].also_asked"),
    too_long: ("too-long", "topics[0].entries[1].answer"),
    long_list: ("long-list", "topics[0].entries[0].points"),
    confusable: ("confusable", "topics[1].entries"),
    same_phrasing: ("same-phrasing", "topics[0].entries[1].also_asked[4]"),
    confused_answers: ("confused-answers", "topics[0].quiz[2].options[1]"),
    command_answer: ("command-answer", "topics[1].quiz[2].answer"),
    unknown_word: ("unknown-word", "topics[1].entries[0].answer"),
    unfounded: ("unfounded", "topics[0].quiz[0].answer"),
    board_coverage: ("board-coverage", "course.exam_boards[1]"),
    same_item: ("same-item", "topics[0].quiz[3].prompt"),
    no_help: ("no-help", "topics[0].quiz[0]"),
    gives_away: ("gives-away", "topics[1].quiz[0].hint"),
    contradiction: ("contradiction", "topics[1].quiz[0].reject[0]"),
    for_the_eye: ("for-the-eye", "topics[1].entries[0].answer"),
    unknown_board: ("unknown-board", "topics[1].entries[0].exam_boards[0]"),
    one_word_name: ("one-word-name", "course.invocation_name"),
}
TWELVE = list(PLANTED)[:12]


def test_nothing_is_said_of_a_clean_course(clean, findings):
    assert [str(finding) for finding in findings(clean)] == []


def test_the_course_to_start_from_is_clean(findings):
    assert [str(finding) for finding in findings(new_course("My course"))] == []


@pytest.mark.parametrize("wordings", [0, 1, 4])
def test_two_questions_that_differ_by_a_synonym_are_confusable(clean, findings, wordings):
    for word, some_id in (("effects", "effects"), ("results", "results")):
        also = [
            f"what did the north sea flood {verb}" for verb in ("change", "ruin", "cost", "end")
        ]
        if word == "results":
            also = [text.replace("did", "does").replace("the north", "that north") for text in also]
        clean["topics"][0]["entries"].append(
            {
                "id": some_id,
                "question": f"What were the {word} of the North Sea flood?",
                "also_asked": also[:wordings],
                "answer": "Sea walls were raised." if word == "effects" else "Walls were built.",
            }
        )
    found = [finding for finding in findings(clean) if finding.rule == "confusable"]
    assert {finding.id for finding in found} & {"effects", "results"}
    assert any("North Sea flood" in finding.reason for finding in found)


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_weakness_is_found_where_it_is(clean, findings, plant):
    plant(clean)
    rule, place = PLANTED[plant]
    found = [finding for finding in findings(clean) if finding.rule == rule]
    assert found, f"{rule} was not found"
    assert any(finding.place.startswith(place) for finding in found)
    assert all(finding.reason and finding.fix for finding in found)


def test_twelve_weaknesses_at_once_are_all_found(clean, findings):
    for plant in TWELVE:
        plant(clean)
    rules = {finding.rule for finding in findings(clean)}
    assert {PLANTED[plant][0] for plant in TWELVE} <= rules


def test_the_marker_is_tried_with_the_courses_own_answers(clean):
    class Strict:
        def mark(self, item, heard):
            verdict = "correct" if heard == item.answer else "incorrect"
            return type("Marking", (), {"verdict": verdict, "points": ()})

    clean["topics"][1]["quiz"][0]["accept"] = ["granite stone"]
    found = check_course(examine_value(clean).course, None, lambda course: Strict())
    assert [(finding.rule, finding.place) for finding in found] == [
        ("not-accepted", "topics[1].quiz[0].accept[0]")
    ]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Lenin", "Lennon", True),
        ("mitosis", "meiosis", True),
        ("fifteen men", "fifty men", True),
        ("permeable", "impermeable", True),
        ("left ventricle", "right ventricle", False),
        ("Henry VII", "Henry VIII", False),
        ("Mary Tudor", "Mary Stuart", False),
        ("Lenin", "Stalin", False),
    ],
)
def test_answers_of_two_items_that_sound_alike_are_found(clean, findings, first, second, alike):
    item = clean["topics"][1]["quiz"][0]
    for number, (name, prompt) in enumerate(((first, "Which comes?"), (second, "Who was that?"))):
        extra = {"id": f"item-{number}", "prompt": prompt, "answer": name}
        clean["topics"][1]["quiz"].append({**item, **extra})
    found = [finding for finding in findings(clean) if finding.rule == "confused-answers"]
    assert [finding.id for finding in found] == (["item-1"] if alike else [])
    assert all(f"sounds like “{first}”" in finding.reason for finding in found)


@pytest.mark.parametrize(
    ("answer", "founded"),
    [
        ("three hundred and seven", True),
        ("the North Sea", True),
        ("northern seas", True),
        ("January 1953", True),
        ("February 1953", False),
        ("the Baltic Sea", True),  # one name of the two is there
        ("the Baltic", False),
        ("308 people", False),
    ],
)
def test_a_fact_counts_as_given_however_it_is_written(clean, findings, answer, founded):
    item = clean["topics"][1]["quiz"][0]
    clean["topics"][0]["quiz"].append(
        {**item, "id": "fact", "prompt": "What about it?", "answer": answer, "entry": "flood"}
    )
    rules = {finding.rule for finding in findings(clean) if finding.id == "fact"}
    assert ("unfounded" not in rules) is founded


def test_drafts_are_not_judged_but_counted(clean, findings):
    clean["topics"][0]["quiz"].append(
        {"id": "d", "kind": "short", "prompt": "Which?", "answer": "stop", "draft": True}
    )
    found = findings(clean)
    assert [(finding.rule, finding.severity) for finding in found] == [("drafts", "note")]


def test_structural_faults_come_as_errors_and_set_the_exit_code(clean, tmp_path):
    clean["topics"][0]["quiz"][0]["entry"] = "nowhere"
    clean["topics"][0]["entries"][0]["anwser"] = "x"
    file = tmp_path / "content.json"
    file.write_text(json.dumps(clean), encoding="utf-8")
    first, second = check_file(file)
    assert (first.severity, first.place) == ("error", "topics[0].quiz[0].entry")
    assert (second.severity, second.rule) == ("warning", "unknown-field")
    assert second.reason.endswith('did you mean "answer"?')
    assert exit_code([first, second]) == 1


def test_findings_say_the_line(clean, tmp_path):
    clean["topics"][0]["quiz"][0]["entry"] = "nowhere"
    del clean["topics"][1]["quiz"][0]["answer"]
    file = tmp_path / "content.json"
    file.write_text(json.dumps(clean, indent=1), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    first, second = check_file(file)
    assert '"nowhere"' in lines[first.line - 1]
    assert second.place == "topics[1].quiz[0].answer"
    assert lines[second.line - 1].strip() == "{"
    assert '"granite-name"' in lines[second.line]
    assert str(first).startswith(
        f"error: line {first.line}, Topic 1, question 1, the entry (topics[0].quiz[0].entry"
    )


@pytest.mark.parametrize(
    ("prompt", "same"),
    [
        ("Which year did the North Sea flood come in?", True),
        ("In which year did the Thames flood come?", False),
    ],
)
def test_items_that_ask_the_same_in_nearly_the_same_words_are_found(clean, findings, prompt, same):
    item = clean["topics"][0]["quiz"][0]
    answer = item["answer"] if same else "1928"
    clean["topics"][0]["quiz"].append({**item, "id": "again", "prompt": prompt, "answer": answer})
    assert [f.id for f in findings(clean) if f.rule == "same-item"] == (["again"] if same else [])


def test_exit_codes_and_order():
    note, warning = (
        Finding(s, "r", ("topics", n), "x", "") for n, s in enumerate(("note", "warning"))
    )
    assert in_order([note, warning]) == [warning, note]
    assert exit_code([note, warning]) == 0
    assert exit_code([note, warning], strict=True) == 1
    assert exit_code([note], strict=True) == 0


def large(clean, entries):
    """A course of many entries about different things."""
    names = [f"{a}{b}" for a in "brimstone copper cedar".split() for b in "ford ham ton".split()]
    topic = clean["topics"][0]
    clean["exam_questions"] = []
    topic["entries"] = [
        {
            "id": f"e{n}",
            "question": f"What happened at {names[n % 9]} in {1000 + n}?",
            "also_asked": [f"{verb} {names[n % 9]} {n}" for verb in ("visit", "build", "leave")],
            "answer": f"In {1000 + n} the town of {names[n % 9]} was burnt.",
        }
        for n in range(entries)
    ]
    topic["quiz"] = [
        {
            "id": f"q{n}",
            "kind": ("short", "year")[n % 2],
            "prompt": f"Question {n}?",
            "answer": (names[n % 9], str(1000 + n))[n % 2],
            "entry": f"e{n}",
        }
        for n in range(entries)
    ]
    return clean


def test_the_time_of_a_check_grows_with_the_course_and_not_with_its_square(clean, findings):
    def took(entries):
        raw = large(copy.deepcopy(clean), entries)
        start = time.process_time()
        findings(raw)
        return time.process_time() - start

    took(20)  # what is loaded once
    assert took(1000) < 8 * took(250)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The NHS and TCP/IP.", ""),  # without a vowel nothing but letters can be said
        ("Two MPs used Wi-Fi to re-arm e-tailers.", ""),
        ("It runs on IPv4.", ""),
        ("Stalin ended the NEP.", "NEP"),
        ("Sweyn's fleet came.", "Sweyn"),
    ],
)
def test_words_that_any_voice_can_say_are_not_named(clean, findings, text, named):
    clean["topics"][1]["entries"][0]["answer"] = f"Granite is a hard rock. {text}"
    found = [finding for finding in findings(clean) if finding.rule == "unknown-word"]
    assert [named in finding.reason for finding in found] == ([True] if named else [])
    assert all("'s" not in finding.reason for finding in found)


@pytest.mark.parametrize(("words", "severity"), [(40, ""), (52, "note"), (62, "warning")])
def test_what_is_hardly_too_long_is_passed_over(clean, findings, words, severity):
    clean["topics"][1]["entries"][0]["answer"] = "Granite is" + " rock" * words + "."
    found = [finding.severity for finding in findings(clean) if finding.rule == "too-long"]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("lost", "total", "severity"),
    [
        (1, 4, "note"),
        (2, 4, "warning"),
        (1, 15, ""),
        (3, 15, "note"),
        (5, 15, "note"),
        (6, 15, "warning"),
    ],
)
def test_a_rival_is_a_danger_by_its_share_of_the_wordings(clean, lost, total, severity):
    entry = clean["topics"][0]["entries"][0]
    entry["also_asked"] = [f"wording {n}" for n in range(1, total)]

    class Router:
        def route(self, text):
            stolen = text.startswith("wording") and int(text.split()[1]) <= lost
            scores = {"flood": 0.9, "meander": 0.1} if stolen else {"meander": 0.9}
            found = [SimpleNamespace(entry_id=name, score=score) for name, score in scores.items()]
            return SimpleNamespace(candidates=found)

    found = check_course(examine_value(clean).course, lambda course: Router())
    told = [f for f in found if f.rule == "confusable" and f.id == "meander"]
    assert [finding.severity for finding in told] == ([severity] if severity else [])


def test_a_file_that_cannot_be_read_says_where_and_no_place_in_the_course(tmp_path):
    (finding,) = problems_as_findings(ContentError(["c.json: line 7, column 3: this is not JSON"]))
    assert finding.line == 7
    assert str(finding) == "error: line 7: c.json: line 7, column 3: this is not JSON."
    (finding,) = problems_as_findings(ContentError(["c.json: the file is empty"]))
    assert str(finding) == "error: c.json: the file is empty."
