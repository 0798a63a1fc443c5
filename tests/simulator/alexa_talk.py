"""A transcript's conversation, held through the simulator with the Lambda handler."""

import random

from skill.channels.alexa.composition import skill_handler
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from skill.settings import Settings
from skill.simulator.models import course_models
from skill.simulator.session import Session
from tests.conversation import Clock, filled, open_item


class AlexaTalk:
    """The same interface as `tests.conversation.CoreTalk`, one channel further out."""

    def __init__(self, tools, seed=1, capture="elicit", locale="en-GB", device="no-screen"):
        self.clock, self.course, self.capture = Clock(), tools.course, capture
        self.service = Service(
            tools, MemoryStore(), clock=self.clock, rng=random.Random(seed), sleep=lambda _: None
        )
        self.session = Session(
            skill_handler(Settings(capture=capture), service=lambda: self.service),
            course_models(tools.course, capture),
            locale=locale,
            device=device,
            clock=self.clock,
        )
        self.exchanges = []

    @property
    def open(self):
        return self.session.open

    @property
    def state(self):
        response = self.exchanges[-1].response if self.exchanges else None
        return (response or {}).get("sessionAttributes", {}).get("owl")

    def say(self, text):
        item = self.course.item(open_item(self.state))
        # Without elicited slots a long phrase needs a carrier to be caught at all.
        carried = self.capture == "intents" and text == "{right}" and item and item.kind == "list"
        said = filled(text, item)
        return self._heard(self.session.say(f"my answer is {said}" if carried else said))

    def silence(self):
        return self._heard(self.session.silence())

    def new(self):
        self.session.end()

    def _heard(self, exchange):
        assert exchange.faults == (), exchange.faults
        if exchange.response:
            self.exchanges.append(exchange)
        return exchange.speech
