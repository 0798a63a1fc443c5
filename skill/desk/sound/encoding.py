"""Small files of sound: MP3 or Opus with their titles, by a program that is on this machine."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skill.desk.files import write_bytes
from skill.errors import SkillError

Form = Literal["mp3", "opus", "wav"]
FORMS: tuple[Form, ...] = ("mp3", "opus", "wav")
_PATIENCE = 120
_CODECS: dict[Form, str] = {"mp3": "libmp3lame", "opus": "libopus"}
GET_ONE = (
    "install ffmpeg (Debian and Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; "
    "Windows: winget install ffmpeg)"
)


class NoEncoder(SkillError):
    """No program makes files of that kind, or it failed; the message says what to do."""


@dataclass(frozen=True)
class Tags:
    """What a player shows of a file."""

    title: str
    artist: str
    album: str
    number: int
    of: int


@dataclass(frozen=True)
class Encoder:
    """What turns a WAV file into a smaller one; no program at all leaves it as it is."""

    program: str
    """Its path; "" for none."""
    kind: Literal["ffmpeg", "lame", "opusenc", ""]
    form: Form

    def write(self, wav: bytes, out: Path, tags: Tags) -> None:
        """Write the sound as a file with its titles. A WAV file has none.

        Raises:
            NoEncoder: the program failed.
            ContentError: the file cannot be written.
        """
        if not self.program:
            write_bytes(out, wav)
            return
        with tempfile.TemporaryDirectory() as folder:
            heard, made = Path(folder) / "heard.wav", Path(folder) / f"made.{self.form}"
            heard.write_bytes(wav)
            try:
                subprocess.run(
                    self._order(heard, made, tags), stdin=subprocess.DEVNULL, capture_output=True,
                    timeout=_PATIENCE, check=True,
                )  # fmt: skip
                write_bytes(out, made.read_bytes())
            except subprocess.CalledProcessError as error:
                said = error.stderr.decode(errors="replace").strip().splitlines()
                raise NoEncoder(f"{self.kind} failed: {said[-1] if said else error}") from None
            except (OSError, subprocess.TimeoutExpired) as error:
                raise NoEncoder(f"{self.kind} failed: {error}") from None

    def _order(self, heard: Path, made: Path, tags: Tags) -> list[str]:
        place = f"{tags.number}/{tags.of}"
        match self.kind:
            case "lame":
                told = ["--tt", tags.title, "--ta", tags.artist, "--tl", tags.album, "--tn", place]
                return [
                    self.program, "--quiet", "-m", "m", "-b", "48", "--add-id3v2", *told,
                    str(heard), str(made),
                ]  # fmt: skip
            case "opusenc":
                told = ["--title", tags.title, "--artist", tags.artist, "--album", tags.album]
                told += ["--comment", f"tracknumber={tags.number}"]
                return [self.program, "--quiet", "--bitrate", "32", *told, str(heard), str(made)]
        told = [
            f"title={tags.title}", f"artist={tags.artist}", f"album={tags.album}", f"track={place}",
        ]  # fmt: skip
        rate = "48k" if self.form == "mp3" else "32k"
        return [
            self.program, "-hide_banner", "-loglevel", "error", "-y", "-i", str(heard),
            "-codec:a", _CODECS[self.form], "-b:a", rate, "-ac", "1",
            *(["-id3v2_version", "3"] if self.form == "mp3" else ["-application", "voip"]),
            *(word for each in told for word in ("-metadata", each)), str(made),
        ]  # fmt: skip


PLAIN = Encoder("", "", "wav")


def find_encoder(form: Form | None = None) -> Encoder:
    """The program for that kind of file; for none named, MP3, which plays everywhere, else Opus, else WAV.

    Raises:
        NoEncoder: nothing here makes that kind of file.
    """
    if form == "wav":
        return PLAIN
    for each in (form,) if form else ("mp3", "opus"):
        if found := _for(each):
            return found
    if form:
        raise NoEncoder(f"nothing on this machine makes {form} files: {GET_ONE}")
    return PLAIN


def _for(form: Form) -> Encoder | None:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg and _CODECS[form] in _codecs(ffmpeg):
        return Encoder(ffmpeg, "ffmpeg", form)
    if form == "mp3" and (program := shutil.which("lame")):
        return Encoder(program, "lame", form)
    if form == "opus" and (program := shutil.which("opusenc")):
        return Encoder(program, "opusenc", form)
    return None


def _codecs(ffmpeg: str) -> set[str]:
    """What an ffmpeg was built with: some leave MP3 out."""
    try:
        told = subprocess.run(
            [ffmpeg, "-hide_banner", "-encoders"], capture_output=True, timeout=_PATIENCE
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return set(told.decode(errors="replace").split())
