"""Whatever stands in the file: an answer in words, never a crash."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.content.loading import examine_value, load_checked, load_course
from skill.errors import ContentError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
PLACES = st.sampled_from(
    [
        ("format",),
        ("course",),
        ("course", "title"),
        ("course", "invocation_name"),
        ("topics",),
        ("topics", 0),
        ("topics", 0, "id"),
        ("topics", 0, "entries"),
        ("topics", 0, "entries", 0),
        ("topics", 0, "entries", 0, "points"),
        ("topics", 0, "quiz", 0, "kind"),
        ("topics", 0, "quiz", 0, "answer"),
        ("topics", 0, "quiz", 1, "points"),
        ("topics", 0, "quiz", 1, "points", 0),
        ("topics", 0, "quiz", 1, "want"),
        ("topics", 0, "quiz", 2, "options"),
        ("topics", 0, "quiz", 4, "answer"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(PLACES, JSON)
def test_any_value_in_any_place_is_taken_or_named(raw_course, path, value):
    raw = copy.deepcopy(raw_course)
    inner = raw
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    examined = examine_value(raw)
    assert (examined.course is None) == bool(examined.faults)
    for problem in (*examined.faults, *examined.warnings):
        assert problem.reason and "Traceback" not in problem.reason
        json.dumps(str(problem)).encode()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_taken_or_refused_with_a_reason(tmp_path_factory, data):
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(data)
    for load in (load_course, load_checked):
        try:
            load(file)
        except ContentError as error:
            assert error.problems
