"""What is said to the owl rather than about the subject, in any wording, without context.

A command is recognised by a key phrase and by what is left when the phrase is taken away: only
courtesy and talk about the quiz itself ("please", "can you", "that question"). A word of the
subject in the rest makes it an answer, so "it stopped imports" is no command. A question is
recognised by how it opens; "is it Stalin?" is an answer.
"""

import re
from functools import cache, lru_cache

from skill.language.asking import CLAUSES, NAMED, QUESTIONS
from skill.language.doubts import DONT_KNOW
from skill.language.imperatives import IMPERATIVES, NOT_FROM, TRIGGERS
from skill.language.normalise import words
from skill.language.phrases import COMMANDS, NEVER_TALK, TALK
from skill.language.replies import kind_of

_COMMANDS = frozenset(name for name, _ in COMMANDS)
_MAX_TEXT = 200
"""Characters; a longer utterance is an answer."""
_MAX_REST = 14
"""Words that may stand beside a key phrase."""


@cache
def _commands() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, _any_of(lines)) for name, lines in COMMANDS]


@cache
def _imperatives() -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
    return [
        (name, frozenset(TRIGGERS[name].split()), _any_of(lines)) for name, lines in IMPERATIVES
    ]


@cache
def _talk() -> frozenset[str]:
    return frozenset(TALK.split())


def _any_of(lines: str) -> re.Pattern[str]:
    """One pattern of many lines, matching whole words."""
    choices = "|".join(line.strip() for line in lines.strip().splitlines())
    return re.compile(rf"(?<!\S)(?:{choices})(?!\S)")


_DONT_KNOW = _any_of(DONT_KNOW)
_QUESTION, _CLAUSE, _NAMED = _any_of(QUESTIONS), _any_of(CLAUSES), _any_of(NAMED)
_NEVER = _any_of(NEVER_TALK)
_OTHERS = frozenset(
    "they he she you people who to had has having means mean says say that never people's us".split()
)
_NOT_FROM = _any_of(NOT_FROM)
_LEAD = re.compile(
    r"^(?:(?:sorry|wait|hang on|hold on|ok|okay|oh|um|erm|uh|hey|so|and|but|also|actually|alexa|owl|well|right|"  # noqa: E501
    r"before (?:that|i answer)|just|quick question|i have a question|one thing|no|yeah|first|hmm|please) )+"
)  # fmt: skip


def _text(heard: str) -> str:
    return " ".join(words(heard[: 2 * _MAX_TEXT]))


def _undoubted(text: str, mark: str) -> str:
    """The text with the learner's own doubt replaced by the mark."""
    return _DONT_KNOW.sub(lambda found: mark if _own_doubt(text, found) else found[0], text)


def _own_doubt(text: str, found: re.Match[str]) -> bool:
    """Whether the learner says it of themselves: not "they didn't know", "Pip had no idea"."""
    before = text[: found.start()].split()
    return not before or before[-1] not in _OTHERS


@lru_cache(maxsize=512)
def command_in(heard: str) -> str | None:
    """The command the whole utterance is, or None when it is an answer or a question.

    One of repeat, options, skip, hint, stop, help, slower, faster, why, override, wait.
    """
    kind = _kind(_text(heard))
    return kind if kind in _COMMANDS else None


@lru_cache(maxsize=512)
def _kind(text: str) -> str:
    """One of `replies.KINDS`, as the wordings and the model that weighs them make it."""
    by_wording = kind_by_wording(text)
    return by_wording if len(text) > _MAX_TEXT else kind_of(text.split(), by_wording)


def kind_by_wording(text: str) -> str:
    """The kind that the wordings alone make it: what the model was trained to weigh."""
    if command := _command(text):
        return command
    if _is_doubt(text):
        return "dont_know"
    return "question" if _opens_question(text) else "answer"


def _command(text: str) -> str | None:
    if not text or len(text) > _MAX_TEXT:
        return None
    if name := _imperative(text):
        return name
    if _NEVER.search(text):
        return None
    # What was taken out leaves a mark, so that "sorry, I don't know" is not a bare "sorry".
    sure = _undoubted(text, "~")
    for name, pattern in _commands():
        if not pattern.search(sure):
            continue
        rest = pattern.sub(" ", sure).split()
        if len(rest) <= _MAX_REST and all(word in _talk() for word in rest):
            return name
    return None


def _imperative(text: str) -> str | None:
    """The command that a wording for the owl alone gives, whatever stands beside it."""
    said = frozenset(text.split())
    for name, triggers, pattern in _imperatives():
        if triggers.isdisjoint(said):
            continue
        if name == "hint":  # "I haven't got a clue" asks for none
            text = _undoubted(text, "~")
        for found in pattern.finditer(text):
            if not _NOT_FROM.fullmatch(text[: found.start()].strip()):
                return name
    return None


def says_dont_know(heard: str) -> bool:
    """Whether the words tell that the learner does not know (an answer may still follow)."""
    text = _text(heard)
    return _kind(text) == "dont_know" or _is_doubt(text)


@lru_cache(maxsize=512)
def _is_doubt(text: str) -> bool:
    return any(_own_doubt(text, found) for found in _DONT_KNOW.finditer(text))


@lru_cache(maxsize=512)
def without_dont_know(heard: str) -> str:
    """What is said beside not knowing: "not sure, maybe Stalin" → "maybe stalin"."""
    return " ".join(_undoubted(_text(heard), " ").split())


@lru_cache(maxsize=512)
def is_question(heard: str, clause: bool = False) -> bool:
    """Whether it asks something new ("what was Gosplan again?"), rather than answering.

    "Is it Stalin?", "what they did was invade" and "when the army took over" are answers.
    clause: whether the prompt may be answered by what sounds like a question ("how many people
    are about", for what affects it).
    """
    text = _text(heard)
    if clause:
        return _kind(text) not in _COMMANDS and _opens_question(text, clause)
    return _kind(text) == "question"


def _opens_question(text: str, clause: bool = False) -> bool:
    text = _LEAD.sub("", text + " ").strip()
    if _QUESTION.match(text) is None or _NAMED.fullmatch(text):
        return False
    return not (clause and _CLAUSE.fullmatch(text))
