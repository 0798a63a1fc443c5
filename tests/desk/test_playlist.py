"""A topic as a folder of tracks: what they say, what they are called, and in what order they play."""

import copy
import json
import shutil
import subprocess

import pytest

from skill.content.loading import examine_value, load_course
from skill.desk.sound.playlist import file_name, topic_called
from skill.desk.sound.tracks import tracks_of
from skill.errors import ContentError
from skill.settings import HOME
from skill.speech.composing import count
from skill.speech.parts import Pause, Pronounced, plain
from skill.speech.sentences import seconds
from tests.desk.programs import encoder, voice


@pytest.fixture
def course(clean):
    rivers = clean["topics"][0]
    rivers["also_called"] = ["the rivers unit"]
    rivers["lesson"] = ["flood"]
    rivers["entries"][0]["points"] += ["It reaches the Dnieper.", "It grows."]
    rivers["quiz"][0]["explanation"] = "It was January 1953."
    rivers["quiz"].append(
        {"id": "two", "kind": "list", "prompt": "Name two things that a river carries.", "want": 2,
         "points": [{"text": "mud"}, {"text": "sand"}, {"text": "stones"}]}
    )  # fmt: skip
    rivers["quiz"].append(
        {"id": "d", "kind": "short", "prompt": "Draft?", "answer": "x", "draft": True}
    )
    return examine_value(clean).course


def said(track):
    return plain(track.speech)


def test_there_is_a_track_for_every_entry_as_the_lesson_has_them_and_then_questions(course):
    tracks = tracks_of(course, course.topic("rivers"))
    assert [track.title for track in tracks] == [
        "What happened in the flood of 1953?", "How does a meander form?", "Questions: Rivers",
    ]  # fmt: skip


def test_an_entry_is_asked_answered_and_counted_three_points_at_a_breath(course):
    track = tracks_of(course, course.topic("rivers"))[1]
    assert said(track).startswith("How does a meander form? Fast water wears away")
    assert "Four points. One: The outside wears away." in said(track)
    assert said(track).endswith("To remember it. Picture it in your mind.")
    assert any(isinstance(part, Pronounced) and part.say_as == "nee-per" for part in track.speech)
    before = {part.text[:5]: track.speech[n - 1] for n, part in enumerate(track.speech[:-1])
              if not isinstance(part, Pause)}  # fmt: skip
    assert before["Two: "] == Pause(300)
    assert before["Four:"] == Pause(900), "a longer breath before the fourth"


def test_a_question_leaves_time_to_answer_and_is_then_answered_once(course):
    track = tracks_of(course, course.topic("rivers"))[-1]
    text = said(track)
    assert text.startswith("Four questions. I'll wait after each: say your answer before I do.")
    assert "Draft?" not in text
    assert text.count("1953") == 1, "the explanation says it"
    assert "307. Most of them lived in bungalows" in text, "this one does not"
    assert "A: mud. B: ice. Or C: driftwood." in text
    assert "Last one. Name two things that a river carries. Any two of these. One: Mud." in text
    waits = [part.milliseconds for part in track.speech if isinstance(part, Pause)]
    assert max(waits) == 8_000 and sum(wait >= 3_500 for wait in waits) == 4


def test_the_later_rounds_explain_nothing(clean):
    quiz = clean["topics"][0]["quiz"]
    for n in range(20):
        prompt = f"In which year came flood {count(n + 2)}?"
        quiz.append({**copy.deepcopy(quiz[0]), "id": f"more-{n}", "prompt": prompt})
    course = examine_value(clean).course
    rounds = [
        t for t in tracks_of(course, course.topic("rivers")) if t.title.startswith("Questions")
    ]
    assert [said(each)[:14] for each in rounds] == [
        "Five questions",
        "More questions",
        "The last five.",
    ]
    asked = [line for each in rounds for line in said(each).split("?")[:-1]]
    assert len(asked) == len(set(asked)) == 15


@pytest.mark.parametrize("file", ["content.json", "courses/chemistry.json"])
def test_our_own_tracks_are_short(file):
    course = load_course(HOME / file)
    for topic in course.topics:
        tracks = tracks_of(course, topic)
        assert len(tracks) >= len(topic.entries) + 3
        for track in tracks:
            rests = (
                sum(part.milliseconds for part in track.speech if isinstance(part, Pause)) / 1000
            )
            assert 15 < seconds(said(track)) + rests < 170, track.title


@pytest.mark.parametrize("name", ["Rivers", "rivers", "the rivers", "THE RIVERS UNIT", " Rivers "])
def test_a_topic_is_found_by_any_of_its_names(course, name):
    assert topic_called(course, name).id == "rivers"


