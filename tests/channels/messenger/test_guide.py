"""docs/messenger.md says what the code does: its names and figures are the code's."""

import re

import click

from skill.channels.messenger import graph, lanes, quick, texts
from skill.channels.messenger.chats import LAPSE, WINDOW
from skill.channels.messenger.deletion import SECONDS
from skill.channels.messenger.http import LARGEST
from skill.channels.messenger.keys import SHORTEST_VERIFY
from skill.channels.messenger.requests import START
from skill.channels.messenger.webhook import DELETE, DELETED, ROUTE
from skill.cli import main
from skill.doors.limits import LIMITS
from skill.operations.target import TEMPLATE
from skill.settings import HOME
from tests.channels.messenger.test_webhook import GIVEN

GUIDE = (HOME / "docs" / "messenger.md").read_text(encoding="utf-8")
TEXT = " ".join(GUIDE.split())


def test_its_names_are_the_codes():
    named = set(re.findall(r"\bMESSENGER_[A-Z]+\b", GUIDE))
    assert named == {*GIVEN, "MESSENGER_APP"}
    parameters = set(re.findall(r"\b(Messenger[A-Z][a-z]+)=", GUIDE)) | {"MessengerConcurrency"}
    template = TEMPLATE.read_text(encoding="utf-8")
    assert all(f"\n  {name}:\n" in template for name in (*parameters, "MessengerWebhook"))
    command = main.get_command(click.Context(main), "messenger")
    assert command and {"--address", "--port"} <= {o for p in command.params for o in p.opts}
    assert next(p.default for p in command.params if p.name == "port") == 8330
    for place in (ROUTE, DELETE, DELETED):
        assert f"`{place}`" in GUIDE
    assert f'"get_started": {{"payload": "{START}"}}' in GUIDE


def test_its_figures_are_the_codes():
    assert f"is {graph.VERSION}, fixed" in TEXT and f"/{graph.VERSION}/me/messenger_profile" in TEXT
    assert f"{graph.TIMEOUT.connect_timeout:.0f} seconds to connect" in TEXT
    assert f"{graph.TIMEOUT.read_timeout:.0f} to be answered" in TEXT
    assert f"if that is {graph.MOST_WAIT:.0f} seconds or less" in TEXT
    assert f"({', '.join(map(str, sorted(graph.LIMITED)))})" in TEXT
    assert ", ".join(f"{wait:.0f}" for wait in lanes.WAITS) + " seconds" in TEXT
    assert f"quick replies {quick.MOST}, titles {quick.LONGEST_TITLE}" in TEXT
    assert f"text {texts.MOST:,} characters" in TEXT
    assert f"{WINDOW // 3_600_000} hours after the person's last message" in TEXT
    assert LAPSE == 8 * 3_600_000 and "after eight hours of silence" in TEXT
    assert f"looked up for {SECONDS // 86_400} days" in TEXT
    assert f"may have {LARGEST // 1024} kB" in TEXT
    assert f"may write {LIMITS['person']} messages in ten minutes" in TEXT
    assert f"{LIMITS['grave']} times more" in TEXT and LIMITS["codes"] == 5
    assert f"{SHORTEST_VERIFY} characters or more" in TEXT
