"""Which wordings of a large course are worth routing: those that resemble another entry's.

Wordings are compared as bags of stems weighed by rarity (tf-idf cosine, Salton 1975), each with
all others at once. One whose nearest is of its own entry is safe enough to pass over.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from skill.language.normalise import words
from skill.language.stems import content_words, stem

COMMON = 0.1
"""A stem that stands in more than this share of the wordings tells nothing apart."""


def suspects(owners: Sequence[int], texts: Sequence[str], most: int) -> list[int]:
    """The texts (by index) that are nearer to another owner's text than to their own owner's.

    Args:
        owners: to which entry each text belongs.
        texts: the wordings.
        most: how many to give back, the nearest to another owner first.
    """
    import numpy as np

    bags = [Counter(map(stem, content_words(words(text)))) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    limit = max(10, COMMON * len(texts))
    weight = {word: math.log(len(texts) / n) for word, n in spread.items() if n <= limit}
    vectors = [_unit(bag, weight) for bag in bags]
    rows: dict[str, list[int]] = defaultdict(list)
    for row, vector in enumerate(vectors):
        for word in vector:
            rows[word].append(row)
    lists = {word: np.array(found) for word, found in rows.items()}
    values = {
        word: np.array([vectors[row][word] for row in found], dtype=np.float32)
        for word, found in rows.items()
    }
    owner = np.asarray(owners)
    found = []
    scores = np.zeros(len(texts), dtype=np.float32)
    for row, vector in enumerate(vectors):
        scores[:] = 0
        for word, value in vector.items():
            scores[lists[word]] += value * values[word]
        mine = owner == owner[row]
        theirs = float(np.max(scores, where=~mine, initial=0.0))
        scores[row] = 0
        own = float(np.max(scores, where=mine, initial=0.0))
        if theirs > own:
            found.append((theirs, row))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return sorted(row for _, row in found[:most])


def _unit(bag: Counter[str], weight: dict[str, float]) -> dict[str, float]:
    vector = {word: n * weight[word] for word, n in bag.items() if word in weight}
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}
