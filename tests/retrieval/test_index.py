"""Building, saving, loading and refusing an index."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import pytest

from skill.content.course import Course, CourseFile
from skill.errors import StaleIndex
from skill.retrieval.index import Index, build_index, course_hash
from skill.retrieval.open import open_router


@pytest.fixture(scope="module")
def index(rivers: Course) -> Index:
    return build_index(rivers, None)


def test_it_comes_back_as_it_was(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "index")
    again = Index.load(tmp_path / "index", index.course)
    assert again.entry_ids == index.entry_ids
    assert again.lexicon.stems == index.lexicon.stems
    assert np.array_equal(again.lexicon.row_weights, index.lexicon.row_weights)
    assert again.vectors is None


def test_building_is_deterministic(rivers: Course, index: Index) -> None:
    again = build_index(rivers, None)
    assert np.array_equal(again.lexicon.row_groups, index.lexicon.row_groups)
    assert again.lexicon.stems == index.lexicon.stems


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(StaleIndex, match="no index here"):
        Index.load(tmp_path / "none", "x")


def test_another_course_is_refused(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "index")
    with pytest.raises(StaleIndex, match="another state of the course"):
        Index.load(tmp_path / "index", "f" * 64)


@pytest.mark.parametrize("harm", ["cut", "gone", "words", "empty"])
def test_damage_is_noticed(harm: str, index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index.save(folder)
    victim = folder / "arrays" / "lexicon.row_groups.npy"
    if harm == "cut":
        victim.write_bytes(victim.read_bytes()[:-8])
    elif harm == "gone":
        victim.unlink()
    else:
        (folder / "index.json").write_text("{" if harm == "words" else "[]")
    with pytest.raises(StaleIndex, match="damaged"):
        Index.load(folder, index.course)


def test_a_damaged_cache_is_built_anew(rivers: Course, tmp_path: Path) -> None:
    open_router(rivers, cache=tmp_path, weights=None).ready()
    (built,) = tmp_path.iterdir()
    (built / "index.json").write_text("not json")
    router = open_router(rivers, cache=tmp_path, weights=None)
    assert router.route("how does a meander form").candidates[0].entry_id == "meanders"
    Index.load(built, course_hash(rivers))


def test_many_may_build_at_once(rivers: Course, tmp_path: Path) -> None:
    def build(_: int) -> str:
        router = open_router(rivers, cache=tmp_path, weights=None)
        return router.route("what is attrition").candidates[0].entry_id

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(build, range(8))) == {"attrition"}
    assert len(list(tmp_path.iterdir())) == 1


def test_the_hash_is_of_the_course_not_of_its_layout(rivers: Course) -> None:
    raw = msgspec.json.encode(rivers.file)
    again = Course(msgspec.json.decode(msgspec.json.format(raw, indent=3), type=CourseFile))
    assert course_hash(again) == course_hash(rivers)
    changed = msgspec.structs.replace(rivers.file, topics=rivers.topics[:1])
    assert course_hash(Course(changed)) != course_hash(rivers)


def test_progress_is_told(rivers: Course, weights: Path) -> None:
    from skill.reader.encoder import load_encoder

    told: list[tuple[int, int]] = []
    build_index(rivers, load_encoder(weights), lambda done, whole: told.append((done, whole)))
    assert told
    assert told[-1][0] == told[-1][1]