def test_an_unknown_topic_lists_the_topics(course):
    with pytest.raises(ContentError, match='no topic called "volcanoes"; there are: Rivers; Rocks'):
        topic_called(course, "volcanoes")
    with pytest.raises(ContentError, match=r'did you mean "Rocks"\?'):
        topic_called(course, "rokcs")


def test_file_names_are_safe_everywhere():
    assert file_name("What was Stalin's “1/3”?") == "what-was-stalins-1-3"
    assert file_name("Éluard") == "eluard" and file_name("???") == "track"
    assert len(file_name("very " * 40)) <= 60


@pytest.fixture
def here(tmp_path, monkeypatch, clean, course, owl):
    (tmp_path / "course.json").write_text(json.dumps(clean), encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def listen(owl, *more):
    return owl("listen", "--content", "course.json", *more)


def test_the_command_writes_tracks_and_a_playlist(owl, here):
    voice(here / "bin")
    encoder(here / "bin")
    done = listen(owl, "--topic", "the rivers unit", "--to", "phone/owl")
    assert done.exit_code == 0, done.output
    folder = here / "phone" / "owl"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "01-what-happened-in-the-flood-of-1953.mp3", "02-how-does-a-meander-form.mp3",
        "03-questions-rivers.mp3", "rivers.m3u8",
    ]  # fmt: skip
    lines = (folder / "rivers.m3u8").read_text("utf-8").splitlines()
    assert lines[:2] == ["#EXTM3U", "#PLAYLIST:Rivers"]
    assert [line for line in lines if not line.startswith("#")] == names[:3]
    assert all(line.partition(",")[2] for line in lines if line.startswith("#EXTINF:"))
    assert "“Rivers”, spoken by espeak-ng, en-gb." in done.output and "3 tracks" in done.output
    assert "A better voice is piper" in done.output


def test_without_an_encoder_they_are_wav_and_it_says_so(owl, here):
    voice(here / "bin")
    done = listen(owl, "--topic", "rocks")
    assert done.exit_code == 0, done.output
    assert len(list((here / "rocks").glob("*.wav"))) == 2
    assert "They are WAV files, large ones" in done.output and "install ffmpeg" in done.output
    done = listen(owl, "--topic", "rocks", "--as", "wav")
    assert "large ones" not in done.output, "they were asked for"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "Give the id of an entry or a question, or --topic NAME."),
        (
            ("meander", "--topic", "rivers"),
            "Give the id of an entry or a question, or --topic NAME.",
        ),
        (("--topic", "rivers", "--out", "x.wav"), "say where with --to FOLDER"),
        (("meander", "--to", "x"), "--to and --as go with --topic"),
        (("--topic", "volcanoes"), "there are: Rivers; Rocks"),
        (("--topic", "rivers"), "no voice on this machine: install espeak-ng"),
    ],
)
def test_what_cannot_be_done_is_said(owl, here, options, told):
    done = listen(owl, *options)
    assert done.exit_code != 0 and told in " ".join(done.output.split())


def test_one_id_still_makes_one_file(owl, here):
    voice(here / "bin")
    done = listen(owl, "meander", "--out", "m.wav")
    assert done.exit_code == 0 and "Wrote m.wav" in done.output


@pytest.mark.skipif(
    not all(map(shutil.which, ("espeak-ng", "ffmpeg", "ffprobe"))),
    reason="espeak-ng and ffmpeg are not installed",
)
def test_a_real_topic_is_heard(owl, tmp_path):
    done = owl("listen", "--content", HOME / "content.json", "--topic", "what industrialisation achieved",
               "--to", "out", "--voice", "espeak-ng")  # fmt: skip
    assert done.exit_code == 0, done.output
    lines = (
        (tmp_path / "out" / "what-industrialisation-achieved.m3u8").read_text("utf-8").splitlines()
    )
    told = [
        line.removeprefix("#EXTINF:").split(",", 1) for line in lines if line.startswith("#EXTINF")
    ]
    files = [line for line in lines if not line.startswith("#")]
    assert len(files) == len(told) == 4 + 3
    for file, (length, title) in zip(files, told, strict=True):
        probed = subprocess.run(
            ["ffprobe", "-v", "error", "-show_format", "-of", "json", str(tmp_path / "out" / file)],
            capture_output=True, check=True,
        )  # fmt: skip
        found = json.loads(probed.stdout)["format"]
        assert float(found["duration"]) == pytest.approx(float(length), abs=1)
        assert found["tags"]["title"] == title and found["tags"]["artist"] == "Revision Owl"
        assert 20 < float(length) < 170
