"""`owl listen`: an entry or a quiz item as sound, through a voice that runs on this machine."""

import io
import re
import wave
from pathlib import Path

from skill.content.course import Course, Entry, ExamQuestion, QuizItem
from skill.content.fields import near_name
from skill.desk.files import write_bytes
from skill.desk.sound.voices import Sound, Voice, spoken
from skill.errors import ContentError
from skill.speech.composing import BEAT, lettered, numbered, say, sentence
from skill.speech.parts import Pause, Pronounced, Say, Speech
from skill.speech.pronunciation import Pronouncer


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

    Raises:
        NoVoice: the program failed.
        ContentError: the file cannot be written.
    """
    data, length = sound_of(parts, voice, slow=slow)
    write_bytes(out, data)
    return length


def sound_of(parts: Speech, voice: Voice, *, slow: bool = False) -> tuple[bytes, float]:
    """The parts as the contents of a WAV file, and its length in seconds.

    Words between two pauses are spoken at one go; the pauses are silence of their length.

    Raises:
        NoVoice: the program failed.
    """
    pieces = [
        piece if isinstance(piece, int) else spoken(piece, voice, slow) for piece in _pieces(parts)
    ]
    first = next((piece for piece in pieces if isinstance(piece, Sound)), None)
    if first is None:
        raise ContentError(["there is nothing to say"])
    form, data = first.form, io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(form.nchannels)
        file.setsampwidth(form.sampwidth)
        file.setframerate(form.framerate)
        for piece in pieces:
            file.writeframes(
                bytes(round(form.framerate * piece / 1000) * form.nchannels * form.sampwidth)
                if isinstance(piece, int)
                else piece.frames
            )
        length = file.getnframes() / form.framerate
    return data.getvalue(), length


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
