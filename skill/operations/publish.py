"""`owl publish`: a new course for a running function, without its code."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from skill.building import build_course
from skill.channels.alexa.model import build_model, model_text
from skill.compose import ALSO, COURSE, INDEX, SHELF, heard
from skill.content.loading import load_checked
from skill.errors import SkillError
from skill.published import FORMAT, MANIFEST
from skill.settings import Settings

_DATE = (1980, 1, 1, 0, 0, 0)


class Unreachable(SkillError):
    """The bucket cannot be read or written."""

    def __init__(self, message: str, keyless: bool = False):
        super().__init__(message)
        self.keyless = keyless
        """Whether there are no credentials to do it with."""


def publish(settings: Settings, client: Any, bucket: str) -> Iterator[str]:
    """Builds the course and puts it into the bucket; the lines to print come one by one.

    ContentError when the course is faulty, Unreachable when the bucket cannot be written to.
    """
    # Asked first: who may not publish is told at once, and not after minutes of building.
    before = _before(client, bucket)
    entry, data = prepared(settings)
    put(client, bucket, entry, data)
    yield f"{entry['title']}: {len(data) / 1e6:.1f} MB in s3://{bucket}/{entry['file']}"
    if before is None:
        yield "The first course here. The interaction model must be the one of this course: upload it."
    elif before.get("models") == entry["models"]:
        yield "The interaction model is the same: nothing to upload. Functions take it over in minutes."
    else:
        yield (
            "Its topics or answers changed the interaction model: `make package` and upload it again. "
            "Until then the new course answers, and new topics are not heard by name."
        )


def prepared(settings: Settings) -> tuple[dict[str, Any], bytes]:
    """The course checked and built: what the manifest says of it, and its file."""
    from skill.retrieval.index import index_version

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "built"
        list(build_course(replace(settings, build=None), folder))
        data = packed(folder, Path(name) / "course.zip")
        course = load_checked(folder / COURSE)
        every = heard(course, replace(settings, build=folder))
    digest = hashlib.sha256(data).hexdigest()
    models = hashlib.sha256()
    for locale in course.info.locales:
        for capture in ("elicit", "intents"):
            models.update(model_text(build_model(every, locale, capture)).encode())
    entry = {
        "title": course.info.title, "format": FORMAT, "file": f"course/{digest[:16]}.zip",
        "sha256": digest, "index": index_version(), "models": models.hexdigest(),
    }  # fmt: skip
    return entry, data


def put(client: Any, bucket: str, entry: dict[str, Any], data: bytes) -> None:
    """The file first and the manifest, which names it, last: nobody reads half of it."""
    _put(client, bucket, entry["file"], data)
    manifest = {"format": FORMAT, "courses": [entry]}
    _put(client, bucket, MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())


def packed(folder: Path, archive: Path) -> bytes:
    """The course and its index in one archive; the same course gives the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            inside = file.relative_to(folder)
            if inside.parts[0] in (COURSE, INDEX, SHELF, ALSO):
                about = zipfile.ZipInfo(inside.as_posix(), _DATE)
                about.compress_type = zipfile.ZIP_DEFLATED
                made.writestr(about, file.read_bytes())
    return archive.read_bytes()


def _before(client: Any, bucket: str) -> dict[str, Any] | None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        found = client.get_object(Bucket=bucket, Key=MANIFEST)
        return dict(json.loads(found["Body"].read())["courses"][0])
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            return None
        raise Unreachable(f"{bucket}: {error.response['Error']['Message']}") from error
    except BotoCoreError as error:
        raise _unreachable(bucket, error) from error
    except (ValueError, LookupError, TypeError):
        return None


def _put(client: Any, bucket: str, key: str, data: bytes) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client.put_object(Bucket=bucket, Key=key, Body=data)
    except ClientError as error:
        raise Unreachable(f"{bucket}: {key} could not be written: {error}") from error
    except BotoCoreError as error:
        raise _unreachable(f"{bucket}: {key}", error) from error


def _unreachable(what: str, error: Exception) -> Unreachable:
    from botocore.exceptions import (
        CredentialRetrievalError,
        NoCredentialsError,
        PartialCredentialsError,
    )

    missing = (NoCredentialsError, PartialCredentialsError, CredentialRetrievalError)
    return Unreachable(f"{what}: {error}", keyless=isinstance(error, missing))
