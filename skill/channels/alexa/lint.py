"""Amazon's rules for an interaction model, checked offline.

Sources: Alexa Skills Kit, "Create Intents, Utterances, and Slots", "Slot Type Reference",
"Choose the Invocation Name", "Dialog Interface Reference"; the limits are Amazon's own.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skill.content.invocation import invocation_faults

MOST_BYTES = 1_500_000
MOST_INTENTS = 250
MOST_VALUES = 50_000
LONGEST_VALUE = 140
MOST_SAMPLE = 200
"""Characters of a sample: far more than anyone says."""
REQUIRED = ("AMAZON.CancelIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent",
            "AMAZON.NavigateHomeIntent")  # fmt: skip
PHRASES = ("AMAZON.SearchQuery",)

_SAMPLE = re.compile(r"(?:[a-zà-ÿ' _-]|(?<![^\W_]{2})\.|\{[a-zA-Z_]+\})+", re.IGNORECASE)
_SLOT = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")
_TYPE = re.compile(r"[A-Za-z][A-Za-z_]*")

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """One rule that is broken, and where."""

    place: str
    rule: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}"


def lint(model: Json, keep_fallback: bool = False) -> list[Problem]:
    """Every rule that `model` (a whole interaction model file) breaks, in its order.

    keep_fallback: FallbackIntent stands in an elicited model on purpose.
    """
    language = model["interactionModel"]["languageModel"]
    dialog = model["interactionModel"].get("dialog") or {}
    return [
        Problem(place, rule)
        for check in (_whole(model), _invocation(language), _types(language), _intents(language),
                      _collisions(language),
                      _dialog(model["interactionModel"], language, dialog, keep_fallback))
        for place, rule in check
    ]  # fmt: skip


Found = Iterator[tuple[str, str]]


def _whole(model: Json) -> Found:
    size = len(json.dumps(model, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        yield "model", f"{size} bytes, expected at most {MOST_BYTES}"


def _invocation(language: Json) -> Found:
    for fault in invocation_faults(language.get("invocationName", "")):
        yield "invocationName", fault


def _types(language: Json) -> Found:  # noqa: C901
    total = 0
    for name, count in Counter(t["name"] for t in language.get("types", ())).items():
        if count > 1:
            yield f"types.{name}", "defined twice"
    for slot_type in language.get("types", ()):
        place = f"types.{slot_type['name']}"
        if not _TYPE.fullmatch(slot_type["name"]):
            yield place, "a slot type's name starts with a letter and has letters and underscores"
        if not slot_type.get("values"):
            yield place, "a slot type needs at least one value"
        names, ids = Counter[str](), Counter[str]()
        for at, value in enumerate(slot_type.get("values", ())):
            phrases = [value["name"]["value"], *value["name"].get("synonyms", ())]
            total += len(phrases)
            names.update({p.lower() for p in phrases})
            ids.update([value["id"]] if value.get("id") else [])
            for phrase in phrases:
                yield from ((f"{place}.values[{at}]", rule) for rule in _value_faults(phrase))
        for phrase, count in names.items():
            if count > 1:
                yield place, f'"{phrase}" stands for {count} values'
        for value_id, count in ids.items():
            if count > 1:
                yield place, f'the id "{value_id}" stands for {count} values'
    if total > MOST_VALUES:
        yield "types", f"{total} values and synonyms, expected at most {MOST_VALUES}"


def _value_faults(phrase: str) -> Iterator[str]:
    if not phrase.strip():
        yield "an empty value"
    elif len(phrase) > LONGEST_VALUE:
        yield f'"{phrase[:20]}...": {len(phrase)} characters, expected at most {LONGEST_VALUE}'
    elif not _SAMPLE.fullmatch(phrase) or "{" in phrase:
        yield f'"{phrase}": letters, spaces, apostrophes, hyphens and initials only'


def _intents(language: Json) -> Found:
    intents = language["intents"]
    names = Counter(intent["name"] for intent in intents)
    yield from ((f"intents.{n}", "defined twice") for n, count in names.items() if count > 1)
    yield from ((f"intents.{n}", "required, and missing") for n in REQUIRED if n not in names)
    if len(intents) > MOST_INTENTS:
        yield "intents", f"{len(intents)} intents, expected at most {MOST_INTENTS}"
    known = {slot_type["name"] for slot_type in language.get("types", ())}
    for intent in intents:
        yield from _intent(intent, known)


def _intent(intent: Json, known: set[str]) -> Found:  # noqa: C901
    place = f"intents.{intent['name']}"
    own = not intent["name"].startswith("AMAZON.")
    if own and not _NAME.fullmatch(intent["name"]):
        yield place, "an intent's name starts with a letter and has letters and underscores"
    slots = {slot["name"]: slot.get("type", "") for slot in intent.get("slots", ())}
    if len(slots) < len(intent.get("slots", ())):
        yield place, "a slot is defined twice"
    for name, kind in slots.items():
        if not _NAME.fullmatch(name):
            yield f"{place}.slots.{name}", "a slot's name has letters and underscores"
        if not kind.startswith("AMAZON.") and kind not in known:
            yield f"{place}.slots.{name}", f'the type "{kind}" is not defined'
    if sum(kind in PHRASES for kind in slots.values()) > 1:
        yield place, "one phrase slot at most"
    if own and not intent.get("samples"):
        yield place, "an intent needs a sample"
    for at, sample in enumerate(intent.get("samples", ())):
        yield from _sample(f"{place}.samples[{at}]", sample, slots, carrier=True)
    used = {name for sample in intent.get("samples", ()) for name in _SLOT.findall(sample)}
    for slot in intent.get("slots", ()):
        if slot["name"] not in used and not slot.get("samples"):
            yield f"{place}.slots.{slot['name']}", "no sample fills it"
        for at, sample in enumerate(slot.get("samples", ())):
            here = f"{place}.slots.{slot['name']}.samples[{at}]"
            yield from _sample(here, sample, slots, carrier=False)
            if slot["name"] not in _SLOT.findall(sample):
                yield here, f"a slot's own sample holds {{{slot['name']}}}"


def _sample(place: str, sample: str, slots: Mapping[str, str], carrier: bool) -> Found:
    """`carrier`: a phrase slot needs words around it (a slot's own samples may do without)."""
    if not sample.strip():
        yield place, "an empty sample"
        return
    if not _SAMPLE.fullmatch(sample):
        yield place, f'"{sample}": letters, spaces, apostrophes, hyphens, initials and slots only'
    if len(sample) > MOST_SAMPLE:
        yield place, f"{len(sample)} characters, expected at most {MOST_SAMPLE}"
    used = _SLOT.findall(sample)
    for name in used:
        if name not in slots:
            yield place, f"the slot {{{name}}} is not defined"
    if len(set(used)) < len(used):
        yield place, "a slot stands twice in one sample"
    phrases = [name for name in used if slots.get(name) in PHRASES]
    if phrases and len(used) > 1:
        yield place, f"the phrase slot {{{phrases[0]}}} stands beside another slot"
    if phrases and carrier and not _SLOT.sub("", sample).strip():
        yield place, f"the phrase slot {{{phrases[0]}}} needs a carrier phrase"


def _collisions(language: Json) -> Found:
    """Samples that stand twice, slots compared by place: Alexa could not tell them apart."""
    first: dict[str, str] = {}
    for intent in language["intents"]:
        types = {slot["name"]: slot.get("type", "") for slot in intent.get("slots", ())}
        for at, sample in enumerate(intent.get("samples", ())):
            place = f"intents.{intent['name']}.samples[{at}]"
            parts = _SLOT.split(sample.lower())
            parts[1::2] = [f"{{{types.get(name, name)}}}" for name in parts[1::2]]
            key = " ".join("".join(parts).split())
            if key in first:
                yield place, f'"{sample}" also stands at {first[key]}'
            first.setdefault(key, place)


def _dialog(whole: Json, language: Json, dialog: Json, keep_fallback: bool) -> Found:
    prompts = {prompt["id"] for prompt in whole.get("prompts") or ()}
    intents = {intent["name"]: intent for intent in language["intents"]}
    if dialog and "AMAZON.FallbackIntent" in intents and not keep_fallback:
        yield "intents.AMAZON.FallbackIntent", "it swallows the words of an elicited slot"
    for entry in dialog.get("intents", ()):
        place = f"dialog.{entry['name']}"
        if entry["name"] not in intents:
            yield place, "the intent is not defined"
            continue
        types = {s["name"]: s.get("type") for s in intents[entry["name"]].get("slots", ())}
        for slot in entry.get("slots", ()):
            if types.get(slot["name"]) != slot["type"]:
                yield f"{place}.{slot['name']}", "not a slot of the intent with this type"
            prompt = slot.get("prompts", {}).get("elicitation")
            if slot.get("elicitationRequired") and prompt not in prompts:
                yield f"{place}.{slot['name']}", f'the prompt "{prompt}" is not defined'
