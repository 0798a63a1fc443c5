"""Words that a voice may get wrong: unknown ones without a pronunciation."""

import re
from collections.abc import Iterator

from skill.content.course import Course
from skill.content.problems import Path
from skill.desk.findings import Finding, Severity
from skill.desk.places import spoken
from skill.language.lexicon import is_everyday, known
from skill.language.normalise import fold
from skill.language.stems import singular

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?(?!\w)")
_PREFIXED = re.compile(r"\b[A-Za-z]{1,3}-$")
_VOWEL = re.compile(r"[AEIOUY]")
_SHORTENED = re.compile(r"(?:n['’]t|['’](?:ll|d|re|ve|m))$", re.I)
_ROMAN = re.compile(r"(?=..)M*(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")


def unknown_words(course: Course) -> Iterator[Finding]:
    """Each unknown word once, where it first stands."""
    told = {
        word
        for pronunciation in course.info.pronunciations
        for word in _plain_words(pronunciation.text)
    }
    first: dict[str, tuple[Path, str, str, str]] = {}
    times: dict[str, int] = {}
    for path, some_id, text in spoken(course):
        for match in _WORD.finditer(text):
            word = fold(match[0]).strip().removesuffix("'s")
            if len(word) < 2 or word in told or singular(word) in told:
                continue
            prefix = text[match.end() : match.end() + 1] in ("-", "–") and len(word) < 6
            if _SHORTENED.search(match[0]) or (prefix and word == match[0]):
                continue  # "weren't", "pre-war"
            if _PREFIXED.search(text[: match.start()]):
                continue  # "e-tailers", "Wi-Fi": the word alone is not what is said
            if (what := _trouble(match[0], word)) is not None:
                written = re.sub(r"['’]s$", "", match[0])
                first.setdefault(word, (path, some_id, written, what.format(written)))
                times[word] = times.get(word, 0) + 1
    for word, (path, some_id, written, what) in first.items():
        often = f", {times[word]} times in the course" if times[word] > 1 else ""
        fix = f'Say how, under course.pronunciations: {{"text": "{written}", "say_as": "..."}}.'
        named = what.startswith(("the initials", "the name", "the Roman"))
        severity: Severity = "warning" if named else "note"
        yield Finding(severity, "unknown-word", path, f"{what}{often}.", fix, some_id)


def _trouble(written: str, word: str) -> str | None:
    plain = written.removesuffix("'s").removesuffix("’s")
    entry = known(word) or known(singular(word))
    if _ROMAN.fullmatch(plain) and plain not in ("MD", "CD", "DC", "MC", "MI", "DI", "DM", "MIX"):
        return "the Roman numeral {} may be read as letters; write it as it is said"
    initials = plain.removesuffix("s") if len(plain) > 2 else plain  # "MPs"
    if initials.isupper() and len(initials) >= 2:
        # Without a vowel nothing but letters can be said: the NHS, but not the NEP.
        clear = entry or not _VOWEL.search(initials)
        return None if clear else "the initials {} may be read as a word, or the other way round"
    if entry is None and _is_compound(word):
        return None
    if entry or not word.isascii():
        return None if entry else "the word {} is foreign to a British voice"
    if plain[:1].isupper():
        return "the name {} is unknown to the dictionary, and a voice may mangle it"
    return "the word {} is unknown to the dictionary: misspelt, or hard for a voice"


def _is_compound(word: str) -> bool:
    """Whether it is two everyday words in one, as Thornfield is."""
    return any(
        is_everyday(word[:cut]) and is_everyday(word[cut:]) for cut in range(3, len(word) - 2)
    )


def _plain_words(text: str) -> list[str]:
    return [fold(word).strip().removesuffix("'s") for word in _WORD.findall(text)]
