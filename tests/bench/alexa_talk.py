"""A transcript's conversation, held through the simulator with the Lambda handler."""

import re

from skill.bench.models import course_models
from skill.bench.session import Session
from skill.channels.alexa.composition import skill_handler
from skill.settings import Settings
from tests.conversation import Stage, filled, open_item


class AlexaTalk(Stage):
    """The same interface as `tests.conversation.CoreTalk`, one channel further out."""

    def __init__(self, tools, seed=1, capture="elicit", locale="en-GB", device="no-screen"):
        self.serve(tools, seed)
        self.capture = capture
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

    def touch(self, what):
        return self._heard(self.session.touch([what]))

    def listens(self):
        directives = self._body().get("directives", ())
        elicited = [d["slotToElicit"] for d in directives if d["type"] == "Dialog.ElicitSlot"]
        # What was lent for one question stays in force until something else is lent.
        lent = ""
        for exchange in self.exchanges:
            for directive in exchange.response["response"].get("directives", ()):
                if directive["type"] == "Dialog.UpdateDynamicEntities":
                    values = [v for kind in directive.get("types", ()) for v in kind["values"]]
                    lent = " ".join(value["name"]["value"] for value in values)
        return (elicited[0] if elicited else None), lent

    def pace(self):
        ssml = self._body()["outputSpeech"]["ssml"]
        found = re.search(r'<prosody rate="(\d+)%"', ssml)
        return "normal" if not found else "slow" if int(found[1]) < 100 else "fast"

    def new(self):
        self.session.end()

    def _body(self):
        return self.exchanges[-1].response["response"]

    def _heard(self, exchange):
        assert exchange.faults == (), exchange.faults
        if exchange.response:
            self.exchanges.append(exchange)
        return exchange.speech
