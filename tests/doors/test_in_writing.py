"""A request in writing reaches the links, too."""

import random
from datetime import UTC, datetime

from click.testing import CliRunner

from skill.cli import main
from skill.keeping import open_slips
from skill.learner.links import Links
from skill.learner.request import with_code
from skill.learner.stores.sqlite import SqliteStore
from skill.settings import from_environment


def test_deleting_a_record_unlinks_its_doors(tmp_path, monkeypatch):
    monkeypatch.setenv("LEARNER_STORE", f"sqlite:{tmp_path / 'learners.db'}")
    now = datetime.now(UTC)
    seconds, store = int(now.timestamp()), SqliteStore(tmp_path / "learners.db")
    store.save("amzn1.a", with_code(store.load("amzn1.a").seen(now), "12345678", now))
    links = Links(open_slips(from_environment()), random.Random(1))
    code = links.issue("door:web:x", seconds)
    assert links.claim("amzn1.a", code.digits, seconds) == "linked"
    done = CliRunner().invoke(main, ["learner", "delete", "12345678", "--yes"])
    assert "Deleted: 1." in done.output
    assert store.load("amzn1.a").is_new and links.learner_of("door:web:x", seconds) is None
    store.close()
