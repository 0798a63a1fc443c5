import shutil
import stat
import wave

import pytest

from skill.content.loading import examine_value
from skill.desk import listen
from skill.errors import ContentError
from skill.speech.parts import Pause, Pronounced, Say


def frames(file):
    with wave.open(str(file)) as sound:
        return sound.getnframes() / sound.getframerate()


@pytest.fixture
def course(clean):
    clean["topics"][0]["entries"][0]["detail"] = "The Dnieper does it too"
    return examine_value(clean).course


def test_an_entry_is_said_as_the_owl_says_it(course):
    parts = listen.parts_for(course, "meander")
    assert parts[0].text.startswith("Fast water")
    assert Pause(450) in parts and Pause(300) in parts
    assert Say("Two: Mud settles on the inside.") in parts
    assert any(isinstance(part, Pronounced) and part.say_as == "nee-per" for part in parts)


def test_a_choice_is_asked_with_its_options(course):
    said = " ".join(
        part.text for part in listen.parts_for(course, "inside") if isinstance(part, Say)
    )
    assert said.endswith("A: mud. B: ice. Or C: driftwood. Slow water carries it no further.")


def test_an_unknown_id_is_refused_with_a_guess(course):
    with pytest.raises(ContentError, match='did you mean "meander"'):
        listen.parts_for(course, "meanders")


def test_without_a_voice_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(listen.NoVoice, match="apt install espeak-ng"):
        listen.find_voice()
    with pytest.raises(listen.NoVoice, match="no such piper model"):
        listen.find_voice("voice.onnx")


def test_a_program_that_fails_is_quoted(tmp_path):
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\necho 'no such voice: xx' >&2\nexit 2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    voice = listen.Voice(str(program), "espeak-ng", "xx")
    with pytest.raises(listen.NoVoice, match="espeak-ng failed: no such voice: xx"):
        listen.speak((Say("Hello."),), tmp_path / "x.wav", voice)
    assert not (tmp_path / "x.wav").exists()


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
class TestEspeak:
    def test_pauses_are_silence_of_their_length(self, tmp_path):
        voice = listen.find_voice()
        files = [tmp_path / "short.wav", tmp_path / "long.wav"]
        lengths = [
            listen.speak((Say("One."), Pause(pause), Say("Two.")), file, voice)
            for pause, file in zip((300, 2300), files, strict=True)
        ]
        assert lengths[1] - lengths[0] == pytest.approx(2.0, abs=0.01)
        assert frames(files[1]) == pytest.approx(lengths[1], abs=0.01)

    def test_pronunciations_and_pace_are_heard(self, tmp_path):
        voice = listen.find_voice()
        speech = (Say("The"), Pronounced("Dnieper", "nee-per"), Say(" floods."))
        usual = listen.speak(speech, tmp_path / "usual.wav", voice)
        slow = listen.speak(speech, tmp_path / "slow.wav", voice, slow=True)
        assert slow > usual * 1.1
        plain = listen.speak((Say("The Dnieper floods."),), tmp_path / "plain.wav", voice)
        assert plain != usual
