"""One tool call: the request read into a turn, the turn taken through the door, the reply handed over."""

from skill.channels.mcp.responses import Told, plain_told, told
from skill.dialogue.acts import UserTurn
from skill.doors.door import Door
from skill.errors import StoreError

_SAY = (
    "The digits are {first}, {second}. They are to be said, one after the other and within ten minutes, "
    "where the owl knows the learner already: “link code”, and then the digits."
)
_LATER = "There is no code to be had just now. Please try again in ten minutes."


class Handler:
    """What the tools do for one device after another. Safe to use from several threads."""

    def __init__(self, door: Door):
        self._door = door

    @property
    def links_doors(self) -> bool:
        """Whether a tool may show link codes."""
        return self._door.links_doors

    def take(self, device: str, turn: UserTurn) -> Told:
        """A turn of the device's. Never raises."""
        turned = self._door.take_turn(device, turn)
        return told(turned.reply, turned.state, turned.log)

    def link_code(self, device: str) -> Told:
        """A code for the learner to say where they are known. Never raises."""
        try:
            code = self._door.link_code(device)
        except StoreError:
            code = None
        if code is None:
            return plain_told(_LATER)
        first, second = " ".join(code.digits[:3]), " ".join(code.digits[3:])
        return plain_told(_SAY.format(first=first, second=second))
