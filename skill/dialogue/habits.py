"""What a learner chose for this session, where the operator has switched memory off."""

from msgspec import structs

from skill.dialogue.state import State
from skill.learner.record import Learner


def keeping_habits(state: State, learner: Learner) -> State:
    """The state with the learner's pace, board and lessons, if they differ from a newcomer's."""
    habits = (learner.pace, learner.board or "", learner.taught)
    return structs.replace(state, habits=None if habits == ("normal", "", ()) else habits)


def with_habits(learner: Learner, state: State) -> Learner:
    """The learner with what the session remembers of them."""
    if state.habits is None:
        return learner
    pace, board, taught = state.habits
    if pace not in ("slow", "normal", "fast"):
        return learner
    return learner.with_(pace=pace, board=board or None, taught=taught)
