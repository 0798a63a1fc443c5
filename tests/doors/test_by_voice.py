"""A link code said to Alexa, as its envelopes bring it."""

import random

import pytest

from skill.bench.models import course_models
from skill.bench.session import Session
from skill.channels.alexa.composition import skill_handler
from skill.compose import build_service
from skill.doors.opening import open_door
from skill.keeping import open_slips
from skill.settings import from_environment
from tests.conversation import FROZEN, Clock

LINKING = {"LINKING": "on", "CHILD_DIRECTED": "no", "LEARNER_STORE": "memory"}


@pytest.fixture
def talk(course, tools, tmp_path):
    """(say, door) over one service, put together from the environment's settings."""

    def made(**environment: str):
        settings = from_environment(
            {**LINKING, "CONTENT": str(FROZEN), "OWL_CACHE": str(tmp_path), **environment}
        )
        clock = Clock()
        service = build_service(settings, course=course, clock=clock, rng=random.Random(1))
        service.tools = tools
        session = Session(
            skill_handler(settings, service=lambda: service),
            course_models(course, settings.capture),
        )
        door = open_door("web", settings, lambda: service)
        door._clock = clock
        return (lambda text: session.say(text).speech), door, settings

    return made


def test_it_is_heard_in_mid_quiz_and_the_question_stays_open(talk):
    # CAPTURE=intents has no samples for it: the model that is certified knows nothing of linking.
    say, door, _ = talk()
    say("alexa open revision owl")
    say("quiz me on the five year plans")
    code = door.link_code("d" * 32)
    said = say("link code " + " ".join(code.digits))
    assert "linked" in said
    assert door.is_linked("d" * 32)
    assert "Unlinked" in say("unlink this device")


def test_for_children_nothing_is_linked_whatever_the_switch_says(talk):
    say, door, settings = talk(CHILD_DIRECTED="yes")
    say("alexa open revision owl")
    assert "link" not in say("link code one two three four five six").lower()
    assert door.link_code("d" * 32) is None and open_slips(settings)
