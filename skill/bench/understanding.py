"""A stand-in for Alexa's language understanding, over a built interaction model.

Home Assistant's hassil was looked at first. It matches text against templates of its own
language, and could match these samples too; but what makes Alexa what it is stands outside
it (phrase slots that swallow the carrier's neighbours, custom slots that take words they do
not list, entity resolution, dynamic entities, elicited slots, Fallback), its templates
would have to be generated from the model, and its syntax characters may occur in a course.
What is taken over is its idea of the best match: of several, the one with the most literal
words, and a listed value before a free one. Real recognition is statistical; this is its
predictable core.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from skill.bench.commands import KNOWN
from skill.bench.hearing import Entities, four_digits, iso_date, whole_number
from skill.channels.alexa.spoken import spell

LONGEST_STRAY = 4
"""Words of an unlisted value that a bare custom slot still takes before Fallback does."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Understood:
    """An intent with its slots, as they stand in an envelope."""

    intent: str
    slots: Mapping[str, Json]


@dataclass(frozen=True)
class _Sample:
    intent: str
    pattern: re.Pattern[str]
    slots: Mapping[str, str]
    literal: int
    """Its literal words."""


class Understanding:
    """Turns an utterance into an intent.

    Args:
        model: an interaction model, as its file holds it.
        skill: the skill's id, which entity resolution names.
        today: for relative dates.
    """

    def __init__(self, model: Mapping[str, Any], skill: str, today: date):
        language = model["interactionModel"]["languageModel"]
        self.invocation: str = language["invocationName"]
        self._skill, self._today = skill, today
        self._intents = {intent["name"]: intent for intent in language["intents"]}
        self._types = {t["name"]: Entities(t.get("values", ())) for t in language.get("types", ())}
        self._exact = dict(self._exact_samples())
        self._samples = list(self._patterns())

    def _exact_samples(self) -> Iterator[tuple[str, str]]:
        for name in self._intents:
            yield from ((phrase, name) for phrase in KNOWN.get(name, ()))
        for name, intent in self._intents.items():
            yield from ((s, name) for s in intent.get("samples", ()) if "{" not in s)

    def _patterns(self) -> Iterator[_Sample]:
        for name, intent in self._intents.items():
            types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
            for sample in intent.get("samples", ()):
                if "{" in sample:
                    yield _compile(name, sample, types)

    def understand(
        self, heard: str, dynamic: Mapping[str, Entities] | None = None
    ) -> Understood | None:
        """The intent for a whole utterance, or None when nothing fits and there is no Fallback.

        Args:
            heard: words as `transcript` writes them.
            dynamic: the dynamic entities in force, by type.
        """
        exact = self._exact.get(heard) or self._exact.get(spell(heard))
        if exact:
            return Understood(exact, self._slots(exact, {}))
        best: tuple[tuple[int, int, int], Understood] | None = None
        for sample in self._samples:
            match = sample.pattern.fullmatch(heard)
            slots = match and self._fill(sample.slots, match.groupdict(), dynamic or {})
            if not slots:
                continue
            rank = self._rank(sample, slots, heard)
            if rank and (best is None or rank > best[0]):
                best = rank, Understood(sample.intent, self._slots(sample.intent, slots))
        if best:
            return best[1]
        fallback = "AMAZON.FallbackIntent"
        return Understood(fallback, {}) if fallback in self._intents else None

    def _rank(
        self, sample: _Sample, slots: Mapping[str, Json], heard: str
    ) -> tuple[int, int, int] | None:
        """How well a sample fits: listed values before free ones, then literal words, then
        figures before names. None when the fit is too loose to be heard at all."""
        figures = sum(kind.startswith("AMAZON.") for kind in sample.slots.values())
        if all(_is_listed(slot) for slot in slots.values()):
            return 2, sample.literal, figures
        if sample.literal == 0 and "AMAZON.FallbackIntent" in self._intents:
            return None if len(heard.split()) > LONGEST_STRAY else (0, 0, 0)
        return 1 if sample.literal else 0, sample.literal, figures

    def elicited(
        self, heard: str, intent: str, slot: str, dynamic: Mapping[str, Entities] | None = None
    ) -> Understood | None:
        """The same while a slot is elicited: its words go into that slot.

        Exact built-in commands keep their intent; words that a number slot cannot hold are
        understood as if nothing were elicited.
        """
        command = self._exact.get(heard)
        if command and command.startswith("AMAZON."):
            return Understood(command, {})
        definition = next(s for s in self._intents[intent]["slots"] if s["name"] == slot)
        best: tuple[tuple[bool, int], Json] | None = None
        for text in definition.get("samples", ()):
            sample = _compile(intent, text, {slot: definition["type"]})
            match = sample.pattern.fullmatch(heard)
            filled = match and self._fill(sample.slots, match.groupdict(), dynamic or {})
            if filled:
                rank = _is_listed(filled[slot]), sample.literal
                best = max(best, (rank, filled), key=lambda b: b[0]) if best else (rank, filled)
        if best is None:
            return self.understand(heard, dynamic)
        return Understood(intent, self._slots(intent, best[1]))

    def _slots(self, intent: str, filled: Mapping[str, Json]) -> dict[str, Json]:
        """Every slot of the intent; those without a value as Alexa sends them."""
        names = [slot["name"] for slot in self._intents[intent].get("slots", ())]
        return {
            name: filled.get(name) or {"name": name, "confirmationStatus": "NONE", "source": "USER"}
            for name in names
        }

    def _fill(
        self, types: Mapping[str, str], words: Mapping[str, str], dynamic: Mapping[str, Entities]
    ) -> dict[str, Json] | None:
        """The slots' values, or None when one cannot hold its words."""
        filled = {}
        for name, kind in types.items():
            slot = self._value(kind, words[name], dynamic.get(kind))
            if slot is None:
                return None
            filled[name] = {"name": name, **slot, "confirmationStatus": "NONE", "source": "USER"}
        return filled

    def _value(self, kind: str, words: str, dynamic: Entities | None) -> Json | None:
        readers: dict[str, Callable[[str], Any]] = {
            "AMAZON.NUMBER": whole_number,
            "AMAZON.FOUR_DIGIT_NUMBER": four_digits,
            "AMAZON.DATE": lambda said: iso_date(said, self._today),
        }
        if kind in readers:
            value = readers[kind](words)
            return None if value is None else _simple(value)
        if kind not in self._types:
            return _simple(words)
        static = self._authority(
            f"amzn1.er-authority.echo-sdk.{self._skill}.{kind}", words, self._types[kind]
        )
        if dynamic is None:
            return _simple(words, [static])
        lent = self._authority(
            f"amzn1.er-authority.echo-sdk.dynamic.{self._skill}.{kind}", words, dynamic
        )
        return _simple(words, [static, lent])

    @staticmethod
    def _authority(name: str, words: str, entities: Entities) -> Json:
        found = entities.matching(words)
        code = "ER_SUCCESS_MATCH" if found else "ER_SUCCESS_NO_MATCH"
        values = {"values": [{"value": dict(entity)} for entity in found]} if found else {}
        return {"authority": name, "status": {"code": code}, **values}


def _compile(intent: str, sample: str, types: Mapping[str, str]) -> _Sample:
    parts = re.split(r"\{(\w+)\}", sample)
    pattern, slots, literal = "", {}, 0
    for at, part in enumerate(parts):
        if at % 2:
            slots[part] = types[part]
            pattern += f"(?P<{part}>.+?)" if at < len(parts) - 2 else f"(?P<{part}>.+)"
        else:
            pattern += re.escape(part)
            literal += len(part.split())
    return _Sample(intent, re.compile(pattern), slots, literal)


def _simple(value: str, authorities: list[Json] | None = None) -> Json:
    resolved = {"resolutions": {"resolutionsPerAuthority": authorities}} if authorities else {}
    return {"value": value, **resolved, "slotValue": {"type": "Simple", "value": value, **resolved}}


def _is_listed(slot: Json) -> bool:
    """Whether a slot's words are a value it knows (a figure counts), not free words."""
    if "resolutions" not in slot:
        return slot["value"].isdigit()
    authorities = slot["resolutions"]["resolutionsPerAuthority"]
    return any(a["status"]["code"] == "ER_SUCCESS_MATCH" for a in authorities)
