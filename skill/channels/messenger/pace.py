"""How much one person may write: more than anybody learns by, and less than floods the page.

Every message costs calls of which Meta gives a page only so many. Grave words are never among those that
are held back, up to a number that no person writes.
"""

from skill.channels.messenger.requests import Event
from skill.doors.limits import Limits
from skill.understanding.safety import alarm


class Pace:
    """Counts of messages by person, in this process. Safe to use from several threads."""

    def __init__(self, limits: Limits | None = None):
        self._limits = limits or Limits()

    def over(self, device: str, event: Event) -> int:
        """Counts a message; by how many it is too many now, 0 for one that is taken."""
        over = self._limits.over("person", device)
        grave = over and event.kind == "said" and alarm(event.text)
        return over if not grave or self._limits.over("grave", device) else 0

    def shows_code(self, device: str) -> bool:
        """Counts a link code that is asked for; whether there is one more."""
        return self._limits.allows("codes", device)
