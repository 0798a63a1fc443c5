"""`owl listen --topic`: a folder of short tracks and a playlist that any player opens."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from skill.content.course import Course, Topic
from skill.content.fields import near_name
from skill.desk.files import write_text
from skill.desk.listen import sound_of
from skill.desk.sames import same_key
from skill.desk.sound.encoding import Encoder, Tags
from skill.desk.sound.tracks import tracks_of
from skill.desk.sound.voices import Voice
from skill.errors import ContentError

_LONGEST = 60
"""Letters of a file's name, its number and ending left out."""


@dataclass(frozen=True)
class Written:
    """One track that was written."""

    path: Path
    title: str
    seconds: float


def topic_called(course: Course, name: str) -> Topic:
    """The topic of that title, id or other name, as an import finds it.

    Raises:
        ContentError: no topic is called so; it lists those there are.
    """
    wanted = same_key(name)
    for topic in course.topics:
        names = (topic.title, topic.id, topic.id.removeprefix("topic-"), *topic.also_called)
        if wanted and wanted in map(same_key, names):
            return topic
    near = near_name(name, [topic.id for topic in course.topics])
    guess = next((f' (did you mean "{t.title}"?)' for t in course.topics if t.id == near), "")
    titles = "; ".join(topic.title for topic in course.topics)
    raise ContentError([f'there is no topic called "{name}"{guess}; there are: {titles}'])


def file_name(text: str) -> str:
    """A text as the name of a file on any machine: "why-did-the-reds-win"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain.lower())).strip("-")
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    return name or "track"


def write_playlist(
    course: Course,
    topic: Topic,
    folder: Path,
    voice: Voice,
    encoder: Encoder,
    *,
    slow: bool = False,
    told: Callable[[Written], object] = lambda _: None,
) -> Path:
    """Write the topic's tracks into the folder, and a playlist of them; the playlist's path.

    told: is called with each track once it is there.

    Raises:
        ContentError: the topic has nothing to say, or a file cannot be written.
        NoVoice, NoEncoder: a program failed.
    """
    tracks = tracks_of(course, topic)
    if not tracks:
        raise ContentError([f'"{topic.title}" has no entries and no questions yet'])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ContentError([f"{folder}: the folder cannot be made ({why})"]) from None
    written = []
    for number, track in enumerate(tracks, 1):
        wav, seconds = sound_of(track.speech, voice, slow=slow)
        path = folder / f"{number:02}-{file_name(track.title)}.{encoder.form}"
        album = f"{course.info.title}: {topic.title}"
        encoder.write(
            wav, path, Tags(track.title, course.info.skill_name, album, number, len(tracks))
        )
        written.append(Written(path, track.title, seconds))
        told(written[-1])
    playlist = folder / f"{file_name(topic.title)}.m3u8"
    write_text(playlist, _m3u8(topic, written))
    return playlist


def _m3u8(topic: Topic, tracks: list[Written]) -> str:
    lines = ["#EXTM3U", f"#PLAYLIST:{topic.title}"]
    for track in tracks:
        lines += [f"#EXTINF:{round(track.seconds)},{track.title}", track.path.name]
    return "\n".join(lines) + "\n"
