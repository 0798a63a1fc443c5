"""Whether a word in an utterance is asserted or denied, and which words are opposites."""

from functools import cache, lru_cache
from importlib import resources

from skill.language.stems import stem

_NEGATORS = frozenset(
    "not never isn't wasn't aren't weren't don't doesn't didn't won't can't cannot couldn't wouldn't shouldn't "  # noqa: E501
    "haven't hasn't hadn't nor neither without no ain't nothing none nobody".split()
)
_SKIP = frozenset(
    "a an the to be been being it is was were are really just actually very that called do by in of on at for "  # noqa: E501
    "have had got get he she they them their his her its even any as with from some like such necessarily".split()  # noqa: E501
)
_PHRASES = (("rather", "than"), ("instead", "of"), ("other", "than"), ("apart", "from"), ("as", "opposed", "to"),  # noqa: E501
            ("anything", "but"), ("anyone", "but"), ("anybody", "but"), ("everyone", "but"), ("all", "but"), ("except", "for"), ("opposite", "of"), ("except",))  # fmt: skip

_PREFIXES = (
    ("endo", "exo"), ("hyper", "hypo"), ("inter", "intra"), ("over", "under"), ("pre", "post"), ("macro", "micro"),  # noqa: E501
    ("mono", "poly"), ("homo", "hetero"), ("centri", "centro"), ("an", "cat"), ("max", "min"), ("in", "out"),
    ("im", "ex"), ("in", "ex"), ("as", "des"), ("ac", "de"), ("in", "de"), ("up", "down"), ("pro", "anti"),
    ("eu", "pro"), ("up", "low"), ("out", "in"), ("sub", "super"), ("con", "di"), ("intro", "extro"), ("lat", "long"),  # noqa: E501
)  # fmt: skip
_DENIAL = ("un", "in", "im", "il", "ir", "non", "dis", "an", "a", "de", "anti", "mis")
_DENIAL_LETTERS = frozenset(prefix[0] for prefix in _DENIAL)
_BY_LETTERS: dict[tuple[str, str], list[tuple[str, str]]] = {}
for _pair in _PREFIXES:
    _BY_LETTERS.setdefault((_pair[0][0], _pair[1][0]), []).append(_pair)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Stem → the stems that pull the other way (data/opposites.txt: two sides a line)."""
    table: dict[str, set[str]] = {}
    text = resources.files("skill.language").joinpath("data/opposites.txt").read_text("utf-8")
    for line in text.splitlines():
        first, _, second = line.partition("|")
        for one, other in ((first, second), (second, first)):
            for word in one.split():
                table.setdefault(stem(word), set()).update(map(stem, other.split()))
    return {word: frozenset(others) for word, others in table.items()}


@lru_cache(maxsize=20_000)
def opposite(first: str, second: str) -> bool:
    """Whether two words (not stems) pull in opposite directions."""
    a, b = stem(first), stem(second)
    if a == b or "another" in (first, second):
        return False
    if b in _opposites().get(a, ()):
        return True
    return _by_prefix(first, second) or _by_prefix(second, first)


def _by_prefix(first: str, second: str) -> bool:
    """ "endothermic" against "exothermic", "organic" against "inorganic"."""
    for one, other in _BY_LETTERS.get((first[:1], second[:1]), ()):
        if first.startswith(one) and second.startswith(other):
            tail, rest = first[len(one) :], second[len(other) :]
            if len(tail) > 3 and stem(tail) == stem(rest):
                return True
    for prefix in _DENIAL if len(first) > 3 and second[:1] in _DENIAL_LETTERS else ():
        if second.startswith(prefix) and stem(second[len(prefix) :]) == stem(first):
            return True
    return bool(first.endswith("less") and second.endswith("ful") and first[:-4] == second[:-3])


def is_negator(word: str) -> bool:
    """Whether the word denies what follows."""
    return word in _NEGATORS or word.endswith("n't")


def denied(tokens: list[str], at: int, reach: int = 5) -> bool:
    """Whether the word at `at` stands under a negation ("it's not the artery")."""
    left = tokens[max(0, at - reach) : at]
    for size in (3, 2, 1):
        for phrase in _PHRASES:
            if len(phrase) == size and len(left) >= size:
                tail = [w for w in left if w not in ("the", "a", "an")]
                if tuple(tail[-size:]) == phrase:
                    return True
    for word in reversed(left):
        if is_negator(word):
            return True
        if word not in _SKIP:
            return False
    return False


def negations(tokens: list[str]) -> int:
    """How many denials there are."""
    return sum(is_negator(token) for token in tokens)
