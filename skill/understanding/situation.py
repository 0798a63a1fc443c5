"""Where the conversation stands, as far as it says what words can mean."""

from dataclasses import dataclass

from skill.content.course import QuizItem


@dataclass(frozen=True)
class Situation:
    """The open question, what was offered, and what was heard last."""

    item: QuizItem | None = None
    order: tuple[int, ...] | None = None
    """A choice's options as they were read out."""
    earned: frozenset[int] = frozenset()
    """Points of the open list that were named already."""
    offer: str = ""
    """What "yes" means now; one of `skill.dialogue.offers`."""
    choice: tuple[str, ...] = ()
    """Entries offered to choose from."""
    entry: str | None = None
    """The entry heard last."""
    topic: str | None = None
    over: bool = False
    """A quiz has just ended."""
    doubt: str = ""
    """The answer that waits for "did you say ...?"."""
    suggested: bool = False
    """A question was suggested just now."""

    meant: bool = False
    """The words are known to be said to the owl, as an answer most likely."""
    typed: bool = False
    """The words were typed: nobody else in the room is heard, and yet not all of it answers."""

    @property
    def offered(self) -> str:
        """The offer by the name the reader knows: points, another_quiz, did_you_mean, resume."""
        return _NAMES.get(self.offer, "other" if self.offer else "none")


_NAMES = {
    "list": "points", "list_on": "points", "detail": "points", "more_quiz": "another_quiz",
    "retry": "another_quiz", "choice": "did_you_mean", "resume": "resume",
}  # fmt: skip
