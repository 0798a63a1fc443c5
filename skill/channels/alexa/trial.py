"""A conversation of ten turns that says whether a deployed function answers, for `owl smoke`.

It is held by a reserved learner, who is forgotten at the end and left out of the metrics; Amazon's
own user ids look otherwise. The replies are judged from outside, as Alexa would see them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skill.channels.alexa.intents import ELICITED
from skill.channels.alexa.requests import SMOKE_LEARNER, STATE
from skill.channels.alexa.responses import LARGEST, apologies
from skill.channels.alexa.utterances import QUESTIONS
from skill.dialogue.state import from_dict

Json = Mapping[str, Any]
Invoke = Callable[[dict[str, Any]], Any]
_WHEN = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Tried:
    """One turn and what was wrong with its reply; "" where nothing was."""

    said: str
    wrong: str = ""


def trial(
    invoke: Invoke, *, skill_id: str, question: str, locale: str = "en-GB", remembers: bool = True
) -> list[Tried]:
    """Holds the conversation. `question` is one that the course answers; stops at the first fault,
    and forgets the learner in any case. remembers: learners' places are kept, so that the second
    session must offer to carry on (a table that cannot be written to shows in nothing else)."""
    told = []
    try:
        for tried in _turns(invoke, skill_id, question, locale, remembers):
            told.append(tried)
            if tried.wrong:
                break
    finally:
        forgotten = _forgotten(invoke, skill_id)
    return [*told, forgotten]


def capture_of(response: Any) -> str:
    """Which interaction model a reply is made for: one that elicits free words, or not."""
    return "elicit" if _elicited(response) else "intents"


def passed(turns: Sequence[Tried]) -> bool:
    """Whether nothing was wrong."""
    return not any(turn.wrong for turn in turns)


def _turns(
    invoke: Invoke, skill_id: str, question: str, locale: str, remembers: bool
) -> Iterator[Tried]:
    says: list[tuple[str, str]] = [
        ("open the skill", "LaunchRequest"), ("what topics are there", "TopicsIntent"),
        (question, ""), ("quiz me", "QuizIntent"), ("repeat", "AMAZON.RepeatIntent"),
        ("give me a hint", "HintIntent"), ("i don't know", "DontKnowIntent"),
        ("stop", "AMAZON.StopIntent"), ("open the skill", "LaunchRequest"),
        ("help", "AMAZON.HelpIntent"),
    ]  # fmt: skip
    attributes: Json = {}
    before: Any = None
    for number, (said, name) in enumerate(says):
        new = name == "LaunchRequest"
        intent = (name, {}) if name else _spoken(said, before)
        attributes = {} if new else attributes
        try:
            reply = invoke(_envelope(intent, skill_id, locale, new, attributes))
        except Exception as error:
            yield Tried(said, f"{type(error).__name__}: {error}"[:300])
            return
        wrong = _wrong(reply, ends=name == "AMAZON.StopIntent")
        if not wrong and remembers and new and number and not _offers_more(reply):
            wrong = (
                "the learner's place was not kept: is the table there, and may it be written to?"
            )
        yield Tried(said, wrong)
        attributes, before = _attributes(reply), reply


def _spoken(text: str, before: Any) -> tuple[str, dict[str, str]]:
    """The intent by which free words arrive: the one elicited, or the question word's own."""
    if slot := _elicited(before):
        return ELICITED[slot], {slot: text}
    first, _, rest = text.partition(" ")
    for intent in QUESTIONS:
        if intent.said == f"{first.lower()} {{query}}":
            return intent.name, {"query": rest}
    return "SearchIntent", {"query": text}


def _elicited(response: Any) -> str:
    found = response.get("response") if isinstance(response, Mapping) else None
    for directive in (found or {}).get("directives") or ():
        if directive.get("type") == "Dialog.ElicitSlot":
            return str(directive.get("slotToElicit", ""))
    return ""


def _offers_more(reply: Json) -> bool:
    """Whether the saved quiz is on offer: by the state, since words may change."""
    return from_dict(_attributes(reply).get(STATE)).offer == "resume"


def _attributes(response: Any) -> Json:
    found = response.get("sessionAttributes") if isinstance(response, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _wrong(reply: Any, ends: bool) -> str:
    """What Alexa or a learner would find wrong with a reply."""
    if not isinstance(reply, Mapping) or not isinstance(reply.get("response"), Mapping):
        return "no response came back"
    response = reply["response"]
    ssml = str((response.get("outputSpeech") or {}).get("ssml", ""))
    if not ssml:
        return "nothing was said"
    if any(words in ssml for words in apologies()):
        return f"it apologised: {ssml[7:90]}"
    if len(str(reply)) > LARGEST:
        return "the response is too large for Alexa"
    ended = response.get("shouldEndSession") is True
    if ended != ends:
        return "the session was ended" if ended else "the session was not ended"
    return ""


def _about(skill_id: str) -> dict[str, Any]:
    return {"application": {"applicationId": skill_id}, "user": {"userId": SMOKE_LEARNER}}


def _envelope(
    intent: tuple[str, dict[str, str]], skill_id: str, locale: str, new: bool, attributes: Json
) -> dict[str, Any]:
    name, slots = intent
    request: dict[str, Any] = {
        "type": name if new else "IntentRequest", "requestId": "smoke", "locale": locale,
        "timestamp": _WHEN,
    }  # fmt: skip
    if not new:
        filled = {slot: {"name": slot, "value": value} for slot, value in slots.items()}
        request |= {"dialogState": "STARTED", "intent": {"name": name, "slots": filled}}
    about = _about(skill_id)
    return {
        "version": "1.0",
        "session": {"new": new, "sessionId": "smoke", "attributes": dict(attributes), **about},
        "context": {"System": {**about, "device": {"supportedInterfaces": {}}}},
        "request": request,
    }


def _forgotten(invoke: Invoke, skill_id: str) -> Tried:
    """The reserved learner is forgotten, as when a skill is disabled."""
    request = {
        "type": "AlexaSkillEvent.SkillDisabled", "requestId": "smoke", "timestamp": _WHEN,
    }  # fmt: skip
    try:
        event = {"version": "1.0", "context": {"System": _about(skill_id)}, "request": request}
        invoke(event)
    except Exception as error:
        return Tried("(forget me)", f"{type(error).__name__}: {error}"[:300])
    return Tried("(forget me)")
