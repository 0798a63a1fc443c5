"""How near what was heard comes to what the course says: shared words, and meaning."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from skill.language.normalise import words
from skill.quiz.marking.sharing import shared_words

ADAPTER = Path(__file__).with_name("adapter.npz")
"""What the encoder learned for marking, before there was a reader (training/README.md)."""
_KEPT = 3_000
"""Texts of the course whose token states are kept; each takes some 15 kB."""
_LONGEST = 40, 80
"""Words that are read of a text of the course, and of what was heard."""


class Encodes(Protocol):
    """Texts to token states."""

    def states(self, texts: Sequence[Sequence[str]]) -> list[Any]:
        """One TokenStates a text."""


@dataclass(frozen=True)
class Near:
    """What is known of how near what was heard comes to one text of the course."""

    shared: float
    """The share of the text's words that were heard, rarer words counting more."""
    rare: float
    """The rarest word they share, 0 (none) to 1 (a specialist's word)."""
    signals: tuple[float, ...] = ()
    """`likeness.Likenesses.signals` of the text: of 14 in a list, 9 else, none without an encoder."""
    place: tuple[int, int] = (0, 0)
    """The words of the stretch that is likest."""

    @property
    def whole(self) -> float | None:
        """Cosine of the text and all that was heard; None without an encoder."""
        return self.signals[2] if self.signals else None

    @property
    def said(self) -> float:
        """The chance that an examiner would hear this point of a list in it, 0 to 1."""
        return self._chance(_LIST)

    @property
    def chance(self) -> float:
        """The chance that it would be marked right as an explanation, 0 to 1."""
        return self._chance(_EXPLANATION)

    @property
    def values(self) -> tuple[float, ...]:
        """What the regressions weigh."""
        return (*self.signals, self.shared, self.rare, 1.0)

    def _chance(self, weights: tuple[float, ...]) -> float:
        if not self.signals:
            return _logistic(_WORDS_ONLY[0] * self.shared + _WORDS_ONLY[1] * self.rare + _WORDS_ONLY[2])  # fmt: skip  # noqa: E501
        return _logistic(sum(w * v for w, v in zip(weights, self.values, strict=True)))


_WORDS_ONLY = (5.0, 1.0, -2.5)
# The regressions of training/marking.py over the signals, the words shared, and one.
_LIST = (
    1.307,
    2.789,
    4.17,
    5.855,
    -4.605,
    0.887,
    1.175,
    -1.289,
    0.723,
    -0.919,
    3.645,
    0.984,
    1.633,
    0.372,
    0.741,
    2.845,
    -6.963,
)
_EXPLANATION = (1.779, 1.035, 1.755, 0.0, 0.0, 0.187, 0.554, 0.051, 0.706, -0.118, 1.956, -2.768)


class Meaning:
    """Compares speech with texts of the course; remembers what it made of the texts."""

    def __init__(self, encoder: Callable[[], Encodes | None] | None):
        self._load = encoder
        self._encoder: Encodes | None = None
        self._loaded = False
        self._told: dict[str, Any] = {}

    def _ready(self) -> Encodes | None:
        if not self._loaded:
            self._encoder, self._loaded = (self._load() if self._load else None), True
        return self._encoder

    @staticmethod
    def weights(lists: bool) -> tuple[float, ...]:
        """The regression for the points of a list, or for an explanation."""
        return _LIST if lists else _EXPLANATION

    def hear(
        self,
        tokens: list[str],
        asked: frozenset[str] = frozenset(),
        parts: Sequence[tuple[int, int]] = (),
    ) -> "Heard":
        """What was heard, ready to be compared.

        asked: stems of the prompt, which settle nothing. parts: its clauses (first word, end),
        where each may say another point.
        """
        tokens = tokens[: _LONGEST[1]]
        encoder = self._ready() if tokens else None
        if encoder is None:
            return Heard(tokens, asked, None, (), lambda texts: [])
        from skill.quiz.marking.likeness import stretches, told

        (whole,) = encoder.states([tokens])
        clauses = [tokens[a:b] for a, b in parts if tokens[a:b]]
        if clauses == [tokens] or (parts and not clauses):
            read = [whole]
        else:
            read = encoder.states(clauses) if clauses else []
        return Heard(tokens, asked, stretches(whole), [told(x) for x in read], self._tell)

    def _tell(self, texts: Sequence[str]) -> list[Any]:
        from skill.quiz.marking.likeness import told

        missing = [text for text in dict.fromkeys(texts) if text not in self._told]
        if missing and self._encoder:
            if len(self._told) > _KEPT:
                self._told.clear()
                missing = list(dict.fromkeys(texts))
            read = self._encoder.states([words(text)[: _LONGEST[0]] for text in missing])
            self._told.update(zip(missing, map(told, read), strict=True))
        return [self._told[text] for text in texts]


class Heard:
    """One utterance, compared with many texts."""

    def __init__(
        self,
        tokens: list[str],
        asked: frozenset[str],
        stretches: Any,
        parts: Sequence[Any],
        tell: Callable[[Sequence[str]], list[Any]],
    ):
        self.tokens = tokens
        self._asked, self._stretches, self._parts, self._tell = asked, stretches, parts, tell
        self._compared: dict[tuple[Any, ...], tuple[list[tuple[float, float]], Any]] = {}

    @property
    def by_meaning(self) -> bool:
        """Whether meanings are compared, or words alone."""
        return self._stretches is not None

    def near(
        self,
        texts: Sequence[str],
        taken: frozenset[int] = frozenset(),
        owners: Sequence[int] | None = None,
    ) -> list[Near]:
        """How near it comes to each text, outside the words that are taken.

        owners: for each text the point it says; None where they all say the same.
        """
        key = tuple(texts), tuple(owners or [0] * len(texts))
        if key not in self._compared:
            self._compared[key] = self._compare(*key)
        shares, likenesses = self._compared[key]
        if likenesses is None:
            return [Near(*share) for share in shares]
        signals, places = likenesses.signals(taken)
        return [
            Near(share, rare, tuple(map(float, row)), place)
            for (share, rare), row, place in zip(shares, signals, places, strict=True)
        ]

    def _compare(
        self, texts: tuple[str, ...], owners: tuple[int, ...]
    ) -> tuple[list[tuple[float, float]], Any]:
        text = " ".join(self.tokens)
        shares = [shared_words(t, text, self._asked) for t in texts]
        if self._stretches is None or not texts:
            return shares, None
        from skill.quiz.marking.likeness import Likenesses

        return shares, Likenesses(self._tell(texts), self._stretches, owners, self._parts)


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))
