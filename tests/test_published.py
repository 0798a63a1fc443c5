"""A course published without the code: taken over, refused where it must be, never waited for."""

import json
import shutil
import threading
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from click.testing import CliRunner

from skill.building import build_course
from skill.channels.alexa.composition import skill_handler
from skill.cli import main
from skill.dialogue.acts import Act, UserTurn
from skill.operations.publish import prepared, put
from skill.published import EVERY, MANIFEST, WAIT, Published, Refused, entry_of
from skill.reader.weights import wheel_folder
from tests.learner.conftest import aws_environment, moto_url  # noqa: F401
from tests.test_lambda import LAUNCH

NEW = "What is a tamping iron for?"
ANSWER = "A tamping iron packs powder into a hole before a blast."


@pytest.fixture(scope="module")
def built(settings, tmp_path_factory) -> Path:
    """What the function shipped with."""
    if wheel_folder() is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    folder = tmp_path_factory.mktemp("shipped") / "course"
    list(build_course(replace(settings, build=None), folder))
    return folder


@pytest.fixture(scope="module")
def changed(settings, tmp_path_factory) -> Path:
    """The teacher's file with one more entry: all that stood in it still does."""
    file = json.loads(settings.content.read_text(encoding="utf-8"))
    file["topics"][0]["entries"].append({"id": "tamping", "question": NEW, "answer": ANSWER})
    path = tmp_path_factory.mktemp("teacher") / "content.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ready(settings, changed) -> tuple[dict[str, Any], bytes]:
    """That course, built to be published."""
    return prepared(replace(settings, content=changed))


@pytest.fixture
def bucket(moto_url, monkeypatch) -> str:  # noqa: F811
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", moto_url)
    name = f"courses-{uuid.uuid4().hex}"
    boto3.client("s3").create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    return name


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def running(built, settings, bucket, clock, tmp_path) -> Published:
    chosen = replace(settings, build=built, bucket=bucket, store="memory")
    return Published(chosen, clock=clock, folder=tmp_path / "fetched")


def looked(running: Published, clock: Clock) -> None:
    """The next look at the manifest, waited for."""
    clock.now += EVERY
    running._settled.clear()
    running()
    assert running._settled.wait(20)


def knows(running: Published) -> bool:
    return running().tools.course.entry("tamping") is not None


def test_it_is_taken_over_and_answers(running, clock, ready, bucket):
    store = running().store
    assert running._settled.wait(20) and not knows(running)  # nothing was published yet
    put(boto3.client("s3"), bucket, *ready)
    clock.now += EVERY - 1
    assert not knows(running)  # not yet looked at again
    looked(running, clock)
    assert knows(running) and running().store is store and running.refusals() == 0
    routing = running().tools.router.route("what's a tamping iron for")
    assert routing.candidates[0].entry_id == "tamping" and routing.decision == "answer"


def test_what_has_not_changed_is_not_fetched_again(running, clock, ready, bucket):
    put(boto3.client("s3"), bucket, *ready)
    looked(running, clock)
    service = running()
    looked(running, clock)
    assert running() is service
    # The same course under another ETag: still nothing to take over.
    manifest = boto3.client("s3").get_object(Bucket=bucket, Key=MANIFEST)["Body"].read()
    boto3.client("s3").put_object(Bucket=bucket, Key=MANIFEST, Body=manifest + b"\n")
    looked(running, clock)
    assert running() is service


def _manifest(bucket: str, change: Any) -> None:
    client = boto3.client("s3")
    manifest = json.loads(client.get_object(Bucket=bucket, Key=MANIFEST)["Body"].read())
    change(manifest)
    client.put_object(Bucket=bucket, Key=MANIFEST, Body=json.dumps(manifest).encode())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda bucket, file: boto3.client("s3").put_object(Bucket=bucket, Key=file, Body=b"cut"),
        lambda bucket, file: boto3.client("s3").delete_object(Bucket=bucket, Key=file),
        lambda bucket, file: boto3.client("s3").put_object(Bucket=bucket, Key=MANIFEST, Body=b"{"),
        lambda bucket, file: boto3.client("s3").put_object(Bucket=bucket, Key=MANIFEST, Body=b"[]"),
        lambda bucket, file: _manifest(bucket, lambda m: m.update(format=2)),
        lambda bucket, file: _manifest(bucket, lambda m: m["courses"][0].update(index="1.0")),
        lambda bucket, file: _manifest(bucket, lambda m: m["courses"][0].pop("sha256")),
    ],
)
def test_what_is_damaged_or_of_another_version_is_refused(running, clock, ready, bucket, spoil):
    put(boto3.client("s3"), bucket, *ready)
    manifest = json.loads(boto3.client("s3").get_object(Bucket=bucket, Key=MANIFEST)["Body"].read())
    spoil(bucket, manifest["courses"][0]["file"])
    looked(running, clock)
    assert not knows(running) and running.refusals() == 1 and running.refusals() == 0
    # Published again whole, it is taken over.
    put(boto3.client("s3"), bucket, *ready)
    looked(running, clock)
    assert knows(running)


