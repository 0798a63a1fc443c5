"""Terms heard in an utterance: exact, inflected, misspelt, or as a recogniser wrote them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import Indel

from skill.language.lexicon import known
from skill.language.phonetics import looks_like, phonemes, sounds_at_least, sounds_within
from skill.language.stems import singular, stem
from skill.quiz.marking.forms import Form
from skill.quiz.marking.polarity import opposite

_HOMOPHONES = {
    "i": "eye",
    "aye": "eye",
    "u": "you",
    "c": "sea",
    "b": "bee",
    "t": "tea",
    "y": "why",
    "o": "owe",
}
_LETTER_NAMES = {
    "vee": "v", "you": "u", "tee": "t", "ess": "s", "ex": "x", "why": "y", "are": "r", "aitch": "h", "jay": "j",  # noqa: E501
    "kay": "k", "ell": "l", "em": "m", "en": "n", "oh": "o", "pee": "p", "queue": "q", "zed": "z", "eye": "i", "gee": "g",  # noqa: E501
}  # fmt: skip
_SAME = {
    "missus": "mrs",
    "misses": "mrs",
    "mister": "mr",
    "doctor": "dr",
    "saint": "st",
    "al": "ul",
    "el": "ul",
    "mum": "mother",
    "dad": "father",
}
_SUBSTANCE = re.compile(r"(.{3,})(ide|ite|ate|ane|ene|yne|anol|ose|ase|ous|ic|er|ee|or|ium)")
_VERB_ENDINGS = re.compile(r"(?:ing|ed|es|s|e|ion|ation|ism|ist)?$")
_ARTICLES = frozenset(("the", "a", "an"))
_MADE = re.compile(
    r"([a-z]{4,}?)(?:if(?:y|ies|ied|ying|ication)|i[sz](?:e|es|ed|ing|ation)|at(?:e|es|ed|ing|ion))"
)
"""Verbs made of a root, and their nouns."""
BAR = 0.8
"""From here on, words that are no word of their own sound like the term."""

_JOINT = 0.78
"""Sound and letters together, for what is no word."""


@dataclass(frozen=True)
class Fit:
    """How much of a form was heard, and where."""

    form: Form
    coverage: float
    """Weight of the form's words that were heard, 0 to 1."""
    sound: float
    """How surely they were those words: 1 exact, from BAR by ear."""
    spans: tuple[tuple[int, int], ...]
    """Where each heard word stood."""
    anchor: tuple[int, int]
    """Where the word stood that settles most."""

    @property
    def head(self) -> int:
        """The first of the heard words that run up to the anchor without a gap."""
        at = self.anchor[0]
        for start, end in sorted(self.spans, reverse=True):
            at = start if end == at else at
        return at

    @property
    def start(self) -> int:
        """Its first word."""
        return min(span[0] for span in self.spans)

    @property
    def end(self) -> int:
        """Past its last word."""
        return max(span[1] for span in self.spans)


@lru_cache(maxsize=20_000)
def one_word(heard: str, word: str) -> float:  # noqa: C901
    """How surely one heard word is that word: 1 exact, 0 not; a word of its own must be a homophone."""
    if heard == word or singular(heard) == singular(word):
        return 1.0
    if _SAME.get(heard, heard) == _SAME.get(word, word) or _same_verb(heard, word):
        return 0.97
    if word in (_LETTER_NAMES.get(heard), _HOMOPHONES.get(heard)):
        return 0.97
    if heard + "s" == word or word + "s" == heard:
        return 1.0
    if opposite(heard, word):
        return 0.0
    if len(heard) < 2 or heard.isdigit() or word.isdigit():
        return 0.0
    if _other_suffix(heard, word):
        return 0.0
    mine = known(heard) or known(singular(heard))
    if mine is not None:
        if len(word) > 2 and sounds_within(heard, word, 0.13):
            return 0.97
        if mine.tier > 1 or mine.name:
            return _variant(heard, word)
        target = known(word) or known(singular(word))
        strange = target is None or target.name or target.tier > mine.tier
        # A recogniser that does not know a term writes an everyday word in its place; one
        # that writes another term heard that other term.
        return sounds_at_least(heard, word, 0.86) if strange else 0.0
    if phonemes(heard) == phonemes(word):
        return 0.97
    looks = 0.4 * looks_like(heard, word)
    if len(word) <= 3 or looks + 0.6 < _JOINT:
        return 0.0
    joint = 0.6 * sounds_at_least(heard, word, (_JOINT - looks) / 0.6) + looks
    return joint if joint >= _JOINT else 0.0


def _variant(heard: str, word: str) -> float:
    """Another spelling of a rare word ("enjambement"); a letter more or less, no sound."""
    if len(word) < 8 or looks_like(heard, word) < 0.94:
        return 0.0
    return sounds_at_least(heard, word, 0.94)


def _other_suffix(heard: str, word: str) -> bool:
    """ "sulphite" for "sulphide", "alkene" for "alkane": one sound apart, and another substance."""
    pair = _SUBSTANCE.fullmatch(singular(heard)), _SUBSTANCE.fullmatch(singular(word))
    if pair[0] is None or pair[1] is None:
        return False
    return pair[0][1] == pair[1][1] and pair[0][2] != pair[1][2]


