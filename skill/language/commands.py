"""What is said to the owl rather than about the subject, in any wording, without context.

A command is recognised by a key phrase and by what is left when the phrase is taken away: only
courtesy and talk about the quiz itself ("please", "can you", "that question"). A word of the
subject in the rest makes it an answer, so "it stopped imports" is no command. A question is
recognised by how it opens; "is it Stalin?" is an answer.
"""

import re
from functools import cache, lru_cache

from skill.language.normalise import words
from skill.language.phrases import COMMANDS, DONT_KNOW, NEVER_TALK, QUESTIONS, TALK

_MAX_TEXT = 200
"""Characters; a longer utterance is an answer."""
_MAX_REST = 14
"""Words that may stand beside a key phrase."""


@cache
def _commands() -> list[tuple[str, re.Pattern[str]]]:
    return [(name, _any_of(lines)) for name, lines in COMMANDS]


@cache
def _talk() -> frozenset[str]:
    return frozenset(TALK.split())


def _any_of(lines: str) -> re.Pattern[str]:
    """One pattern of many lines, matching whole words."""
    choices = "|".join(line.strip() for line in lines.strip().splitlines())
    return re.compile(rf"(?<!\S)(?:{choices})(?!\S)")


_DONT_KNOW = _any_of(DONT_KNOW)
_QUESTION = _any_of(QUESTIONS)
_NEVER = _any_of(NEVER_TALK)
_LEAD = re.compile(
    r"^(?:(?:sorry|wait|hang on|hold on|ok|okay|oh|um|erm|uh|hey|so|and|but|also|actually|alexa|owl|well|right|"  # noqa: E501
    r"before (?:that|i answer)|just|quick question|i have a question|one thing|no|yeah|first|hmm|please) )+"
)  # fmt: skip


def _text(heard: str) -> str:
    return " ".join(words(heard[: 2 * _MAX_TEXT]))


@lru_cache(maxsize=512)
def command_in(heard: str) -> str | None:
    """The command the whole utterance is, or None when it is an answer or a question.

    One of repeat, options, skip, hint, stop, help, slower, faster, why, override, wait.
    """
    text = _text(heard)
    if not text or len(text) > _MAX_TEXT or _NEVER.search(text):
        return None
    # What was taken out leaves a mark, so that "sorry, I don't know" is not a bare "sorry".
    sure = _DONT_KNOW.sub("~", text)
    for name, pattern in _commands():
        if not pattern.search(sure):
            continue
        rest = pattern.sub(" ", sure).split()
        if len(rest) <= _MAX_REST and all(word in _talk() for word in rest):
            return name
    return None


@lru_cache(maxsize=512)
def says_dont_know(heard: str) -> bool:
    """Whether the words tell that the learner does not know (an answer may still follow)."""
    return _DONT_KNOW.search(_text(heard)) is not None


@lru_cache(maxsize=512)
def without_dont_know(heard: str) -> str:
    """What is said beside not knowing: "not sure, maybe Stalin" → "maybe stalin"."""
    return " ".join(_DONT_KNOW.sub(" ", _text(heard)).split())


@lru_cache(maxsize=512)
def is_question(heard: str) -> bool:
    """Whether it asks something new ("what was Gosplan again?"), rather than answering.

    "Is it Stalin?", "what they did was invade" and "when the army took over" are answers.
    """
    text = _LEAD.sub("", _text(heard) + " ").strip()
    match = _QUESTION.match(text)
    return match is not None and command_in(heard) is None
