import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.lines import Lines
from skill.content.source import walk

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(JSON)
def test_every_value_is_found_on_its_line(value):
    text = json.dumps(value, indent=1)
    lines, found = text.splitlines() or [""], Lines(text)
    for path, inner in walk(value):
        line = lines[found.of(path) - 1].strip().rstrip(",")
        if path and isinstance(path[-1], str):
            assert line.startswith(json.dumps(path[-1]))
        elif not isinstance(inner, dict | list):
            assert line == json.dumps(inner)


@pytest.mark.parametrize("text", ['{"a": [1,\n {"b": "x\\n}"}]}', '{"a":[1,\n{"b":2}]}'])
def test_what_is_missing_is_where_it_would_stand(text):
    assert Lines(text).of(("a", 1, "b")) == 2
    assert Lines(text).of(("a", 1, "z")) == 2
    assert Lines(text).of(("z",)) == 1
