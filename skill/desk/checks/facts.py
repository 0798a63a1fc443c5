"""Numbers, years and names in a quiz answer that its entry does not contain."""

import re
from collections.abc import Iterator
from fractions import Fraction

from skill.content.course import Course, Entry, QuizItem
from skill.content.problems import Path
from skill.desk.findings import Finding
from skill.desk.places import placed_items
from skill.language.lexicon import known
from skill.language.normalise import fold, words
from skill.language.number_tokens import TENS, UNITS, number_tokens
from skill.language.numbers import numbers_in
from skill.language.stems import stem
from skill.language.years import years_of

_FIGURE = re.compile(
    rf"\d|\b(?:{'|'.join([*UNITS, *TENS])}|hundred|thousand|million|billion|trillion|half|halves"
    r"|third|quarter|dozen|twice|double|triple|\w+fold)",
    re.IGNORECASE,
)
"""Where none of these stands there is nothing to count; most sentences are passed over."""
_UNITS = ("Celsius", "Fahrenheit", "Kelvin")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


def unfounded_answers(course: Course) -> Iterator[Finding]:
    """Answers with a fact that the entry they test does not give."""
    entries: dict[str, tuple[set[Fraction], set[str]]] = {}
    for path, item in placed_items(course):
        entry = course.entry(item.entry)
        if entry is None:
            continue
        if entry.id not in entries:
            entries[entry.id] = _given(entry)
        figures, given = entries[entry.id]
        # A prompt with figures in it asks for a calculation.
        reckoned = item.kind == "number" and bool(_figures(item.prompt))
        for place, text in _claims(path, item):
            missing = [
                *(name for name in _names(text) if not _has(name, given)),
                *(
                    _shown(figure)
                    for figure in sorted(_figures(text))
                    if not reckoned and not _stands(figure, figures)
                ),
            ]
            if missing:
                reason = f"{' and '.join(missing)} cannot be found in the entry {entry.id}."
                fix = "Put the fact into the entry, mend the answer, or tie the item to another entry."
                yield Finding("warning", "unfounded", place, reason, fix, item.id)


def _claims(path: Path, item: QuizItem) -> Iterator[tuple[Path, str]]:
    if item.kind == "true_false":
        if item.answer.strip().lower() == "true":
            yield (*path, "prompt"), re.sub(r"^true or false\W*", "", item.prompt, flags=re.I)
    elif item.kind == "list":
        for index, point in enumerate(item.points):
            yield (*path, "points", index, "text"), point.text
    elif item.answer:
        yield (*path, "answer"), item.answer


def _given(entry: Entry) -> tuple[set[Fraction], set[str]]:
    texts = [entry.question, *entry.also_asked, entry.answer, *entry.points, entry.detail]
    figures = {Fraction(len(entry.points))} if entry.points else set()
    given = set()
    for text in texts:
        figures |= _figures(text)
        given |= {stem(word) for word in words(text)}
    return figures, given


def _figures(text: str) -> set[Fraction]:
    """Every number and year. "the 1930s" and "1930" are the same figure."""
    if not _FIGURE.search(text):
        return set()
    found = years_of(text)
    # A span that the reader opened ("before 1930") has ends that nobody wrote.
    exact = all(year.kind not in ("open", "decade", "century") for year in found)
    years = {Fraction(abs(value)) for year in found for value in (year.low, year.high)}
    numbers = {number.value for number in numbers_in(number_tokens(text))}
    decades = {Fraction(digits) for digits in re.findall(r"\b(\d{3,4})s\b", text)}
    told = {value for value in numbers if value.denominator > 1 or abs(value) > 1}
    return (years if exact else set()) | told | decades


def _stands(figure: Fraction, figures: set[Fraction]) -> bool:
    """Whether the figure is given, be it as a percentage or as a fraction."""
    return bool({figure, figure / 100, figure * 100} & figures)


def _names(text: str) -> list[str]:
    found = []
    for match in _NAME.finditer(text):
        name = match[0]
        entry = known(fold(name.split()[0]).strip().removesuffix("'s"))
        if match.start() == 0 and entry is not None and not entry.name:
            name = name.partition(" ")[2]  # a sentence begins with a capital anyway
        if name and name not in _UNITS:
            found.append(name)
    return found


def _has(name: str, given: set[str]) -> bool:
    # "Karl Marx" is founded where the entry says "Marx".
    return any(_near(stem(word), given) for word in words(name))


def _near(word: str, given: set[str]) -> bool:
    if word in given or len(word) < 2:
        return True
    # Marx and Marxist, Russia and Russian.
    return len(word) >= 4 and any(other.startswith(word[:4]) for other in given)


def _shown(figure: Fraction) -> str:
    return str(figure.numerator) if figure.denominator == 1 else f"{float(figure):g}"