def test_an_archive_that_reaches_out_is_refused(tmp_path):
    import hashlib

    from skill.published import unpacked

    archive = tmp_path / "evil.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("index/../../out", "x")
    data = archive.read_bytes()
    wanted = {"file": "f", "sha256": hashlib.sha256(data).hexdigest()}
    with pytest.raises(Refused, match="no business"):
        unpacked(data, wanted, tmp_path / "fetched")
    assert not (tmp_path / "out").exists() and not list((tmp_path / "fetched").iterdir())


def test_where_nothing_answers_the_shipped_course_does(built, settings, clock, tmp_path):
    class Silent:
        def get_object(self, **_: Any) -> Any:
            raise ConnectionError("nobody there")

    chosen = replace(settings, build=built, bucket="gone", store="memory")
    running = Published(chosen, client=Silent, clock=clock, folder=tmp_path)
    running()
    assert running._settled.wait(20) and not knows(running) and running.refusals() == 0


def test_a_launch_does_not_wait_and_a_question_only_so_long(built, settings, clock, tmp_path):
    """A bucket that never answers: the launch is not asked to wait, the question waits once."""

    over = threading.Event()

    class Stuck:
        def get_object(self, **_: Any) -> Any:
            over.wait(60)
            raise ConnectionError("the test is over")

    chosen = replace(settings, build=built, bucket="slow", store="memory")
    running = Published(chosen, client=Stuck, clock=clock, folder=tmp_path)
    waits: list[float | None] = []
    running._settled.wait = lambda seconds=None: waits.append(seconds) or False  # type: ignore[assignment, func-returns-value]
    handle = skill_handler(chosen, service=running)
    assert handle(LAUNCH, None)["response"]["shouldEndSession"] is False and waits == []
    question = json.loads(json.dumps(LAUNCH))
    question["request"] = {
        "type": "IntentRequest", "requestId": "r", "timestamp": "2026-01-01T00:00:00Z",
        "locale": "en-GB", "intent": {"name": "TopicsIntent", "slots": {}},
    }  # fmt: skip
    assert handle(question, None)["response"]["outputSpeech"] and waits == [WAIT] == [0.3]
    over.set()


def test_a_quiz_goes_on_over_a_change_of_course(running, clock, ready, bucket):
    state: dict[str, Any] | None = None
    for said in ("quiz me", "i don't know"):
        state = running().take_turn(UserTurn(Act.SAID, said), state, "somebody").state
    put(boto3.client("s3"), bucket, *ready)
    looked(running, clock)
    assert knows(running)
    turned = running().take_turn(UserTurn(Act.SAID, "i don't know"), state, "somebody")
    assert turned.log.get("marked") and "fault" not in turned.log


def test_the_command_says_whether_the_model_must_be_uploaded(changed, bucket, tmp_path):
    run = CliRunner().invoke
    file = json.loads(changed.read_text(encoding="utf-8"))
    # A few entries: each publishing encodes them all.
    kept = [{k: v for k, v in file["topics"][0].items() if k not in ("quiz", "lesson")}]
    kept[0]["entries"] = kept[0]["entries"][-2:]
    file["topics"] = kept
    file.pop("exam_questions", None)
    small = tmp_path / "small.json"
    small.write_text(json.dumps(file), encoding="utf-8")
    told = run(main, ["publish", "--bucket", bucket, "--content", str(small)])
    assert told.exit_code == 0 and "first course here" in told.output, told.output
    told = run(main, ["publish", "--bucket", bucket, "--content", str(small)])
    assert "nothing to upload" in told.output
    file["topics"].append(
        {"id": "later", "title": "What came later", "entries": [
            {"id": "later-1", "question": "What came later?", "answer": "The war came later."}]}
    )  # fmt: skip
    other = tmp_path / "content.json"
    other.write_text(json.dumps(file), encoding="utf-8")
    told = run(main, ["publish", "--bucket", bucket, "--content", str(other)])
    assert "upload it again" in told.output
    told = run(main, ["publish", "--bucket", "no-such-bucket-here", "--content", str(small)])
    assert told.exit_code == 1 and "no-such-bucket-here" in told.output
    other.write_text("{}", encoding="utf-8")
    assert run(main, ["publish", "--bucket", bucket, "--content", str(other)]).exit_code == 1
    manifest = boto3.client("s3").get_object(Bucket=bucket, Key=MANIFEST)["Body"].read()
    assert entry_of(manifest)["sha256"]  # what was there is still there
    shutil.rmtree(tmp_path)
