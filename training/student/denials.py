"""Answers with their sense turned, made from items' own accepted and rejected texts: a denial, a
correction either way, a neighbour's answer, and talk that is no answer at all.

Labels follow from how they are made; the wordings are drawn so that no one of them gives it away.
"""

import random
from collections.abc import Iterator, Sequence

from skill.reader.layout import mark_context
from training.student.authored import Authored, Heard
from training.student.pairs import OTHER, RIGHT, WRONG, Pair

DENIED = (
    "it wasn't {x}", "not {x}", "it's not {x}", "definitely not {x}", "anything but {x}",
    "it isn't {x} i know that", "well it can't be {x}", "i don't think it's {x}", "no way it was {x}",
    "never {x}", "{x} no it isn't that", "it's not {x} is it", "the opposite of {x}",
)  # fmt: skip
TURNED = (
    "it wasn't {y} it was {x}", "not {y} {x}", "{y} no wait {x}", "{y} i mean {x}", "not {y} but {x}",
    "um {y} no sorry {x}", "it's {x} not {y}", "{x} rather than {y}", "i thought {y} but it's {x}",
    "{y} hang on no {x}",
)  # fmt: skip
PLAIN = (
    "{x}", "i think it's {x}", "it was {x}", "um {x}", "{x} i think", "is it {x}", "probably {x}",
    "oh {x}", "that's {x} isn't it", "was it {x}", "i'd say {x}", "got to be {x}", "{x} innit",
)  # fmt: skip
CLAUSES = (
    ("because {x}", RIGHT), ("cos {x}", RIGHT), ("it's not because {x}", WRONG),
    ("it had nothing to do with {x}", WRONG), ("it wasn't that {x}", WRONG),
    ("they said {x} but that's not why", WRONG), ("basically {x}", RIGHT), ("so that's why {x}", RIGHT),
)  # fmt: skip


TALK = ("aside", "dont_know", "command:stop", "command:wait", "distress", "upset")
"""Acts that are no answer, whatever words of one they hold."""


def _low(text: str) -> str:
    return text.lower().rstrip(".").strip()


def turned(
    prompt: str, accepted: Sequence[str], rejected: Sequence[str], group: str, rng: random.Random
) -> Iterator[Pair]:
    """Pairs of one short item."""
    context = mark_context(prompt, accepted)
    right = [_low(text) for text in accepted[:3] if text]
    wrong = [_low(text) for text in rejected if text] or []
    if not right:
        return
    if len(right[0].split()) > 4:
        for form, label in rng.sample(CLAUSES, 3):
            yield Pair("mark", form.format(x=rng.choice(right)), context, label, 0.4, group)
        return
    x = rng.choice(right)
    yield Pair("mark", rng.choice(PLAIN).format(x=x), context, RIGHT, 0.4, group)
    for form in rng.sample(DENIED, 2):
        yield Pair("mark", form.format(x=rng.choice(right)), context, WRONG, 0.4, group)
    for y in rng.sample(wrong, min(2, len(wrong))):
        yield Pair("mark", rng.choice(TURNED).format(x=x, y=y), context, RIGHT, 0.4, group)
        yield Pair("mark", rng.choice(TURNED).format(x=y, y=x), context, WRONG, 0.4, group)
        yield Pair("mark", rng.choice(PLAIN).format(x=y), context, WRONG, 0.4, group)


def of_course(course: Authored, rng: random.Random) -> Iterator[Pair]:
    """Pairs of an authored course."""
    for item in course.items:
        if item.kind == "short":
            accepted = [item.answer, *item.accept]
            yield from turned(item.prompt, accepted, item.reject, course.name, rng)


def talk(
    said: Sequence[Heard], contexts: Sequence[str], rng: random.Random, times: int = 1
) -> Iterator[Pair]:
    """What is no answer, held against answers: `other`. contexts: of any items."""
    for each in said:
        if each.act in TALK:
            for _ in range(times):
                yield Pair("mark", each.heard, rng.choice(contexts), OTHER, 0.3, each.author)
