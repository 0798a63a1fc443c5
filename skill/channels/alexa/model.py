"""The interaction model, built from a course and the intent definitions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from skill.channels.alexa.intents import (
    ANSWER_TYPE,
    BUILT_IN,
    CUSTOM,
    ELICITED,
    OPTION_TYPE,
    SLOT_SAMPLES,
    SLOT_TYPES,
    TOPIC_TYPE,
    Capture,
    Intent,
    built_in_names,
    custom_intents,
)
from skill.channels.alexa.values import answer_values, option_values, topic_values
from skill.content.course import Course

LOCALES = ("en-GB", "en-US", "en-AU", "en-CA", "en-IN")
CAPTURES: tuple[Capture, ...] = get_args(Capture)
FOLDERS: dict[Capture, str] = {"elicit": "custom", "intents": "intents"}

_PROMPTS = {
    "words": "What would you like to say?",
    "answer": "What's your answer?",
    "year": "Which year?",
    "number": "What number?",
}


def build_model(
    course: Course, locale: str = "en-GB", capture: Capture = "elicit", keep_fallback: bool = False
) -> dict[str, Any]:
    """The interaction model of one locale and capture, as Amazon's JSON.

    keep_fallback: leave FallbackIntent in the elicited model, where a console will not build
    without it (docs/deploy.md); it is in the other in any case.

    Raises ValueError for a locale or a capture that does not exist.
    """
    if locale not in LOCALES or capture not in CAPTURES:
        raise ValueError(f"expected one of {LOCALES} and {CAPTURES}, got {locale}, {capture}")
    types = _slot_types(course)
    known = {slot_type["name"] for slot_type in types}
    language: dict[str, Any] = {
        "invocationName": course.info.invocation_name,
        "intents": [
            *(
                {"name": n, "samples": list(BUILT_IN[n].samples)}
                for n in built_in_names(capture, keep_fallback)
            ),
            *filter(None, (_intent(i, known, capture) for i in custom_intents(capture))),
        ],
        "types": types,
    }
    if capture == "intents":
        level = {"level": "LOW"}
        language["modelConfiguration"] = {"fallbackIntentSensitivity": level}
        return {"interactionModel": {"languageModel": language}}
    return {
        "interactionModel": {
            "languageModel": language,
            "dialog": _dialog(known),
            "prompts": _prompts(known),
        }
    }


def _available(slot: str, known: set[str]) -> bool:
    slot_type = SLOT_TYPES[slot]
    return slot_type.startswith("AMAZON.") or slot_type in known


def _intent(intent: Intent, known: set[str], capture: Capture) -> dict[str, Any] | None:
    """An intent with the samples whose slot types exist; None when no sample is left."""
    samples = [s for s in intent.samples if all(_available(slot, known) for slot in slots_in(s))]
    if not samples:
        return None
    names = dict.fromkeys(slot for sample in samples for slot in slots_in(sample))
    slots = []
    for name in names:
        slot: dict[str, Any] = {"name": name, "type": SLOT_TYPES[name]}
        if capture == "elicit" and ELICITED.get(name) == intent.name:
            slot["samples"] = list(SLOT_SAMPLES[name])
        slots.append(slot)
    return {"name": intent.name, **({"slots": slots} if slots else {}), "samples": samples}


def slots_in(sample: str) -> list[str]:
    """The slot names in a sample, in order."""
    return [part.split("}")[0] for part in sample.split("{")[1:]]


def _elicited(known: set[str]) -> Iterator[tuple[str, str]]:
    return ((slot, intent) for slot, intent in ELICITED.items() if _available(slot, known))


def _dialog(known: set[str]) -> dict[str, Any]:
    """The dialog rules. Every slot of an intent is listed, as Amazon's own models do."""
    intents = []
    for name in dict.fromkeys(ELICITED.values()):
        definition = _intent(CUSTOM[name], known, "elicit") or {"slots": []}
        intents.append(
            {
                "name": name,
                "delegationStrategy": "SKILL_RESPONSE",
                "confirmationRequired": False,
                "prompts": {},
                "slots": [_dialog_slot(name, slot["name"]) for slot in definition["slots"]],
            }
        )
    return {"intents": intents, "delegationStrategy": "SKILL_RESPONSE"}


def _dialog_slot(intent: str, slot: str) -> dict[str, Any]:
    elicited = slot in ELICITED
    return {
        "name": slot,
        "type": SLOT_TYPES[slot],
        "elicitationRequired": elicited,
        "confirmationRequired": False,
        "prompts": {"elicitation": f"Elicit.{intent}.{slot}"} if elicited else {},
    }


def _prompts(known: set[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"Elicit.{name}.{slot}",
            "variations": [{"type": "PlainText", "value": _PROMPTS[slot]}],
        }
        for slot, name in _elicited(known)
    ]


def _slot_types(course: Course) -> list[dict[str, Any]]:
    types = [
        {"name": ANSWER_TYPE, "values": answer_values(course)},
        {"name": TOPIC_TYPE, "values": topic_values(course)},
        {"name": OPTION_TYPE, "values": option_values()},
    ]
    return [slot_type for slot_type in types if slot_type["values"]]


def model_text(model: dict[str, Any]) -> str:
    """A model as it stands in its file: indented, with one slot value a line."""
    language = model["interactionModel"]["languageModel"]
    short = [{**t, "values": f"@{n}"} for n, t in enumerate(language["types"])]
    whole = {
        "interactionModel": {
            **model["interactionModel"],
            "languageModel": {**language, "types": short},
        }
    }
    text = json.dumps(whole, indent=2, ensure_ascii=False)
    for n, slot_type in enumerate(language["types"]):
        lines = ",\n".join(f"{' ' * 12}{_line(value)}" for value in slot_type["values"])
        text = text.replace(f'"values": "@{n}"', f'"values": [\n{lines}\n{" " * 10}]', 1)
    return text + "\n"


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def model_files(course: Course, folder: Path, keep_fallback: bool = False) -> dict[Path, str]:
    """Every model file of a course below `folder` (usually `interaction_model`), as text:
    `custom/<locale>.json` in the elicited capture, `intents/<locale>.json` in the other."""
    return {
        folder / FOLDERS[capture] / f"{locale}.json": model_text(
            build_model(course, locale, capture, keep_fallback)
        )
        for capture in CAPTURES
        for locale in course.info.locales
    }