def _same_verb(heard: str, word: str) -> bool:
    """ "evacuating" for "evacuation", "socialist" for "socialism"; no agents or adjectives."""
    made = _MADE.fullmatch(heard), _MADE.fullmatch(word)
    if made[0] and made[1] and made[0][1] == made[1][1]:
        return True  # "gentrifying" for "gentrification", "oxidised" for "oxidation"
    if len(word) < 7 or len(heard) < 6:
        return False
    if stem(heard).removesuffix("at") != stem(word).removesuffix("at"):
        return False
    roots = (
        _VERB_ENDINGS.sub("", singular(heard), count=1),
        _VERB_ENDINGS.sub("", singular(word), count=1),
    )
    return roots[0] == roots[1] or roots[0].removesuffix("at") == roots[1].removesuffix("at")


@lru_cache(maxsize=20_000)
def many_words(window: str, word: str) -> float:
    """The same for several heard words read as one: "booker in"."""
    joined = window.replace(" ", "")
    if joined == word.replace(" ", ""):
        return 1.0
    if looks_like(joined, word) < 0.35:
        return 0.0  # sparing the sounds of most windows
    a, b = phonemes(window), phonemes(word)
    if len(b) < 3 or Indel.normalized_similarity(a, b) < 0.5:
        return 0.0
    sound = sounds_at_least(window, word, BAR - 0.1)
    if sound < 1.0 and singular(word) != word:
        sound = max(sound, sounds_at_least(window, singular(word), BAR - 0.1))
    return sound


def find_word(word: str, tokens: list[str]) -> tuple[float, int, int]:  # noqa: C901
    """The best place of a word in the tokens: (sureness, start, end)."""
    if word in tokens:
        return 1.0, (at := tokens.index(word)), at + 1
    best = (0.0, 0, 0)
    for at, token in enumerate(tokens):
        score = one_word(token, word)
        if score > best[0]:
            best = (score, at, at + 1)
    if best[0] >= 0.97 or len(tokens) < 2:
        return best
    slack = max(4, len(word) // 2)
    shortest, longest = len(word) - slack, len(word) + slack
    ends = list(accumulate(map(len, tokens), initial=0))
    for size in (2, 3, 4):
        for at in range(len(tokens) - size + 1):
            if not shortest <= ends[at + size] - ends[at] <= longest:
                continue
            if word in (tokens[at], tokens[at + size - 1]):
                continue
            if size == 2 and tokens[at] in _ARTICLES and known(tokens[at + 1]):
                continue  # "the centre" is not "epicentre"
            score = many_words(" ".join(tokens[at : at + size]), word)
            if score > best[0]:
                best = (score, at, at + size)
    return best


def fit(form: Form, tokens: list[str], bar: float = BAR) -> Fit | None:
    """How the form is heard in the tokens; None when none of it is."""
    spans: list[tuple[int, int]] = []
    if form.text.isupper():
        bar = 0.97  # letters are heard as such, or not at all
    heard: set[str] = set()
    covered, sure, heaviest, anchor = 0.0, [], 0.0, (0, 0)
    for word, weight in zip(form.words, form.weights, strict=True):
        score, start, end = find_word(word, tokens)
        if score < bar:
            continue
        covered += weight
        heard.add(word)
        sure.append(score)
        spans.append((start, end))
        if weight > heaviest:
            heaviest, anchor = weight, (start, end)
    if 1.0 in sure and covered < 0.99:
        covered += _companions(form, tokens, spans, heard)
    if len(form.words) > 1 and covered < 0.99 and 1.0 not in sure:
        score, start, end = find_word(form.joined, tokens)
        if score >= bar:
            return Fit(form, 1.0, score, ((start, end),), (start, end))
    if not spans:
        return None
    return Fit(form, covered, sum(sure) / len(sure), tuple(spans), anchor)


def _meant_for(token: str, word: str) -> bool:
    """Whether a word beside the rest of a name is its missing part misheard."""
    entry = known(token)
    if len(token) < 3 or (entry and entry.tier > 1 and not entry.name and len(token) > 6):
        return False
    if token[0] != word[0] and not (token[0] in "aeiou" and word[0] in "aeiou"):
        return len(token) > 3 and sounds_at_least(token, word, 0.9) > 0
    if sounds_at_least(token, word, 0.74):
        return True
    sound = sounds_at_least(token, word, 0.68) if token[-1] == word[-1] else 0.0
    return bool(sound) and 0.6 * sound + 0.4 * looks_like(token, word) >= 0.74


def _companions(
    form: Form, tokens: list[str], spans: list[tuple[int, int]], heard: set[str]
) -> float:
    """The weight of words heard beside an exact one, though each alone could be another word.

    "storm search" for "storm surge": the neighbour makes the mishearing plain.
    """
    gained = 0.0
    for word, weight in zip(form.words, form.weights, strict=True):
        if len(word) < 3 or word in heard:
            continue
        for at, token in enumerate(tokens):
            beside = any(_adjoins(tokens, at, span) for span in spans)
            if tokens[at + 1 : at + 2] in (["something"], ["summat"], ["thing"], ["thingy"]):
                continue  # "act of supreme something": they do not have the word
            if beside and _meant_for(token, word):
                gained += weight
                spans.append((at, at + 1))
                break
    return gained


def _adjoins(tokens: list[str], at: int, span: tuple[int, int]) -> bool:
    """Whether a place is next to a span, small words between them not counting."""
    if span[0] <= at < span[1]:
        return False
    between = tokens[at + 1 : span[0]] if at < span[0] else tokens[span[1] : at]
    return len(between) < 3 and all(word in ("of", "the", "and", "a", "in") for word in between)
