"""What the dialogue remembers between two turns of one session: ids, numbers, and the last
words heard as an answer. It travels in the session attribute."""

import json
from typing import Any

import msgspec
from msgspec import Struct

from skill.learner.profiles import ANIMALS
from skill.quiz import session
from skill.quiz.session import Quiz

VERSION = 1
MOST_BYTES = 1940
"""What a state may take as JSON: with what the channel adds, a session attribute of 2 kB."""
MOST_ID = 40
MOST_HEARD = 140
MOST_HEARD_BYTES = 150
"""What the last answer may take in a session attribute, where other scripts take six a letter."""


class State(Struct, frozen=True, omit_defaults=True):
    """The dialogue state. A fresh one is the start of a conversation."""

    entry: str | None = None
    """The entry heard last: "tell me more", "why did they" are about it."""
    topic: str | None = None
    """The topic talked about last."""
    offer: str = ""
    """What "yes" means now; one of `skill.dialogue.offers`, empty when nothing is offered."""
    choice: tuple[str, ...] = ()
    """Entries offered to choose from, at most two."""
    listing: str | None = None
    """The entry whose points are being read out."""
    point: int = 0
    """How many of these points have been read."""
    said: tuple[str, ...] = ()
    """What to say again on "repeat": a name of something said and its ids."""
    quiz: Quiz | None = None
    over: Quiz | None = None
    """The quiz that has just ended, for "why?" and "I was right" about its last question."""
    misses: int = 0
    """Turns in a row that were not understood."""
    heard: str = ""
    """The last answer heard in the quiz, cut at 140 characters, for "I was right"."""
    habits: tuple[str, str, tuple[str, ...]] | None = None
    """Pace, board and what was taught, where nothing is remembered from session to session."""
    profile: str = ""
    """The animal that talks, of `skill.learner.profiles`; empty: whoever comes first."""
    subject: str = ""
    """The subject of the shelf that is talked about, by its id; empty: the first one."""
    gentle: bool = False
    """Something worrying was said in this session: no jokes, no pressure."""
    owed: tuple[int, ...] = ()
    """Places of the quiz whose marks could not be saved yet."""
    left: str = ""
    """Such marks of quizzes that were left for another, packed; see `skill.dialogue.owed`."""
    unsaved: bool = False
    """The learner was told that progress may not be saved."""

    @property
    def missed(self) -> tuple[str, ...]:
        """Ids of what was missed in the quiz that has just ended."""
        return self.over.missed if self.over else ()


def cut(text: str) -> str:
    """Words heard, as much of them as is remembered."""
    text = text[:MOST_HEARD]
    while len(json.dumps(text)) > MOST_HEARD_BYTES:
        text = text[:-8]
    return text


def to_dict(state: State) -> dict[str, Any]:
    """The state as plain JSON values."""
    return {"v": VERSION, **msgspec.to_builtins(state)}


def from_dict(data: object) -> State:
    """The state in a session attribute; a fresh one for anything it cannot read or that is
    not sound: the attribute comes from outside."""
    if not isinstance(data, dict) or data.get("v") != VERSION:
        return State()
    try:
        state = msgspec.convert(data, State, strict=False)
        msgspec.json.encode(state)
    except (ValueError, OverflowError, RecursionError):
        return State()
    return state if _is_sound(state) else State()


def _is_sound(state: State) -> bool:
    """Whether every number is in its range, so that no place in a quiz can be missing."""
    small = all(0 <= number <= 1000 for number in (state.point, state.misses))
    quizzes = all(session.is_sound(quiz) for quiz in (state.quiz, state.over) if quiz)
    short = len(state.choice) <= 2 and len(state.owed) <= 20 and len(state.left) <= MOST_BYTES
    known = state.profile in ("", *ANIMALS)
    return small and quizzes and short and known and len(state.subject) <= MOST_ID
