"""What an utterance says of the shelf: another subject by its name, or a topic that another has."""

from skill.content.shelf import Catalogue, Subject
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.language.wording import phrases
from skill.understanding.quiz_requests import named_content, overlap

NEAR = 0.6
"""Share of words in common from which a name means a topic."""


def switched(request: str, shelf: Catalogue, here: str, *, open_question: bool) -> Subject | None:
    """The subject that a plain request asks for: "chemistry", "switch to chemistry instead".

    With a question open a bare name may be its answer; the request then has to say what it wants.
    The subject talked about already (`here`) is only meant where it is asked for in so many words.
    """
    said = tuple(request.split())
    rest = said
    for phrase in phrases("switch_start"):
        if len(said) > len(phrase) and said[: len(phrase)] == phrase:
            rest = said[len(phrase) :]
            break
    asked = rest != said
    if open_question and not asked:
        return None
    found = _called(" ".join(_without_end(rest)), shelf)
    return found if found and (asked or found.id != here) else None


def elsewhere(name: str, shelf: Catalogue, here: str) -> Subject | None:
    """The other subject that a name means: its own, one of its topics', or words that it speaks of
    and this one does not."""
    if not name:
        return None
    others = shelf.others(here)
    called = _called(name, shelf)
    if called:
        return called if called.id != here else None
    wanted = named_content(name)
    for subject in others:
        for topic in subject.topics:
            if any(overlap(wanted, named_content(each)) >= NEAR for each in topic.names):
                return subject
    return _speaking_of(name, shelf, here)


def spoken_of(text: str, shelf: Catalogue, here: str) -> tuple[Subject, ...]:
    """The other subjects that have a telling word of a question which this subject lacks, those
    with the most of them first."""
    mine = shelf.subject(here)
    told = _told(text) - (mine.words if mine else frozenset())
    counted = [(len(told & subject.words), subject) for subject in shelf.others(here)]
    return tuple(
        subject for shared, subject in sorted(counted, key=lambda pair: -pair[0]) if shared
    )


def subject_at_end(request: str, shelf: Catalogue, here: str) -> Subject | None:
    """The other subject in "how am i doing in chemistry"."""
    said = _without_end(tuple(request.split()))
    for at in range(len(said) - 1, 0, -1):
        if said[at - 1] in ("in", "on", "for", "about", "with", "of"):
            found = _called(" ".join(said[at:]), shelf)
            if found:
                return found if found.id != here else None
    return None


def _speaking_of(name: str, shelf: Catalogue, here: str) -> Subject | None:
    told, mine = _told(name), shelf.subject(here)
    if not told or (mine and told <= mine.words):
        return None
    found = [subject for subject in shelf.others(here) if told <= subject.words]
    return found[0] if len(found) == 1 else None


def _told(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(words(text)))


def _called(name: str, shelf: Catalogue) -> Subject | None:
    wanted = named_content(name)
    for subject in shelf.subjects:
        if wanted and any(wanted == named_content(each) for each in subject.names):
            return subject
    return None


def _without_end(said: tuple[str, ...]) -> tuple[str, ...]:
    for _ in range(3):
        for phrase in phrases("switch_end"):
            if len(said) > len(phrase) and said[-len(phrase) :] == phrase:
                said = said[: -len(phrase)]
                break
    return said
