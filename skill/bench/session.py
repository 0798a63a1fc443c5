"""A device in a room: what is said to it becomes requests, what comes back is heard."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from skill.bench import envelopes
from skill.bench.commands import EXITS
from skill.bench.envelopes import Ending, Json, Setting
from skill.bench.exchange import Exchange, plain_speech, shown_card
from skill.bench.hearing import Entities, transcript
from skill.bench.invocation import invocation
from skill.bench.understanding import Understanding, Understood
from skill.channels.alexa.wellformed import problems

_PROBLEM = "There was a problem with the requested skill's response."

Handler = Callable[[Json, Any], Json]
Models = Callable[[str], Mapping[str, Any]]
"""Gives the interaction model of a locale."""


class Session:
    """A device and the session it holds with one skill.

    Args:
        handler: the skill; called with (event, context).
        models: the interaction model of a locale.
        locale: one of the model's locales.
        device: a name from `envelopes.DEVICES`.
        user: the opaque id of the account.
        clock: gives the time, aware.
    """

    def __init__(
        self, handler: Handler, models: Models, *, locale: str = "en-GB", device: str = "no-screen",
        user: str = "amzn1.ask.account.SIMULATED", clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ):  # fmt: skip
        self._handler, self._models, self._clock = handler, models, clock
        self._number = 0
        self._sessions = 0
        self.setting = Setting("", user, device, locale)
        self.open = False
        self._forget_dialog()
        self._understanding = self._understand_locale(locale)

    def _understand_locale(self, locale: str) -> Understanding:
        model = self._models(locale)
        dialog = model["interactionModel"].get("dialog", {}).get("intents", ())
        self._in_dialog = {intent["name"] for intent in dialog}
        return Understanding(model, self.setting.skill, self._clock().date())

    def _forget_dialog(self) -> None:
        self._attributes: Json = {}
        self._elicited: tuple[str, str] | None = None
        self._dynamic: dict[str, Entities] = {}
        self._reprompt = ""
        self._silences = 0

    def use(self, *, locale: str | None = None, device: str | None = None) -> None:
        """Change the locale or the device; an open session is left as it is.

        Raises ValueError for a name that does not exist.
        """
        if device is not None and device not in envelopes.DEVICES:
            raise ValueError(f"expected one of {', '.join(envelopes.DEVICES)}, got {device}")
        self._understanding = self._understand_locale(locale or self.setting.locale)
        self.setting = replace(
            self.setting, locale=locale or self.setting.locale, device=device or self.setting.device
        )

    @property
    def invocation_name(self) -> str:
        """What follows "Alexa, open"."""
        return self._understanding.invocation

    def new(self) -> None:
        """Hang up without a word and forget the session, as when the device is unplugged."""
        self.open = False
        self._forget_dialog()

    def say(self, typed: str) -> Exchange:
        """Say something. With no session open, words without the skill's name are taken as
        if they followed "Alexa, ask <name>"."""
        heard = transcript(typed)
        woken = invocation(heard, self._understanding.invocation)
        if not heard:
            return self.silence()
        if self.open and heard in EXITS:
            return replace(self.end(), said=typed)
        if woken is None and not self.open:
            woken = invocation(
                f"ask {self._understanding.invocation} {heard}", self.invocation_name
            )
        if woken is not None:
            return self._wake(typed, woken.requests)
        understood = self._understood(heard)
        if understood is None:
            # With nothing to map the words to, Alexa asks again by itself.
            return Exchange(typed, speech=self._reprompt, reprompt=self._reprompt, listening=True)
        return self._send(typed, self._intent(understood))

    def _understood(self, heard: str) -> Understood | None:
        if self._elicited is None:
            return self._understanding.understand(heard, self._dynamic)
        return self._understanding.elicited(heard, *self._elicited, self._dynamic)

    def _intent(self, understood: Understood) -> Json:
        name = understood.intent
        return envelopes.intent(name, understood.slots, name in self._in_dialog)

    def _wake(self, typed: str, readings: tuple[str, ...]) -> Exchange:
        if self.open:
            self.end("USER_INITIATED")
        self._sessions += 1
        self.open, session = True, f"amzn1.echo-api.session.{self._sessions}"
        self._forget_dialog()
        self.setting = replace(self.setting, session=session)
        understood = filter(None, map(self._understanding.understand, readings))
        best = next(understood, None)
        request = self._intent(best) if best else envelopes.launch()
        return self._send(typed, request, new=True)

    def silence(self) -> Exchange:
        """Say nothing: Alexa speaks the reprompt, and after more silence ends the session."""
        if not self.open:
            return Exchange("")
        self._silences += 1
        if self._silences == 1 and self._reprompt:
            return Exchange("", speech=self._reprompt, reprompt=self._reprompt, listening=True)
        return self.end("EXCEEDED_MAX_REPROMPTS")

    def touch(self, arguments: list[Any]) -> Exchange:
        """Touch an element of the screen that sends these arguments."""
        said = f"[touches {' '.join(map(str, arguments))}]"
        return self._send(said, envelopes.touched(arguments), new=not self.open)

    def end(self, reason: Ending = "USER_INITIATED") -> Exchange:
        """End the session from the device's side."""
        if not self.open:
            return Exchange("")
        return self._send("", envelopes.ended(reason))

    def send(self, event: Json) -> Exchange:
        """Send an envelope as it stands, in this session."""
        return self._deliver("[an envelope]", event)

    def _send(self, said: str, request: Json, new: bool = False) -> Exchange:
        self._number += 1
        event = envelopes.envelope(
            request, self.setting, new=new, attributes=self._attributes, number=self._number,
            now=self._clock(),
        )  # fmt: skip
        return self._deliver(said, event)

    def _deliver(self, said: str, event: Json) -> Exchange:
        started = time.perf_counter()
        try:
            response = self._handler(event, None)
        except Exception as error:
            # As in Lambda, where the caller learns only that the function failed.
            fault = f"the skill failed: {type(error).__name__}: {error}"
            return self._refused(Exchange(said, event, faults=(fault,)))
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        faults = (*problems(response, event), *self._undeclared(response))
        exchange = self._hear(
            Exchange(said, event, response, faults=faults, milliseconds=milliseconds)
        )
        if event["request"].get("type") == "SessionEndedRequest":
            self.new()
            return exchange
        return self._refused(exchange) if faults else exchange

    def _refused(self, exchange: Exchange) -> Exchange:
        """What the room hears when Alexa cannot use the skill's response."""
        if exchange.request and exchange.request["request"].get("type") != "SessionEndedRequest":
            self.end("ERROR")
        self.new()
        return replace(exchange, speech=_PROBLEM, listening=False)

    def _undeclared(self, response: Any) -> list[str]:
        """Slots that are elicited although the model's dialog does not hold their intent."""
        body = response.get("response") if isinstance(response, dict) else None
        directives = body.get("directives", ()) if isinstance(body, dict) else ()
        elicited = (d for d in directives if d.get("type") == "Dialog.ElicitSlot")
        names = [(d.get("updatedIntent") or {}).get("name") for d in elicited]
        return [f"{n} is not in the model's dialog" for n in names if n not in self._in_dialog]

    def _hear(self, exchange: Exchange) -> Exchange:
        if exchange.faults or exchange.response is None:
            return exchange
        body = exchange.response["response"]
        listening = body.get("shouldEndSession") is False
        speech = plain_speech(body.get("outputSpeech"))
        reprompt = plain_speech((body.get("reprompt") or {}).get("outputSpeech"))
        if speech or "shouldEndSession" in body:
            self._attributes = dict(exchange.response.get("sessionAttributes", {}))
            self._reprompt, self._silences = reprompt, 0
            self._directed(body.get("directives", ()))
            self.open = listening
        shown = (
            d for d in body.get("directives", ()) if d["type"].startswith("Alexa.Presentation")
        )
        return replace(
            exchange, speech=speech, reprompt=reprompt, listening=listening,
            card=shown_card(body.get("card")), screen=next(shown, None),
        )  # fmt: skip

    def _directed(self, directives: Any) -> None:
        self._elicited = None
        for directive in directives:
            if directive["type"] == "Dialog.ElicitSlot":
                intent = directive["updatedIntent"]["name"]
                # A model that does not hold the dialog would have the response refused.
                self._elicited = (
                    (intent, directive["slotToElicit"]) if intent in self._in_dialog else None
                )
            elif directive["type"] == "Dialog.UpdateDynamicEntities":
                lent = directive.get("types", ())
                self._dynamic = {t["name"]: Entities(t["values"]) for t in lent}
