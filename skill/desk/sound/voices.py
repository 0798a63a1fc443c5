"""The voices of this machine: programs that turn text into a WAV file, the most natural one first."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from skill.errors import SkillError

Kind = Literal["piper", "say", "windows", "pico2wave", "espeak-ng"]
WORDS_A_MINUTE = 155
SLOW = 0.8
"""The share of the usual pace."""
_PATIENCE = 120
"""Seconds that a program may take over one piece of text."""
_PIPER = ("piper", "piper-tts")
_MODELS = (
    "~/.local/share/piper", "~/.local/share/piper-voices", "~/piper-voices",
    "/usr/share/piper-voices", "/usr/local/share/piper-voices",
)  # fmt: skip
"""Where voices for piper are kept, beside the folder one is in, where its own download puts them."""
_QUALITIES = ("high", "medium", "low", "x_low")
BETTER = (
    "piper: pip install piper-tts, then python -m piper.download_voices en_GB-alba-medium, "
    "and run this again in the same folder"
)
"""How to come by a voice that sounds like somebody."""
_GET_ONE = (
    "install espeak-ng (Debian and Ubuntu: apt install espeak-ng; macOS: brew install espeak-ng); "
    f"or, more natural, {BETTER}"
)


class NoVoice(SkillError):
    """No program that speaks was found, or it failed; the message says what to do."""


@dataclass(frozen=True)
class Voice:
    """A program that turns text into sound."""

    program: str
    """Its path."""
    kind: Kind
    name: str
    """espeak-ng: a voice such as en-gb; piper: the path of a model; say, Windows: a name, or "" for the
    machine's own."""

    def __str__(self) -> str:
        name = Path(self.name).stem if self.kind == "piper" else self.name
        kind = {"windows": "Windows", "say": "macOS"}.get(self.kind, self.kind)
        return f"{kind}, {name}" if name else kind


class Sound(NamedTuple):
    """What was spoken, as a WAV file holds it."""

    form: "wave._wave_params"
    frames: bytes


def find_voice(name: str | None = None) -> Voice:
    """The best voice of this machine, or the one that is named.

    name: a piper model (.onnx), the name of a program ("espeak-ng", "say"), a program and its voice
    ("say:Kate"), or a voice of espeak-ng ("en-gb").

    Raises:
        NoVoice: there is none, or not that one.
    """
    if name and name.endswith(".onnx"):
        return _piper(name)
    if name:
        return _named(*name.partition(":")[::2])
    for voice in _every():
        return voice
    raise NoVoice(f"no voice on this machine: {_GET_ONE}")


def _piper(model: str) -> Voice:
    if not Path(model).is_file():
        raise NoVoice(f"{model}: there is no such piper model")
    if program := _piper_program():
        return Voice(program, "piper", model)
    raise NoVoice("piper is not installed; `pip install piper-tts` brings it")


def _named(program: str, voice: str) -> Voice:
    known = {"piper", "say", "windows", "pico2wave", "espeak-ng", "espeak"}
    if program not in known:
        program, voice = "espeak-ng", program
    wanted = "espeak-ng" if program == "espeak" else program
    found = next((each for each in _every() if each.kind == wanted), None)
    if found is None:
        raise NoVoice(f"{program} does not speak on this machine; {_GET_ONE}")
    return Voice(found.program, found.kind, voice or found.name)


def _every() -> Iterator[Voice]:
    """Every voice there is, the most natural first."""
    if (program := _piper_program()) and (model := _best_model()):
        yield Voice(program, "piper", str(model))
    if sys.platform == "darwin" and (program := _which("say")):
        yield Voice(program, "say", _best_of_mac(program))
    if sys.platform == "win32" and (program := _which("powershell", "pwsh")):
        yield Voice(program, "windows", "")
    if program := _which("pico2wave"):
        yield Voice(program, "pico2wave", "en-GB")
    if program := _which("espeak-ng", "espeak"):
        yield Voice(program, "espeak-ng", "en-gb")


