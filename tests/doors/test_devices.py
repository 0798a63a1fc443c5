"""Signed cookies and hashed ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.doors.devices import (
    device_in,
    door_key,
    new_device,
    platform_device,
    set_cookie,
    signed,
)
from skill.errors import SkillError
from skill.settings import Settings, from_environment, may_link

KEY, OTHER = b"k" * 32, b"o" * 32


def test_a_device_is_unguessable_and_comes_back():
    devices = {new_device() for _ in range(200)}
    assert len(devices) == 200 and all(len(each) == 32 for each in devices)
    device = devices.pop()
    assert device_in(signed(device, KEY), KEY) == device
    assert device_in(signed(device, KEY), OTHER) is None


@given(st.text(max_size=300))
def test_nothing_unsigned_is_a_device(text):
    assert device_in(text, KEY) is None


@given(st.integers(0, 75), st.characters())
def test_a_changed_cookie_is_none(at, letter):
    cookie = signed("d" * 32, KEY)
    changed = cookie[:at] + letter + cookie[at + 1 :]
    assert device_in(changed, KEY) == ("d" * 32 if changed == cookie else None)


def test_the_cookie_is_for_the_server_alone():
    told = set_cookie("d" * 32, KEY, secure=True)
    assert told.startswith("__Host-owl=") and "; Path=/;" in told
    for part in ("HttpOnly", "Secure", "SameSite=Lax", "Max-Age=34560000"):
        assert part in told
    assert "Secure" not in set_cookie("d" * 32, KEY, secure=False)


def test_a_platforms_id_is_not_in_what_stands_for_it():
    one = platform_device("messenger", "1234567890", KEY)
    assert one == platform_device("messenger", "1234567890", KEY)
    assert "1234567890" not in one
    assert len({one, platform_device("web", "1234567890", KEY),
                platform_device("messenger", "1234567890", OTHER)}) == 3  # fmt: skip
    # Nor does a cookie's signature ever stand for a platform's id.
    assert signed("x", KEY).rpartition(".")[2] != platform_device("cookie", "x", KEY)


def test_a_key_is_drawn_once_and_kept_to_its_owner(tmp_path):
    settings = Settings(cache=tmp_path / "new")
    key = door_key(settings)
    assert len(key) >= 32 and door_key(settings) == key
    assert (tmp_path / "new" / "door.key").stat().st_mode & 0o077 == 0
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["door.key"]
    assert door_key(Settings(door_key="z" * 32)) == b"z" * 32


def test_a_key_that_cannot_be_kept_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SkillError, match="DOOR_KEY"):
        door_key(Settings(cache=tmp_path / "file"))


def test_the_settings():
    assert not may_link(from_environment({}))
    assert not may_link(from_environment({"LINKING": "on"}))  # a child-directed skill links nothing
    linked = {"LINKING": "on", "CHILD_DIRECTED": "no"}
    assert may_link(from_environment(linked))
    assert not may_link(from_environment({**linked, "LEARNER_MEMORY": "off"}))
    with pytest.raises(SkillError):
        from_environment({"LINKING": "maybe"})
    with pytest.raises(SkillError, match="32"):
        from_environment({"DOOR_KEY": "short"})
    assert "zzz" not in repr(from_environment({"DOOR_KEY": "z" * 40}))
