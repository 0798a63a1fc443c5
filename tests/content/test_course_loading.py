import json
import subprocess
import sys

import msgspec
import pytest

from skill.content import source
from skill.content.loading import load_checked, load_course
from skill.errors import ContentError


def written(tmp_path, data):
    file = tmp_path / "content.json"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def refusal(file):
    with pytest.raises(ContentError) as caught:
        load_course(file)
    return "\n".join(caught.value.problems)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('{"format": 1,\n "course": }', "content.json: line 2, column 12: this is not JSON"),
        ('{"a": 1,\n}', "comma too many"),
        ('{"a": “x”}', "use straight quotes"),
        ("{'a': 1}", "use double quotes"),
        ("// mine\n{}", "no comments"),
        ("", "the file is empty"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "expected an object, got a list"),
        ("9" * 5000, "a number cannot be read"),
        ('{"format": NaN}', "format: NaN is not a value that JSON knows"),
        ('{"format": 1, "format": 1}', "format: this key stands twice"),
        (b'{"a": "caf\xe9"}', "line 1, column 11: byte 0xe9 is not UTF-8"),
        ("{}".encode("utf-16"), "UTF-16; save it as UTF-8"),
        ('{"format": 1, "course": {"title": "\\ud800"}}', "half a character"),
    ],
)
def test_what_is_not_a_course_is_refused_with_its_place(tmp_path, data, said):
    assert said in refusal(written(tmp_path, data))


def test_a_byte_order_mark_is_no_matter(raw, tmp_path):
    data = b"\xef\xbb\xbf" + json.dumps(raw).encode()
    file = written(tmp_path, data)
    assert load_course(file).info.title == load_checked(data).info.title == "Rivers"


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "none.json")
    assert "this is a folder" in refusal(tmp_path)


def test_a_file_over_100_mb_is_refused_unread(tmp_path):
    file = tmp_path / "content.json"
    with file.open("wb") as handle:
        handle.truncate(source.MAX_BYTES + 1)
    assert "may have 100 MB" in refusal(file)


def test_loading_and_decoding_give_the_same_course(raw, tmp_path):
    file = written(tmp_path, json.dumps(raw, indent=4))
    checked, quick = load_course(file), load_checked(file)
    compiled = msgspec.json.encode(checked.file)
    assert checked.file == quick.file == load_checked(compiled).file


def test_what_was_never_a_course_is_refused_in_lambda_too(tmp_path):
    with pytest.raises(ContentError, match="owl check"):
        load_checked(b'{"format": 1}')
    with pytest.raises(ContentError, match="owl check"):
        load_checked(tmp_path / "none.json")


def test_decoding_loads_no_checker():
    program = (
        "import sys; from skill.content.loading import load_checked\n"
        "assert not {'jsonschema', 'skill.content.checking', 'skill.content.schema'} "
        "& set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
