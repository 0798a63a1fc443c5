"""The Dialog directives: which slot the open microphone fills, and what it is likely to hear.

Sources: Alexa Skills Kit, "Dialog Interface Reference" and "Use Dynamic Entities".
"""

from functools import lru_cache
from typing import Any

from skill.channels.alexa.intents import ANSWER_TYPE, ELICITED
from skill.channels.alexa.utterances import ANSWER_INTENT
from skill.dialogue.reply import Answer, Expectation

ANSWER_SLOTS = ("answer", "year", "number", "option")
"""The slots of the answer intent."""
MOST_ENTITIES = 100
"""Values and synonyms that one update of dynamic entities may hold."""
LONGEST_VALUE = 140

CLEAR: dict[str, Any] = {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "CLEAR"}


def elicit(expects: Expectation) -> dict[str, Any]:
    """Give the learner's next words to the slot that fits the open question.

    `updatedIntent` is always named: a launch or a touch has no intent to infer it from. It
    holds every slot of the intent, empty, so that no earlier answer lingers in one.
    """
    slot, intent = expects.slot, ELICITED[expects.slot]
    slots = ANSWER_SLOTS if intent == ANSWER_INTENT else (slot,)
    return {
        "type": "Dialog.ElicitSlot",
        "slotToElicit": slot,
        "updatedIntent": {
            "name": intent,
            "confirmationStatus": "NONE",
            "slots": {name: {"name": name, "confirmationStatus": "NONE"} for name in slots},
        },
    }


@lru_cache(maxsize=1_000)
def _spelled(text: str) -> str:
    """Spelling is most of a warm turn's channel work, and answers come again."""
    from skill.channels.alexa.spoken import spell

    return spell(text)[:LONGEST_VALUE].strip()


def lend(answers: tuple[Answer, ...]) -> dict[str, Any] | None:
    """Lean recognition towards the accepted answers; None when none of them can be spoken."""
    values: list[dict[str, Any]] = []
    taken: set[str] = set()
    for answer in answers:
        forms = [_spelled(text) for text in (answer.value, *answer.synonyms)]
        fresh = [form for form in dict.fromkeys(forms) if form and form not in taken]
        fresh = fresh[: MOST_ENTITIES - len(taken)]
        if fresh:
            taken.update(fresh)
            name = {"value": fresh[0], "synonyms": fresh[1:]}
            values.append({"id": answer.id[:40], "name": name})
    if not values:
        return None
    return {
        "type": "Dialog.UpdateDynamicEntities",
        "updateBehavior": "REPLACE",
        "types": [{"name": ANSWER_TYPE, "values": values}],
    }
