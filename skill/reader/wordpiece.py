"""BERT's uncased WordPiece tokeniser: text → numbers of word pieces.

After Devlin et al. 2019 (BERT) and Wu et al. 2016 (WordPiece: longest match first). It
gives the ids that the encoder was trained on, in plain Python.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MAX_LETTERS = 100
"""A longer word is not cut into pieces: it becomes one unknown."""


class WordPiece:
    """A vocabulary in its order: a small id is a frequent word."""

    def __init__(self, vocabulary: Mapping[str, int]):
        self.vocabulary = vocabulary
        self._cls, self._sep = vocabulary[CLS], vocabulary[SEP]
        self._unknown = vocabulary[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str, limit: int) -> list[int]:
        """The ids of a text between its start and end marks, `limit` at most."""
        found = [self._cls]
        for word in basic_tokens(text[: limit * 40]):
            found.extend(self.pieces(word))
            if len(found) >= limit:
                break
        return [*found[: limit - 1], self._sep]

    def framed(self, ids: list[int]) -> list[int]:
        """Ids of pieces between the start and end marks."""
        return [self._cls, *ids, self._sep]

    def pieces(self, word: str) -> tuple[int, ...]:
        """The longest known pieces of one word, from the left."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > MAX_LETTERS:
            return (self._unknown,)
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.vocabulary:
                    found.append(self.vocabulary[piece])
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)


def load_wordpiece(path: Path) -> WordPiece:
    """The tokeniser of a `vocab.txt`: one piece a line, its id the line's number from 0."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return WordPiece({piece: number for number, piece in enumerate(lines)})


def basic_tokens(text: str) -> Iterator[str]:
    """Lower-case words without accents, and every punctuation mark by itself."""
    word: list[str] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn" or (kind in {"Cc", "Cf"} and not char.isspace()):
            continue
        alone = _stands_alone(char, kind)
        if (alone or char.isspace()) and word:
            yield "".join(word)
            word = []
        if alone:
            yield char
        elif not char.isspace():
            word.append(char)
    if word:
        yield "".join(word)


def _stands_alone(char: str, kind: str) -> bool:
    if char.isascii():
        return not char.isalnum() and not char.isspace() and char.isprintable()
    return kind.startswith("P") or 0x3400 <= ord(char) <= 0x9FFF
