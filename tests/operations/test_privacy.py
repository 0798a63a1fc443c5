"""PRIVACY.md says what the code does: its figures are the code's."""

import re

from skill.channels.messenger import chats, deletion
from skill.compose import NOTES, TURNS
from skill.learner import linking
from skill.learner.links import LINK_SECONDS
from skill.learner.sessions import SECONDS
from skill.learner.stores.dynamodb import GROUP_KEEP_DAYS, KEEP_DAYS
from skill.notes import LONGEST
from skill.operations.target import TEMPLATE
from skill.settings import HOME, Settings

TEXT = " ".join((HOME / "PRIVACY.md").read_text(encoding="utf-8").split())


def default_of(parameter: str) -> str:
    text = TEMPLATE.read_text(encoding="utf-8")
    found = re.search(rf"^  {parameter}:\n(?:    .*\n)*?    Default: (.*)$", text, re.MULTILINE)
    assert found, parameter
    return found[1].strip('"')


def test_how_long_things_are_kept():
    assert f"not touched for {KEEP_DAYS} days is deleted" in TEXT
    assert f"({GROUP_KEEP_DAYS} days for cards" in TEXT
    assert f"after {default_of('LogDays')} days, unless" in TEXT


def test_words_are_off_and_short():
    assert f"at most {LONGEST} characters" in TEXT
    assert "it is off by default" in TEXT and default_of("KeepWords") == "off"
    assert not Settings().keep_words


def test_backups_are_off_and_said():
    assert "`Backups`, off by default" in TEXT and default_of("Backups") == "off"


def test_what_a_laptop_keeps_is_named():
    for name in ("learners.db", TURNS, NOTES):
        assert f"`.owl/{name}`" in TEXT


def test_what_messenger_keeps():
    assert f"at most {chats.SECONDS // 3_600} hours after the last message" in TEXT
    assert f"the last {chats.MOST_TAKEN} messages" in TEXT
    assert f"looked up for {deletion.SECONDS // 86_400} days" in TEXT
    assert default_of("Messenger") == "off"
    assert default_of("MessengerSecret") == ""


def test_what_the_doors_keep():
    assert f"at most {SECONDS // 60} minutes after" in TEXT
    assert f"once, for {linking.SECONDS // 60} minutes" in TEXT
    assert f"{linking.MOST_TRIES} tries a day" in TEXT and linking.TRIES_SECONDS == 86_400
    assert f"no more than {linking.MOST_LIVE} codes" in TEXT
    assert f"1 in {1 / linking.odds():,.0f} a day" in TEXT
    assert f"after {LINK_SECONDS // 86_400} days without use" in TEXT
    assert not Settings().linking and default_of("Linking") == "off"
