"""One of several devices on which a learner is quizzed at once. Run by test_two_devices."""

import random
import sys

from skill.compose import tools_for
from skill.content.loading import load_course
from skill.dialogue.acts import Act, UserTurn
from skill.learner.stores.sqlite import SqliteStore
from skill.service import Service
from skill.settings import Settings
from tests.conversation import FROZEN


def main(path: str, topic: str, questions: int) -> None:
    """A whole quiz on one topic, of which nothing is known."""
    settings = Settings(content=FROZEN)
    tools = tools_for(load_course(settings.content), settings)
    service = Service(tools, SqliteStore(path, busy_seconds=10), rng=random.Random(topic))
    print("ready", flush=True)
    sys.stdin.readline()
    said = f"{questions} questions on {topic}"
    turned = service.take_turn(UserTurn(Act.SAID, said, opens=True), None, "shared")
    while turned.state.get("quiz"):
        assert "storage" not in turned.log, turned.log
        turned = service.take_turn(UserTurn(Act.SAID, "i don't know"), turned.state, "shared")
        if item := turned.log.get("marked"):
            print(item, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
