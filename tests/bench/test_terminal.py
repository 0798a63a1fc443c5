"""The terminal: typed or piped conversations, commands, replay files."""

import io
import json

import pytest

from skill.bench.models import course_models
from skill.bench.replay import Replay, load_replay, save_replay
from skill.bench.terminal import run
from skill.errors import ContentError
from tests.bench.test_session import Skill, reply
from tests.bench.test_understanding import COURSE


def talk(*lines, skill=None, **options):
    out = io.StringIO()
    models = course_models(COURSE, "elicit")
    run(skill or Skill(), models, source=[f"{line}\n" for line in lines], out=out, **options)
    return out.getvalue()


def test_a_piped_conversation_reads_as_one():
    text = talk("open revision owl", "why do they erupt", "", "")
    assert text.startswith('Say "open revision owl" to begin')
    assert "you: why do they erupt\nowl: Turn 2." in text
    assert "owl: Still there?" in text
    assert text.rstrip().endswith("(the session has ended)")


def test_the_end_of_the_input_ends_the_session():
    skill = Skill()
    talk("open revision owl", skill=skill)
    assert skill.events[-1]["request"]["type"] == "SessionEndedRequest"


def test_commands():
    skill = Skill()
    skill.next = reply("Well.") | {}
    skill.next["response"]["card"] = {"type": "Simple", "title": "A title", "content": "A text"}
    text = talk(
        "/card", "/json", "/screen", "/device screen", "open revision owl", "/card", "/json",
        "/locale fr-FR", "/device toaster", "/touch option:1", "/silence", "/new", "/help",
        "/nonsense", "/quit", "never said", skill=skill,
    )  # fmt: skip
    for expected in ("had no card", "Nothing was sent yet", "showed nothing", "A title\nA text",
                     '"type": "LaunchRequest"', "--- response", "expected one of en-GB",
                     "got toaster", "Now screen, en-GB", "A fresh start", "/record FILE",
                     "There is no /nonsense", "owl: Still there?"):  # fmt: skip
        assert expected in text, expected
    assert "never said" not in text
    assert '"Alexa.Presentation.APL"' in text


def test_refused_responses_are_shown():
    skill = Skill()
    skill.next = reply("a & b")
    assert "Alexa would refuse this response: outputSpeech: not well-formed" in talk(
        "hello", skill=skill
    )


def test_conversations_are_recorded_and_replayed(tmp_path):
    path = tmp_path / "talk.json"
    talk("open revision owl", "/card", "quiz me", "", record=path)
    data = json.loads(path.read_text())
    assert data["userInput"] == ["open revision owl", "quiz me", ".quit"]
    assert (data["locale"], data["type"]) == ("en-GB", "text") and data["skillId"]
    replay = load_replay(path)
    assert "owl: Turn 2." in talk(*replay.lines)
    assert "Recorded in" in talk("hello", f"/record {path}")
    assert load_replay(path).lines == ("hello",)


def test_replay_files_of_ask_dialog(tmp_path):
    path = tmp_path / "replay.json"
    save_replay(Replay(("open revision owl", "help"), "en-US", "amzn1.ask.skill.x"), path)
    assert load_replay(path) == Replay(("open revision owl", "help"), "en-US", "amzn1.ask.skill.x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{", "not JSON"), ("[]", "userInput"), ('{"userInput": "x"}', "userInput"),
     ('{"userInput": [1]}', "userInput"), ('{"type": "voice", "userInput": []}', "type"),
     (None, "No such file")],
)  # fmt: skip
def test_other_files_are_refused_with_the_reason(tmp_path, text, reason):
    path = tmp_path / "replay.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ContentError, match=reason):
        load_replay(path)
