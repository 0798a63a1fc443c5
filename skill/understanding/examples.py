"""The intents' examples: which are said word for word, and which come nearest.

One small file an intent in `data/intents/en`: its act, sentences as they are said, and, for a few,
what such a sentence begins with (`begins`), whatever it goes on to name.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from skill.understanding.intents import ROWS, Intent
from skill.understanding.utterance import DATA, Utterance

FOLDER = DATA / "intents"
COMPILED = "compiled.json"
"""Beside the files of a language in what ships: to read them all takes a fifth of a first question."""
MOST_NAMED = 8
"""Words that a name has at most."""


class Compiled(msgspec.Struct, frozen=True):
    """What is looked up in the examples of one language."""

    begins: list[tuple[list[str], Intent]]
    """Beginnings by their words, the longest first."""
    whole: dict[str, list[Intent]]
    bare: dict[str, list[Intent]]
    """Intents by all words of an example; by its words without courtesies."""
    bags: dict[Intent, list[frozenset[str]]]
    rarity: dict[str, float]


def compiled(said: dict[Intent, list[str]], begins: dict[Intent, list[str]]) -> Compiled:
    """The tables of an intent's examples, and of what its sentences begin with."""
    phrases = [(phrase.split(), intent) for intent, each in begins.items() for phrase in each]
    whole: dict[str, list[Intent]] = {}
    bare: dict[str, list[Intent]] = {}
    bags: dict[Intent, list[frozenset[str]]] = {}
    counts: Counter[str] = Counter()
    for intent, sentences in said.items():
        bags[intent] = []
        for sentence in sentences:
            request = Utterance(sentence).request
            _note(whole, " ".join(Utterance(sentence).words), intent)
            _note(bare, request, intent)
            bags[intent].append(frozenset(request.split()))
            counts.update(bags[intent][-1])
    total = sum(counts.values())
    return Compiled(
        sorted(phrases, key=lambda pair: -len(pair[0])), whole, bare, bags,
        {word: math.log(total / n) for word, n in counts.items()},
    )  # fmt: skip


class Examples:
    """All examples of one language."""

    def __init__(self, tables: Compiled):
        self._begins = [(tuple(phrase), intent) for phrase, intent in tables.begins]
        self._whole, self._bare = tables.whole, tables.bare
        self._bags, self._rarity = tables.bags, tables.rarity

    def exactly(self, utterance: Utterance) -> list[Intent]:
        """The intents that have these very words for an example, courtesy aside."""
        whole = " ".join(utterance.words)
        found = self._whole.get(whole) or self._whole.get(utterance.request)
        return found or self._bare.get(utterance.request) or []

    def begun(self, utterance: Utterance) -> list[Intent]:
        """The intent whose beginning these words have, with something named after it."""
        said = tuple(utterance.request.split())
        for phrase, intent in self._begins:
            if said[: len(phrase)] == phrase and 0 < len(said) - len(phrase) <= MOST_NAMED:
                return [intent]
        return []

    def nearest(self, utterance: Utterance, among: Iterable[Intent]) -> tuple[Intent, float]:
        """The intent among those whose example shares most with the words, and how much (0 to 1)."""
        said = frozenset(utterance.request.split())
        best: tuple[float, int, Intent] | None = None
        for place, intent in enumerate(among):
            near = max((self._near(said, bag) for bag in self._bags.get(intent, ())), default=0.0)
            if best is None or (near, -place) > best[:2]:
                best = near, -place, intent
        if best is None:
            raise ValueError("no intents to choose from")
        return best[2], best[0]

    def _near(self, said: frozenset[str], bag: frozenset[str]) -> float:
        both, either = said & bag, said | bag
        if not both:
            return 0.0
        return self._weight(both) / self._weight(either)

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._rarity.get(word, 8.0) for word in words)


def _note(known: dict[str, list[Intent]], form: str, intent: Intent) -> None:
    if intent not in known.setdefault(form, []):
        known[form].append(intent)


@cache
def examples(language: str = "en") -> Examples:
    """The examples of a language: as they were compiled for what ships, or read from the files."""
    ready = FOLDER / language / COMPILED
    if ready.is_file():
        return Examples(msgspec.json.decode(ready.read_bytes(), type=Compiled))
    return Examples(tables_of(language))


def tables_of(language: str) -> Compiled:
    """The tables of a language's files."""
    said, begins = {}, {}
    for intent in Intent:
        path = FOLDER / language / f"{intent.value}.toml"
        if path.is_file():
            said[intent] = read(path)
            begins[intent] = read(path, "begins")
    return compiled(said, begins)


def read(path: Path, what: str = "examples") -> list[str]:
    """The sentences of one file; ValueError where its act is not the intent's."""
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    act = ROWS[Intent(path.stem)].act
    if known["act"] != act:
        raise ValueError(f"{path.name}: act is {known['act']!r}, the intent's is {act!r}")
    return list(known.get(what, ()))
