"""The course without the code: a published course in S3, looked at again every few minutes.

MANIFEST names one file a course, with its format, the version of the index and the SHA-256 of its
bytes. What is damaged, or was made by another version, is refused: the course that shipped (or the
last one that was whole) goes on answering, and a metric counts it. A launch never waits; the first
question waits WAIT at most.
"""

import hashlib
import io
import logging
import os
import shutil
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from skill.compose import ALSO, COURSE, INDEX, SHELF, WEIGHTS, build_service
from skill.errors import SkillError
from skill.service import Service
from skill.settings import Settings

log = logging.getLogger("owl")
MANIFEST = "course/manifest.json"
FORMAT = 1
"""Of the manifest and of the file; another one is refused."""
EVERY = 180.0
"""Seconds between two looks at the manifest."""
WAIT = 0.3
"""Seconds that the first question may wait for the first look."""
LARGEST = 40_000_000
"""Bytes of one file, packed and unpacked."""


class Refused(SkillError):
    """A published course that is damaged, or was made by another version."""


class Published:
    """Gives the service of the newest course. Safe to use from several threads."""

    def __init__(
        self, settings: Settings, *, client: Callable[[], Any] | None = None,
        clock: Callable[[], float] = time.monotonic, folder: Path | None = None,
    ):  # fmt: skip
        """client: makes boto3's S3 client, when it is first needed. folder: for what was fetched."""
        self._settings, self._clock = settings, clock
        self._client = client or _client
        self._folder = folder or Path(tempfile.gettempdir()) / "owl-courses"
        self._lock = threading.Lock()
        self._service: Service | None = None
        self._looked = -EVERY
        self._settled = threading.Event()
        self._etag = ""
        self._shown = ""
        self._s3: Any = None
        self._refused = 0

    def __call__(self) -> Service:
        """The service as it stands; looks at the manifest beside it when it is time."""
        with self._lock:
            now = self._clock()
            if now - self._looked >= EVERY:
                self._looked = now
                threading.Thread(target=self._look, daemon=True).start()
            if self._service is None:
                self._service = build_service(self._settings)
            return self._service

    def settle(self) -> None:
        """Waits for the first look, for WAIT at most: a question is about to be answered."""
        self._settled.wait(WAIT)

    def refusals(self) -> int:
        """How many published courses were refused since this was asked last."""
        with self._lock:
            refused, self._refused = self._refused, 0
        return refused

    def _look(self) -> None:
        try:
            if fresh := self._fetched():
                with self._lock:
                    self._service = fresh
                log.info("the published course was taken over")
        except Refused as reason:
            with self._lock:
                self._refused += 1
            log.error("published course refused: %s", reason)
        except Exception as error:
            log.warning("the published course could not be looked at: %s", type(error).__name__)
        finally:
            self._settled.set()

    def _fetched(self) -> Service | None:
        """The service of a course that is newer than ours; None where there is none."""
        if self._s3 is None:
            self._s3 = self._client()
        found = self._object(MANIFEST, **({"IfNoneMatch": self._etag} if self._etag else {}))
        if found is None:
            return None
        data, etag = found
        wanted = entry_of(data)
        if wanted["sha256"] == self._shown:
            self._etag = etag
            return None
        file = self._object(wanted["file"])
        if file is None:
            raise Refused(f"{wanted['file']} is not there")
        service = self._opened(unpacked(file[0], wanted, self._folder))
        # Not before it is whole: what was refused is looked at again.
        self._shown, self._etag = wanted["sha256"], etag
        return service

    def _object(self, key: str, **more: Any) -> tuple[bytes, str] | None:
        """An object's bytes and ETag; None where it is not there or has not changed."""
        from botocore.exceptions import ClientError

        try:
            found = self._s3.get_object(Bucket=self._settings.bucket, Key=key, **more)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("304", "NotModified", "NoSuchKey", "404"):
                return None
            raise
        if found["ContentLength"] > LARGEST:
            raise Refused(f"{key} is larger than {LARGEST / 1e6:.0f} MB")
        return found["Body"].read(LARGEST + 1), found["ETag"]

    def _opened(self, folder: Path) -> Service:
        """A service over what was fetched, with the encoder that shipped and the same store."""
        if self._settings.build and not (folder / WEIGHTS).exists():
            os.symlink((self._settings.build / WEIGHTS).resolve(), folder / WEIGHTS)
        store = self._service.store if self._service else None
        try:
            return build_service(replace(self._settings, build=folder), store=store)
        except SkillError as error:
            raise Refused(str(error)) from error


def entry_of(data: bytes) -> dict[str, str]:
    """What a manifest says of its course. Refused where it is none, or of another version."""
    from skill.retrieval.index import index_version

    try:
        manifest = msgspec.json.decode(data)
        wanted = dict(manifest["courses"][0])
        made_by = manifest["format"], wanted["format"], wanted["index"]
        checked = {name: str(wanted[name]) for name in ("file", "sha256")}
    except (msgspec.DecodeError, LookupError, TypeError, ValueError) as error:
        raise Refused(f"the manifest is damaged ({type(error).__name__})") from error
    if made_by != (FORMAT, FORMAT, index_version()):
        raise Refused(f"made by another version: {made_by}; publish it again")
    return checked


def unpacked(data: bytes, wanted: Mapping[str, str], folder: Path) -> Path:
    """The file's folder under `folder`. Refused where its bytes are not those that were published."""
    digest = hashlib.sha256(data).hexdigest()
    if digest != wanted["sha256"]:
        raise Refused(f"{wanted['file']} is damaged: its SHA-256 is {digest[:12]}...")
    place = folder / digest
    if place.is_dir():
        return place
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST:
                raise Refused("it unpacks to more than it may")
            for each in packed.infolist():
                parts = Path(each.filename).parts
                known = parts[0] in (COURSE, INDEX, SHELF, ALSO)
                if not known or ".." in parts or len(parts) > 5:
                    raise Refused(f"{each.filename} has no business in it")
                packed.extract(each, made)
        made.rename(place)
    except (zipfile.BadZipFile, OSError, IndexError) as error:
        if not place.is_dir():
            raise Refused(f"it could not be unpacked ({error})") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return place


def _client() -> Any:
    import boto3
    from botocore.config import Config

    patience = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2})
    return boto3.client("s3", config=patience)
