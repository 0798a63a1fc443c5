"""MP3 and Opus by whatever program is there, WAV by none."""

import io
import json
import shutil
import subprocess
import wave

import pytest

from skill.desk.sound.encoding import PLAIN, NoEncoder, Tags, find_encoder
from tests.desk.programs import calls, encoder, stand_in

TAGS = Tags("Who won? The “Reds”", "Revision Owl", "Russia: the war", 2, 11)


def wav(seconds=1.0):
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(bytes(2 * round(22050 * seconds)))
    return data.getvalue()


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def test_without_a_program_it_is_wav(path, tmp_path):
    assert find_encoder() is find_encoder("wav") is PLAIN
    PLAIN.write(wav(), tmp_path / "x.wav", TAGS)
    assert (tmp_path / "x.wav").read_bytes() == wav()
    with pytest.raises(NoEncoder, match="nothing on this machine makes mp3 files: install ffmpeg"):
        find_encoder("mp3")


def test_mp3_comes_first_for_it_plays_everywhere(path):
    encoder(path, "opusenc")
    assert (find_encoder().kind, find_encoder().form) == ("opusenc", "opus")
    encoder(path, "lame")
    assert (find_encoder().kind, find_encoder().form) == ("lame", "mp3")
    encoder(path, "ffmpeg", codec="aac")
    assert find_encoder().kind == "lame", "this ffmpeg was built without it"
    encoder(path, "ffmpeg")
    assert find_encoder().kind == "ffmpeg"
    assert find_encoder("opus").kind == "opusenc"


def test_titles_are_given(path, tmp_path):
    notes = {name: encoder(path, name) for name in ("ffmpeg", "lame", "opusenc")}
    for name, form in (("ffmpeg", "mp3"), ("lame", "mp3"), ("opusenc", "opus")):
        if name == "lame":
            (path / "ffmpeg").unlink()
        out = tmp_path / f"{name}.{form}"
        find_encoder(form).write(wav(), out, TAGS)
        assert out.read_bytes() == b"SOUNDRIFF"
        called = calls(notes[name])[-1]
        assert any(TAGS.title in each for each in called)
        assert any(TAGS.album in each for each in called)
        assert any(each in ("track=2/11", "2/11", "tracknumber=2") for each in called)


def test_a_program_that_fails_is_quoted_and_leaves_nothing(path, tmp_path):
    stand_in(path, "lame", "print('disk full', file=sys.stderr); sys.exit(1)")
    with pytest.raises(NoEncoder, match="lame failed: disk full"):
        find_encoder().write(wav(), tmp_path / "x.mp3", TAGS)
    assert not (tmp_path / "x.mp3").exists()


REAL = [("ffmpeg", "mp3"), ("lame", "mp3"), ("ffmpeg", "opus"), ("opusenc", "opus")]


@pytest.mark.parametrize(("program", "form"), REAL)
def test_the_programs_themselves_keep_length_and_titles(tmp_path, monkeypatch, program, form):
    found, probe = shutil.which(program), shutil.which("ffprobe")
    if not found or not probe:
        pytest.skip(f"{program} and ffprobe are not installed")
    alone = tmp_path / "bin"
    alone.mkdir()
    (alone / program).symlink_to(found)
    monkeypatch.setenv("PATH", str(alone))
    out = tmp_path / f"x.{form}"
    find_encoder(form).write(wav(3.0), out, TAGS)
    told = subprocess.run(
        [probe, "-v", "error", "-show_format", "-show_streams", "-of", "json", str(out)],
        capture_output=True, check=True,
    )  # fmt: skip
    data = json.loads(told.stdout)
    assert float(data["format"]["duration"]) == pytest.approx(3.0, abs=0.15)
    tags = {**data["streams"][0].get("tags", {}), **data["format"].get("tags", {})}
    tags = {name.lower(): value for name, value in tags.items()}
    assert tags["title"] == TAGS.title and tags["album"] == TAGS.album
    assert tags.get("track", tags.get("tracknumber", "")).startswith("2")
