"""`owl build`: everything that Lambda loads, made ahead in one folder.

    course.json   checked, and written the one way that its hash is taken of
    index/        what routing needs of it
    encoder/      the sentence encoder's weights, in 8 bits
    shelf.json    with several courses: what each is called and speaks of
    also/         the further courses, each with its course.json and its index
    build.json    what was built, from which course, by which version

Made beside the folder and moved into place, so that nobody meets half a build.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from skill.compose import ALSO, COURSE, INDEX, SHELF, WEIGHTS
from skill.content.course import Course
from skill.content.loading import load_course
from skill.content.shelf import Catalogue, further, subject_of
from skill.errors import SkillError
from skill.settings import Settings

ABOUT = "build.json"
Progress = Callable[..., Any]


def build_course(
    settings: Settings, out: Path, progress: Progress | None = None, *, anew: bool = False
) -> Iterator[str]:
    """Check the course and build everything; the lines to print come one by one.

    `progress` hears (texts encoded, texts in all). anew: every text is encoded, so that the same
    course gives the same bytes wherever it is built; else what was encoded before is remembered.
    ContentError when the course is faulty, SkillError when the encoder's weights cannot be had:
    what Lambda ships is never less than what was tested.
    """
    from skill.reader.weights import quantise_weights
    from skill.retrieval.open import open_encoder
    from skill.retrieval.remembering import remembering

    course = load_course(settings.content)
    entries, items = sum(1 for _ in course.entries()), sum(1 for _ in course.items())
    yield _described(course)
    weights = quantise_weights(settings.cache / WEIGHTS)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as name:
        made = Path(name) / "build"
        made.mkdir()
        (made / COURSE).write_bytes(_written(course))
        encoder: Any = open_encoder(weights)
        if encoder is not None and not anew:
            encoder = remembering(encoder, weights, settings.cache)
        digest = _index(course, encoder, made / INDEX, progress)
        shutil.copytree(weights, made / WEIGHTS)
        about = {"course": digest, "entries": entries, "items": items}
        if named := further(settings.content, course):
            courses = {each: load_course(path) for each, path in named.items()}
            for each, other in courses.items():
                place = made / ALSO / each
                place.mkdir(parents=True)
                yield _described(other)
                (place / COURSE).write_bytes(_written(other))
                _index(other, encoder, place / INDEX, progress)
            listed = [("", course), *courses.items()]
            catalogue = Catalogue(tuple(subject_of(one, each) for each, one in listed))
            (made / SHELF).write_bytes(msgspec.json.encode(catalogue))
        (made / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        _replace(made, out)
    for part in (COURSE, INDEX, WEIGHTS):
        yield f"{part:12} {size_of(out / part) / 1e6:6.1f} MB"
    yield f"built from course {digest[:12]} in {out}"


def _described(course: Course) -> str:
    entries, items = sum(1 for _ in course.entries()), sum(1 for _ in course.items())
    return f"{course.info.title}: {entries} entries, {items} quiz questions"


def _written(course: Course) -> bytes:
    return msgspec.json.encode(course.file, order="deterministic")


def _index(course: Course, encoder: Any, folder: Path, progress: Progress | None) -> str:
    from skill.retrieval.index import build_index

    if encoder is None:
        raise SkillError("the encoder's weights are not whole; delete the cache and build again")
    index = build_index(course, encoder, progress)
    index.save(folder)
    return index.course


def _replace(made: Path, out: Path) -> None:
    """Put the new build where the old one was; that one goes only when the new one is whole."""
    if out.exists():
        if not (out / ABOUT).is_file() and any(out.iterdir()):
            raise SkillError(
                f"{out}: not a folder that `owl build` made; choose another with --out"
            )
        out.rename(made.parent / "before")
    made.rename(out)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files under a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
