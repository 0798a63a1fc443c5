"""Matching questions, which Moodle has in GIFT and in XML: each pair becomes a question of its own."""

from skill.desk.entries import clean
from skill.desk.pile import Pile
from skill.desk.put import Put, sentence

_MOST = 6
"""Options that a listener is read."""


def put_matching(
    pile: Pile, prompt: str, pairs: list[tuple[str, str]], topic: str, line: int
) -> None:
    """A choice for each pair, and an entry that tells them all."""
    pairs = [(clean(left), clean(right)) for left, right in pairs]
    whole = [(left, right) for left, right in pairs if left and right]
    options = tuple(dict.fromkeys(right for _, right in pairs if right))
    if len(whole) < 2:
        pile.left(prompt, "a matching question with fewer than two pairs", line)
        return
    told = [f"{sentence(left).rstrip('.')}: {right}." for left, right in whole]
    tests = pile.tell(prompt, told, topic, line)
    for left, right in whole:
        others = [each for each in options if each != right][: _MOST - 1]
        kept = tuple(each for each in options if each == right or each in others)
        asked = f"{prompt.rstrip(' .:?')}: {left}?"
        pile.put(Put(asked, (right,), (), kept, topic=topic, line=line, tests=tests))
