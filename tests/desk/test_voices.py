"""Which program speaks, and how it is called."""

import shutil
import stat
import wave
from pathlib import Path

import pytest

from skill.desk.sound import voices
from skill.desk.sound.voices import NoVoice, Voice, find_voice, spoken
from tests.desk.programs import calls, stand_in, voice

LISTED = """Albert              en_US    # Hello! My name is Albert.
Daniel              en_GB    # Hello! My name is Daniel.
Eddy (English (UK)) en_GB    # Hello! My name is Eddy.
{better}Thomas              fr_FR    # Bonjour, je m'appelle Thomas.
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A folder of programs, the only ones there are; and a home and a place without any voices."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(voices, "_MODELS", ("~/.local/share/piper-voices",))
    monkeypatch.setattr(voices.sys, "platform", "linux")
    monkeypatch.chdir(tmp_path)
    return folder


def model(folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(b"")
    (folder / f"{name}.onnx.json").write_text("{}")
    return folder / f"{name}.onnx"


def test_without_a_voice_it_says_how_to_get_one(path):
    with pytest.raises(NoVoice, match=r"apt install espeak-ng.*piper: pip install piper-tts"):
        find_voice()
    with pytest.raises(NoVoice, match="no such piper model"):
        find_voice("voice.onnx")
    with pytest.raises(NoVoice, match="say does not speak on this machine"):
        find_voice("say:Kate")


def test_the_most_natural_one_is_taken(path):
    voice(path, "espeak")
    assert find_voice().program.endswith("espeak")
    voice(path, "espeak-ng")
    assert find_voice() == Voice(str(path / "espeak-ng"), "espeak-ng", "en-gb")
    voice(path, "pico2wave")
    assert find_voice().kind == "pico2wave"
    voice(path, "piper", ("--output_file",))
    assert find_voice().kind == "pico2wave", "piper has no model"
    (path.parent / "en_GB-alba-high.onnx").write_bytes(b"")
    assert find_voice().kind == "pico2wave", "half a model"
    model(path.parent, "en_US-lessac-high")
    assert find_voice().name.endswith("en_US-lessac-high.onnx")
    model(path.parent / "home" / ".local" / "share" / "piper-voices" / "en", "en_GB-alba-low")
    model(path.parent / "home" / ".local" / "share" / "piper-voices" / "en", "en_GB-alba-medium")
    model(path.parent, "de_DE-thorsten-high")
    assert str(find_voice()) == "piper, en_GB-alba-medium", "British first, the better one of two"
    assert find_voice("espeak-ng").kind == "espeak-ng"
    assert find_voice("en-us") == Voice(str(path / "espeak-ng"), "espeak-ng", "en-us")


@pytest.mark.parametrize(
    ("better", "name"),
    [
        ("", "Daniel"),
        ("Kate                en_GB    # Hello! My name is Kate.\n", "Kate"),
        ("Jamie (Premium)     en_GB    # Hello! My name is Jamie.\n", "Jamie (Premium)"),
    ],
)
def test_on_a_mac_its_best_british_voice_speaks(path, monkeypatch, better, name):
    listed = LISTED.format(better=better)
    does = f"if args == ['-v', '?']:\n    print({listed!r}); sys.exit()\n"
    stand_in(path, "say", does)
    assert not list(voices._every()), "another system's say is another program"
    monkeypatch.setattr(voices.sys, "platform", "darwin")
    assert find_voice() == Voice(str(path / "say"), "say", name)
    assert find_voice("say:Fiona").name == "Fiona"


def made(path, kind, program, flags, name=""):
    notes = voice(path, program, flags)
    sound = spoken("Hello - there.", Voice(str(path / program), kind, name), slow=True)
    assert len(sound.frames) == 2 * 80 * len("Hello - there.") or kind in ("say", "pico2wave")
    return calls(notes)[0]


def test_each_program_is_called_as_its_manual_says(path):
    out = ("-o", "-w", "--output_file")
    called = made(path, "piper", "piper", out, "/v/en.onnx")
    assert called[:2] == ["--model", "/v/en.onnx"] and called[-2:] == ["--length_scale", "1.25"]
    called = made(path, "say", "say", out, "Kate")
    assert called[:5] == ["-v", "Kate", "-r", "124", "-o"]
    assert called[6:9] == ["--file-format=WAVE", "--data-format=LEI16@22050", "-f"]
    called = made(path, "pico2wave", "pico2wave", out, "en-GB")
    assert called[:3] == ["-l", "en-GB", "-w"]
    assert called[4:] == ['<speed level="80">Hello - there.</speed>']
    called = made(path, "espeak-ng", "espeak-ng", out, "en-gb")
    assert called[:5] == ["-v", "en-gb", "-s", "124", "-w"] and called[-1] == "--stdin"


def test_windows_is_told_by_its_environment_and_nothing_is_quoted(path, monkeypatch):
    does = (
        "import os\nassert 'System.Speech' in args[-1] and \"O'Hara\" not in args[-1]\n"
        "assert open(os.environ['OWL_TEXT'], encoding='utf-8').read() == \"O'Hara £5\"\n"
        "with wave.open(os.environ['OWL_WAV'], 'wb') as file:\n"
        "    file.setnchannels(1); file.setsampwidth(2); file.setframerate(8000)\n"
        "    file.writeframes(bytes(16000 + int(os.environ['OWL_RATE'])))\n"
    )
    stand_in(path, "powershell", does)
    monkeypatch.setattr(voices.sys, "platform", "win32")
    there = {"powershell": str(path / "powershell")}
    monkeypatch.setattr(voices.shutil, "which", lambda name, path=None: there.get(name))
    found = find_voice()
    assert (found.kind, str(found)) == ("windows", "Windows")
    assert len(spoken("O'Hara £5", found).frames) == 15_998


def test_a_program_that_fails_is_quoted(path):
    program = path / "espeak-ng"
    program.write_text("#!/bin/sh\necho 'no such voice: xx' >&2\nexit 2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(NoVoice, match="espeak-ng failed: no such voice: xx"):
        spoken("Hello.", Voice(str(program), "espeak-ng", "xx"))
    program.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(NoVoice, match="espeak-ng failed"):
        spoken("Hello.", Voice(str(program), "espeak-ng", "xx"))


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
def test_espeak_speaks():
    sound = spoken("The Reds won.", find_voice("espeak-ng"))
    assert isinstance(sound.form, wave._wave_params)
    assert len(sound.frames) / sound.form.framerate / sound.form.sampwidth > 0.5
    assert Path(find_voice("espeak-ng").program).name == "espeak-ng"
