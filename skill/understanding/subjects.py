"""What a request is about: an entry, a topic, a word of the glossary, so many marks."""

import re

from skill.content.course import Course, Entry, Term
from skill.language.normalise import words
from skill.language.wording import phrases, wording
from skill.understanding.quiz_requests import named_content, overlap

NEAR = 0.6
"""Share of words in common from which a name means an entry."""


def subject_of(request: str) -> str:
    """The words after "teach me", "the lesson on", "a question about"; "" where there are none, or
    they only point at what was talked of."""
    said = request.split()
    known = wording()
    rest: list[str] = []
    for phrase in phrases("subject_after"):
        places = [at for at in range(len(said)) if tuple(said[at : at + len(phrase)]) == phrase]
        if places:
            rest = said[places[0] + len(phrase) :]
            break
    for phrase in phrases("subject_end"):
        if len(rest) > len(phrase) and tuple(rest[-len(phrase) :]) == phrase:
            rest = rest[: -len(phrase)]
    name = " ".join(rest)
    return "" if name in known["subject_here"] else name


def entry_called(name: str, course: Course) -> Entry | None:
    """The entry whose question is about a name and little else: "Stakhanov" → "Who was Stakhanov?"."""
    wanted = named_content(name)
    if not wanted:
        return None
    asking = set(wording()["question_words"])
    scored = []
    for entry in course.entries():
        about = {word for word in named_content(entry.question) if word not in asking}
        scored.append((overlap(wanted, about), entry))
    best = max((score for score, _ in scored), default=0.0)
    found = [entry for score, entry in scored if score == best]
    return found[0] if best >= NEAR and len(found) == 1 else None


def term_named(course: Course, text: str, near: str | None = None) -> Term | None:
    """The glossary's word that an utterance contains, the longest; of `near`'s topic first."""
    said = f" {' '.join(words(text))} "
    here = course.topic_of(near)
    topics = sorted(course.topics, key=lambda topic: topic is not here)
    found = [
        (len(" ".join(words(name))), term)
        for topic in topics
        for term in topic.glossary
        for name in (term.term, *term.also_called)
        if f" {' '.join(words(name))} " in said
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def means_what(text: str, course: Course) -> bool:
    """Whether it asks what a word of the glossary means, in so many words."""
    said = " ".join(words(text))
    for frame in wording()["means_frames"]:
        before, _, after = frame.partition("{}")
        if before.strip() in said and (not after.strip() or said.rstrip().endswith(after.strip())):
            name = said.partition(before.strip())[2].removesuffix(after.strip()).strip()
            called = [name, name.removeprefix("the "), name.removeprefix("a ")]
            terms = (term for topic in course.topics for term in topic.glossary)
            if any(
                " ".join(words(each)) in called
                for term in terms
                for each in (term.term, *term.also_called)
            ):
                return True
    return False


def marks_wanted(request: str) -> int:
    """How many marks a question is to have: "a four mark question", "a four marker" → 4; 0 where it
    is not said. Marks on somebody's arm are none."""
    numbers = {word: n for n, word in enumerate(wording()["numbers"], 1)}
    found = re.search(r"\b([a-z]+|\d{1,2})[ -]?(?:marker\b|marks? (?:exam )?question)", request)
    if not found:
        return 0
    return int(found[1]) if found[1].isdigit() else numbers.get(found[1], 0)


def animal_said(said: list[str], open_question: bool) -> tuple[str, bool] | None:
    """(animal, whether a mark is said to be its) of "i'm fox today", "that was fox, not owl"; None.

    With a question open "it's fox" may be its answer, so only what cannot be one counts.
    """
    known = wording()
    animals = [word for word in said if word in known["animals"]]
    if not animals or len(animals) > 2:
        return None
    plain = " ".join("{}" if word in known["animals"] else word for word in said)
    if plain in known["not_me_frames"] and not (open_question and len(animals) == 1):
        return animals[0], True
    certain = not open_question or plain.startswith(("i'm", "i am", "switch", "change"))
    return (animals[0], False) if plain in known["profile_frames"] and certain else None
