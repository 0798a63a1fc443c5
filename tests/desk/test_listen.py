import shutil
import wave

import pytest

from skill.content.loading import examine_value
from skill.desk import listen
from skill.desk.sound.voices import Voice, find_voice
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


def test_what_says_nothing_is_refused(tmp_path):
    with pytest.raises(ContentError, match="nothing to say"):
        listen.speak((Pause(300),), tmp_path / "x.wav", Voice("", "espeak-ng", ""))
    assert not (tmp_path / "x.wav").exists()


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
class TestEspeak:
    def test_pauses_are_silence_of_their_length(self, tmp_path):
        voice = find_voice("espeak-ng")
        files = [tmp_path / "short.wav", tmp_path / "long.wav"]
        lengths = [
            listen.speak((Say("One."), Pause(pause), Say("Two.")), file, voice)
            for pause, file in zip((300, 2300), files, strict=True)
        ]
        assert lengths[1] - lengths[0] == pytest.approx(2.0, abs=0.01)
        assert frames(files[1]) == pytest.approx(lengths[1], abs=0.01)

    def test_pronunciations_and_pace_are_heard(self, tmp_path):
        voice = find_voice("espeak-ng")
        speech = (Say("The"), Pronounced("Dnieper", "nee-per"), Say(" floods."))
        usual = listen.speak(speech, tmp_path / "usual.wav", voice)
        slow = listen.speak(speech, tmp_path / "slow.wav", voice, slow=True)
        assert slow > usual * 1.1
        plain = listen.speak((Say("The Dnieper floods."),), tmp_path / "plain.wav", voice)
        assert plain != usual
