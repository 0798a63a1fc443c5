"""Notes, metrics, and what is read back from a log."""

import json

from skill.metrics import metric_line
from skill.notes import LineNotes, redacted
from skill.operations.stats import table, usage
from skill.operations.unanswered import unanswered, with_drafts


def test_words_are_kept_only_where_the_operator_says_so():
    lines = []
    LineNotes(lines.append, keep_words=False).unanswered("what is collectivisation")
    assert lines == ['{"note": "unanswered"}']
    LineNotes(lines.append, keep_words=True).disputed("q-nep", "the new policy")
    assert json.loads(lines[1]) == {"note": "disputed", "item": "q-nep", "words": "the new policy"}


def test_digits_and_names_are_redacted():
    assert redacted("my name is zbigniew and i live at 42") == "my name is ~ and i live at #"
    assert redacted("Emily wants to know about Karl Marx") == "~ wants to know about karl marx"
    assert redacted("who was joseph", frozenset({"joseph"})) == "who was joseph"
    assert len(redacted("why " * 400)) <= 140
    assert "<" not in redacted("<script>alert(1)</script>")


def test_a_turns_line_is_read_as_metrics():
    facts = {"act": "said", "decision": "unknown", "milliseconds": 4.5, "storage": "StoreError"}
    line = metric_line(facts, 1_700_000_000_000, cold=True)
    names = [metric["Name"] for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]]
    assert all(isinstance(line[name], int | float) for name in names)
    assert (line["StorageFaults"], line["Unanswered"], line["ColdStarts"]) == (1, 1, 1)
    assert line["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "RevisionOwl"


def test_stats_adds_up_whatever_stands_around_the_lines():
    facts = [
        {
            "act": "said",
            "meaning": "question",
            "decision": "answer",
            "entry": "nep",
            "milliseconds": 9,
        },
        {
            "act": "said",
            "verdict": "incorrect",
            "marked": "q-nep",
            "credit": 0.0,
            "milliseconds": 1,
        },
        {"act": "launch", "cold": True, "fault": "KeyError", "milliseconds": 2},
    ]
    lines = [f"2026-03-02T16:00:00Z {json.dumps(fact)}" for fact in facts]
    lines += ["START RequestId: 1", "{broken", json.dumps({"message": json.dumps(facts[0])})]
    found = usage(lines)
    assert (found.turns, found.cold, found.faults) == (4, 1, 1)
    assert found.asked["nep"] == 2 and found.missed["q-nep"] == 1
    text = "\n".join(table(found))
    assert "turns 4" in text and "median" in text


def test_unanswered_questions_become_entries_to_be_written():
    lines = [
        json.dumps({"note": "unanswered", "words": "what was collectivisation"}),
        json.dumps({"note": "unanswered", "words": "what was collectivisation"}),
        json.dumps({"note": "unanswered"}),
        json.dumps({"note": "disputed", "item": "q-nep", "words": "lenin's policy"}),
    ]
    found = unanswered(lines)
    assert found.questions["what was collectivisation"] == 2 and found.wordless == 1
    assert found.disputed[("q-nep", "lenin's policy")] == 1
    course = {"format": 1, "course": {"title": "T"}, "topics": []}
    drafted, number = with_drafts(course, found)
    assert (
        number == 1 and drafted["topics"][0]["entries"][0]["id"] == "ask-what-was-collectivisation"
    )
    assert with_drafts(drafted, found)[1] == 0
    assert course["topics"] == []
