"""The terminal over the repository's own course, as `owl run` starts it."""

import io
import json

import pytest

from skill.bench.setup import terminal
from skill.errors import ContentError
from skill.settings import Settings

SETTINGS = Settings(store="memory", skill_id="amzn1.ask.skill.real")


@pytest.mark.parametrize("capture", ["elicit", "intents"])
def test_a_piped_conversation(monkeypatch, capsys, capture):
    typed = io.StringIO("open revision owl\nwhat was gosplan\n/device screen\nquiz me\nstop\n")
    monkeypatch.setattr("sys.stdin", typed)
    settings = Settings(store="memory", capture=capture)
    assert terminal(settings) == 0
    told = capsys.readouterr().out
    assert "you: what was gosplan\nowl: " in told and "Now screen" in told
    assert told.rstrip().endswith("(the session has ended)")
    assert "would refuse" not in told


def test_a_replay_with_its_locale_is_recorded_again(tmp_path, capsys):
    talk, again = tmp_path / "talk.json", tmp_path / "again.json"
    talk.write_text(json.dumps({
        "skillId": "x", "locale": "en-US", "type": "text",
        "userInput": ["open revision owl", "what can i ask", ".quit"]}))  # fmt: skip
    assert terminal(SETTINGS, replay=talk, record=again) == 0
    assert "you: what can i ask" in capsys.readouterr().out
    recorded = json.loads(again.read_text())
    assert recorded["locale"] == "en-US"
    assert recorded["userInput"] == ["open revision owl", "what can i ask", ".quit"]


def test_a_locale_that_the_course_does_not_have(capsys):
    assert terminal(SETTINGS, locale="fr-FR") == 2
    assert "not fr-FR" in capsys.readouterr().err


def test_a_replay_that_is_none(tmp_path):
    with pytest.raises(ContentError, match="No such file"):
        terminal(SETTINGS, replay=tmp_path / "missing.json")
