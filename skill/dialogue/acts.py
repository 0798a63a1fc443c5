"""What a learner does in one turn, whatever the channel it came through."""

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """The dialogue acts a channel can name. Everything else is SAID, and is interpreted."""

    LAUNCH = "launch"
    SAID = "said"
    YES = "yes"
    NO = "no"
    REPEAT = "repeat"
    NEXT = "next"
    PREVIOUS = "previous"
    START_OVER = "start_over"
    HELP = "help"
    STOP = "stop"
    CANCEL = "cancel"
    HOME = "home"
    FALLBACK = "fallback"
    TOUCHED = "touched"
    ENDED = "ended"
    FORGOTTEN = "forgotten"
    SWITCHED = "switched"
    """Not of a channel: the learner has just come over from another subject."""
    IGNORED = "ignored"


@dataclass(frozen=True)
class UserTurn:
    """One turn of the learner."""

    act: Act
    """What the channel knows was meant; SAID where only the words are known."""
    text: str = ""
    """The words, as nearly as the channel can restore them; also for acts that have words
    ("yes" may answer a true-or-false question)."""
    also: tuple[str, ...] = ()
    """Other readings of the same utterance (a resolved slot value, a second slot)."""
    opens: bool = False
    """The first turn of a session."""
    stays: bool = False
    """There is no microphone to close: the session goes on after whatever opened it."""
    typed: bool = False
    """A person typed or tapped it: it is for the owl, and nobody else in the room is heard. Not all of it
    answers what is open, for all that."""
    touched: str = ""
    """For TOUCHED: what was touched, such as `option:2`, `topic:<id>` or `say:<words>`."""
    locale: str = "en-GB"
    switched: bool = False
    """The turn goes on in another subject than it began in."""
    screen: bool = False
    """The device can show a screen."""

    @property
    def one_shot(self) -> bool:
        """It opens a session, and what it asks is all of it."""
        return self.opens and not self.stays