def _which(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _piper_program() -> str | None:
    """Where piper is: on the path, or beside this Python, where pip puts it."""
    beside = str(Path(sys.executable).parent)
    return _which(*_PIPER) or next(
        filter(None, (shutil.which(name, path=beside) for name in _PIPER)), None
    )


def _best_model() -> Path | None:
    """A piper voice on this machine: British before other English, the better recording first."""
    found = list(Path.cwd().glob("*.onnx"))
    for folder in _MODELS:
        found += Path(folder).expanduser().rglob("*.onnx")
    usable = [
        model
        for model in found
        if model.name.startswith("en_") and model.with_name(f"{model.name}.json").is_file()
    ]
    return min(usable, key=_rank, default=None)


def _rank(model: Path) -> tuple[bool, int, str]:
    quality = model.stem.rpartition("-")[2]
    at = _QUALITIES.index(quality) if quality in _QUALITIES else len(_QUALITIES)
    return not model.name.startswith("en_GB"), at, model.name


_OF_MAC = re.compile(r"^(?P<name>\S.*?)\s+en_GB\s+#", re.MULTILINE)


def _best_of_mac(program: str) -> str:
    """The British voice to take of those that the Mac has; "" for its own choice."""
    try:
        told = subprocess.run([program, "-v", "?"], capture_output=True, timeout=_PATIENCE).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    names = [found["name"] for found in _OF_MAC.finditer(told.decode(errors="replace"))]
    liked = ("(Premium)", "(Enhanced)", "Serena", "Kate", "Daniel")
    # "Grandpa (English (UK))" and his like are there for fun.
    return next((name for mark in liked for name in names if mark in name), "")


_WINDOWS = """
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$all = $voice.GetInstalledVoices() | Where-Object { $_.Enabled } | ForEach-Object { $_.VoiceInfo }
$one = $all | Where-Object { $_.Name -eq $env:OWL_VOICE } | Select-Object -First 1
if (-not $one) { $one = $all | Where-Object { $_.Culture.Name -eq 'en-GB' } | Select-Object -First 1 }
if ($one) { $voice.SelectVoice($one.Name) }
$voice.Rate = [int]$env:OWL_RATE
$voice.SetOutputToWaveFile($env:OWL_WAV)
$voice.Speak([IO.File]::ReadAllText($env:OWL_TEXT, [Text.Encoding]::UTF8))
$voice.Dispose()
"""


def spoken(text: str, voice: Voice, slow: bool = False) -> Sound:
    """One piece of text as sound.

    Raises:
        NoVoice: the program failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        made, written = Path(folder) / "speech.wav", Path(folder) / "speech.txt"
        written.write_text(text, encoding="utf-8")
        pace = SLOW if slow else 1.0
        try:
            subprocess.run(
                _order(voice, text, written, made, pace), input=text.encode(), capture_output=True,
                timeout=_PATIENCE, check=True, env=_environment(voice, written, made, slow),
            )  # fmt: skip
            with wave.open(str(made)) as file:
                return Sound(file.getparams(), file.readframes(file.getnframes()))
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines()
            raise NoVoice(f"{voice.kind} failed: {said[-1] if said else error}") from None
        except (OSError, wave.Error, EOFError, subprocess.TimeoutExpired) as error:
            raise NoVoice(f"{voice.kind} failed: {error}") from None


def _order(voice: Voice, text: str, written: Path, made: Path, pace: float) -> list[str]:
    """The command line; what is not in it is read from standard input."""
    rate = str(round(WORDS_A_MINUTE * pace))
    match voice.kind:
        case "piper":
            length = ["--length_scale", f"{1 / pace:.2f}"]
            return [voice.program, "--model", voice.name, "--output_file", str(made), *length]
        case "say":
            chosen = ["-v", voice.name] if voice.name else []
            form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
            return [voice.program, *chosen, "-r", rate, "-o", str(made), *form, "-f", str(written)]
        case "windows":
            return [voice.program, "-NoProfile", "-NonInteractive", "-Command", _WINDOWS]
        case "pico2wave":
            plain = text.replace("<", " ").lstrip("- ")
            said = f'<speed level="{round(100 * pace)}">{plain}</speed>' if pace != 1 else plain
            return [voice.program, "-l", voice.name, "-w", str(made), said]
    return [voice.program, "-v", voice.name, "-s", rate, "-w", str(made), "--stdin"]


def _environment(voice: Voice, written: Path, made: Path, slow: bool) -> dict[str, str] | None:
    """What Windows' script is told: so nothing has to be quoted. And piper, that its text is UTF-8."""
    if voice.kind == "piper":
        return {**os.environ, "PYTHONUTF8": "1"}
    if voice.kind != "windows":
        return None
    told = {"OWL_VOICE": voice.name, "OWL_TEXT": str(written), "OWL_WAV": str(made)}
    return {**os.environ, **told, "OWL_RATE": "-3" if slow else "-1"}
