"""`owl listen`: an entry or a quiz item as sound, through a voice that runs on this machine."""

import io
import re
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skill.content.course import Course, Entry, ExamQuestion, QuizItem
from skill.content.fields import near_name
from skill.desk.files import write_bytes
from skill.errors import ContentError, SkillError
from skill.speech.composing import BEAT, lettered, numbered, say, sentence
from skill.speech.parts import Pause, Pronounced, Say, Speech
from skill.speech.pronunciation import Pronouncer

WORDS_A_MINUTE = 155
SLOW = 0.8
"""The share of the usual pace."""
_PATIENCE = 120


class NoVoice(SkillError):
    """No program that speaks was found, or it failed; the message says what to do."""


@dataclass(frozen=True)
class Voice:
    """A program that turns text into sound."""

    program: str
    """Its path."""
    kind: Literal["espeak-ng", "piper"]
    name: str
    """espeak-ng: a voice such as en-gb; piper: the path of a model."""


def find_voice(name: str | None = None) -> Voice:
    """piper where a model is named, else espeak-ng.

    Raises:
        NoVoice: neither is installed.
    """
    if name and name.endswith(".onnx"):
        if not Path(name).is_file():
            raise NoVoice(f"{name}: there is no such piper model")
        if program := shutil.which("piper"):
            return Voice(program, "piper", name)
        raise NoVoice("piper is not installed; `pip install piper-tts` brings it")
    for program in ("espeak-ng", "espeak"):
        if path := shutil.which(program):
            return Voice(path, "espeak-ng", name or "en-gb")
    raise NoVoice(
        "no voice on this machine: install espeak-ng (Debian and Ubuntu: apt install espeak-ng; "
        "macOS: brew install espeak-ng), or piper and name its model with --voice"
    )


def parts_for(course: Course, some_id: str) -> Speech:
    """What the owl says of an entry, asks with a quiz item or an exam question, and says about them.

    Raises:
        ContentError: nothing in the course has that id.
    """
    entry, item = course.entry(some_id), course.item(some_id)
    if question := course.exam_question(some_id):
        parts = _exam_question(question)
    elif entry is not None:
        parts = _entry(entry)
    elif item is not None:
        parts = _item(item)
    else:
        ids = [entry.id for entry in course.entries()]
        ids += [item.id for topic in course.topics for item in topic.quiz]
        ids += [question.id for question in course.file.exam_questions]
        near = near_name(some_id, ids)
        guess = f'; did you mean "{near}"?' if near else ""
        raise ContentError([f'there is no entry or quiz item with the id "{some_id}"{guess}'])
    return Pronouncer(course.info)(parts)


def _entry(entry: Entry) -> Speech:
    parts = say(sentence(entry.answer))
    if entry.points:
        parts += (Pause(BEAT), *numbered(entry.points))
    if entry.detail:
        parts += (Pause(BEAT), Say(sentence(entry.detail)))
    for text in (entry.simpler, *entry.examples, entry.why_it_matters, entry.remember):
        if text:
            parts += (Pause(BEAT), Say(sentence(text)))
    return parts


def _exam_question(question: ExamQuestion) -> Speech:
    parts = say(sentence(question.prompt))
    for text in (*(point.text for point in question.scheme), question.model_answer, question.tip):
        parts += (Pause(BEAT), Say(sentence(text)))
    return parts


def _item(item: QuizItem) -> Speech:
    parts = say(sentence(item.prompt))
    if item.options:
        parts += (Pause(BEAT), Say(f"{lettered(item.options)}."))
    for hint in (item.hint, *item.hints):
        if hint:
            parts += (Pause(BEAT), Say(sentence(hint)))
    return parts


def speak(parts: Speech, out: Path, voice: Voice, *, slow: bool = False) -> float:
    """Write the parts as a WAV file; its length in seconds.

    Words between two pauses are spoken at one go; the pauses are silence of their length.

    Raises:
        NoVoice: the program failed.
        ContentError: the file cannot be written.
    """
    pieces = _pieces(parts)
    frames: list[bytes] = []
    form: wave._wave_params | None = None
    for piece in pieces:
        if isinstance(piece, int):
            if form is not None:
                quiet = round(form.framerate * piece / 1000) * form.nchannels * form.sampwidth
                frames.append(bytes(quiet))
            continue
        found, sound = _spoken(piece, voice, slow)
        form = form or found
        frames.append(sound)
    if form is None:
        raise ContentError(["there is nothing to say"])
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(form.nchannels)
        file.setsampwidth(form.sampwidth)
        file.setframerate(form.framerate)
        file.writeframes(b"".join(frames))
        length = file.getnframes() / form.framerate
    write_bytes(out, data.getvalue())
    return length


def _pieces(parts: Speech) -> list[str | int]:
    """Texts to speak, and pauses in milliseconds between them."""
    pieces: list[str | int] = []
    for part in parts:
        if isinstance(part, Pause):
            pieces.append(part.milliseconds)
            continue
        text = part.say_as if isinstance(part, Pronounced) else part.text
        if pieces and isinstance(pieces[-1], str):
            joint = "" if isinstance(part, Pronounced) or re.match(r"[\s.,;:!?'’)]", text) else " "
            if isinstance(part, Pronounced) and pieces[-1][-1:].isalnum():
                joint = " "
            pieces[-1] += joint + text
        else:
            pieces.append(text)
    return [piece for piece in pieces if not isinstance(piece, str) or piece.strip()]


def _spoken(text: str, voice: Voice, slow: bool) -> tuple[wave._wave_params, bytes]:
    pace = SLOW if slow else 1.0
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "speech.wav"
        if voice.kind == "piper":
            order = [voice.program, "--model", voice.name, "--output_file", str(made)]
            order += ["--length_scale", f"{1 / pace:.2f}"]
        else:
            order = [voice.program, "-v", voice.name, "-s", str(round(WORDS_A_MINUTE * pace))]
            order += ["-w", str(made), "--stdin"]
        try:
            subprocess.run(
                order, input=text.encode(), capture_output=True, timeout=_PATIENCE, check=True
            )
            with wave.open(str(made)) as file:
                return file.getparams(), file.readframes(file.getnframes())
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines()
            raise NoVoice(f"{voice.kind} failed: {said[-1] if said else error}") from None
        except (OSError, wave.Error, EOFError, subprocess.TimeoutExpired) as error:
            raise NoVoice(f"{voice.kind} failed: {error}") from None
