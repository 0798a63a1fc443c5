"""Conversations as files: saved by the page, replays of `ask dialog`, transcript tests."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from skill.bench.envelopes import SKILL
from skill.bench.replay import QUIT
from skill.errors import ContentError

FORMAT = "owl-conversation"
QUESTIONS = "# questions:"
"""The line of a transcript that names what the next quiz asks."""
MOST_STEPS = 500
LONGEST = 2_000
"""Characters that can be said at once."""
MOST_DAYS = 3_650
"""How far the clock moves at once."""

Do = Literal["say", "silence", "touch", "wait", "new", "end", "send"]
DOINGS: tuple[Do, ...] = ("say", "silence", "touch", "wait", "new", "end", "send")
Json = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One thing done to the device, and what should come of it."""

    do: Do
    value: Any = ""
    """Words for `say`, arguments for `touch`, days for `wait`, an envelope for `send`."""
    owl: tuple[str, ...] = ()
    """What the owl says: word for word when `exact`, else pieces with ... between them."""
    exact: bool = False
    microphone: Literal["", "open", "closed"] = ""
    """Whether the microphone is open after it; empty: either."""
    questions: tuple[str, ...] = ()
    """The items that the quiz asks which begins here, and later ones until others are named."""
    words: str = ""
    """What was meant, in words that fit however the options are shuffled: for a touched
    option, or its letter."""

    def difference(self, said: str, is_open: bool) -> str:
        """Where what came differs from what was expected; empty when it does not."""
        wrong = [text for text in self.owl if not self._agrees(text, said)]
        if wrong:
            return f"expected: {' / '.join(wrong)}"
        if self.microphone and self.microphone != ("open" if is_open else "closed"):
            return f"expected: the microphone is {self.microphone}"
        return ""

    def _agrees(self, expected: str, said: str) -> bool:
        return " ".join(said.split()) == expected if self.exact else matches(expected, said)


@dataclass(frozen=True)
class Talk:
    """A conversation: how it was set up, and its steps."""

    steps: tuple[Step, ...]
    locale: str = ""
    device: str = ""
    capture: str = ""
    learner: str = ""
    seed: int | None = None
    start: str = ""
    """When it began, as ISO 8601."""


def matches(expected: str, said: str) -> bool:
    """Whether the pieces between "..." are said, in order, without regard to case or marks."""
    rest = bare(said)
    for piece in map(bare, expected.split("...")):
        at = rest.find(piece)
        if at < 0:
            return False
        rest = rest[at + len(piece) :]
    return True


def bare(text: str) -> str:
    """The words alone, small."""
    return " ".join(re.sub(r"[^\w\s%']", " ", text.lower()).split())


def saved(talk: Talk) -> str:
    """The page's own file: everything needed to hold the same conversation again."""
    return json.dumps(as_json(talk), indent=1, ensure_ascii=False) + "\n"


def as_json(talk: Talk) -> Json:
    """A conversation as JSON values."""
    return {"format": FORMAT, "version": 1, **asdict(talk)}


def replay(talk: Talk) -> str:
    """A replay file of `ask dialog`: the words alone."""
    said = [step.value if step.do == "say" else step.words for step in talk.steps]
    said = [words for words in said if words]
    data = {"skillId": SKILL, "locale": talk.locale, "type": "text", "userInput": [*said, QUIT]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def loaded(name: str, text: str) -> Talk:
    """A conversation from any of the three kinds of file.

    Raises:
        ContentError: it is none of them; says why.
    """
    stripped = text.lstrip("\ufeff").strip()
    talk = _from_json(name, stripped) if stripped.startswith("{") else _from_lines(name, stripped)
    if not talk.steps:
        raise ContentError([f"{name}: nothing is said in it"])
    if len(talk.steps) > MOST_STEPS:
        raise ContentError([f"{name}: {len(talk.steps)} steps; {MOST_STEPS} can be played"])
    return talk


def _from_json(name: str, text: str) -> Talk:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ContentError([f"{name}: not JSON ({error})"]) from None
    if data.get("format") == FORMAT:
        steps = data.get("steps")
        if not isinstance(steps, list):
            raise ContentError([f"{name}: steps: expected a list"])
        read = tuple(read_step(step, f"{name}: steps[{at}]: ") for at, step in enumerate(steps))
        words = {
            key: str(data.get(key) or "") for key in ("locale", "device", "capture", "learner")
        }
        seed = data.get("seed")
        return Talk(read, **words, seed=seed if isinstance(seed, int) else None,
                    start=str(data.get("start") or ""))  # fmt: skip
    said = data.get("userInput")
    if not isinstance(said, list) or not all(isinstance(line, str) for line in said):
        raise ContentError(
            [f"{name}: neither a saved conversation nor a replay file of `ask dialog`"]
        )
    said = said[: said.index(QUIT)] if QUIT in said else said
    return Talk(tuple(Step("say", line) for line in said), locale=str(data.get("locale") or ""))


def read_step(data: object, here: str = "") -> Step:
    """One step from JSON values; ContentError says what is wrong with it."""
    given = data if isinstance(data, Mapping) else {}
    do, value, owl = given.get("do"), given.get("value", ""), given.get("owl") or ()
    wrong = ""
    if do not in DOINGS:
        wrong = f"do: expected one of {', '.join(DOINGS)}"
    elif not _fits(do, value):
        wrong = f"value: expected {_VALUES[do]}"
    elif not isinstance(owl, list | tuple) or not all(isinstance(text, str) for text in owl):
        wrong = "owl: expected a list of texts"
    if wrong:
        raise ContentError([f"{here}{wrong}"])
    microphone = given.get("microphone")
    return Step(
        do,  # type: ignore[arg-type]
        value, tuple(owl), bool(given.get("exact")),
        microphone if microphone in ("open", "closed") else "",
        _texts(given.get("questions")), str(given.get("words") or ""),
    )  # fmt: skip


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


_OFFSTAGE = re.compile(
    r"\((?:memory off|the store \w+|gone from the course|elicits|leans to|pace|noted)\b[^()]*\)"
)
"""Lines of a transcript about what only the tests bring about, or look at."""
_VALUES = {
    "say": f"words, at most {LONGEST} characters",
    "touch": "a list of arguments",
    "send": "an envelope with a request",
    "wait": f"days, from 0 to {MOST_DAYS}",
}


def _fits(do: str, value: Any) -> bool:
    if do == "say":
        return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST
    if do == "touch":
        return isinstance(value, list)
    if do == "send":
        return isinstance(value, dict) and isinstance(value.get("request"), dict)
    if do == "wait":
        return type(value) in (int, float) and 0 <= value <= MOST_DAYS
    return True


def _from_lines(name: str, text: str) -> Talk:
    steps: list[Step] = []
    questions: tuple[str, ...] = ()
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith(QUESTIONS):
            questions = tuple(line.removeprefix(QUESTIONS).split())
        if not line or line.startswith("#") or _OFFSTAGE.match(line):
            continue
        if line in ("(open)", "(end)") or line.startswith("owl:"):
            if not steps:
                raise ContentError([f"{name}:{number}: nothing was said before it"])
            steps[-1] = _expecting(steps[-1], line)
        else:
            steps.append(replace(_doing(f"{name}:{number}", line), questions=questions))
            questions = ()
    return Talk(tuple(steps))


def _expecting(step: Step, line: str) -> Step:
    if line.startswith("owl:"):
        return replace(step, owl=(*step.owl, line[4:].strip()))
    return replace(step, microphone="open" if line == "(open)" else "closed")


def _doing(here: str, line: str) -> Step:
    if line.startswith("learner:"):
        return Step("say", line[8:].strip())
    if line == "(silence)":
        return Step("silence")
    if line == "---":
        return Step("new")
    touched = re.fullmatch(r"\(touch:\s*(\S.*)\)", line)
    if touched:
        return Step("touch", ["touch", touched[1].strip()])
    passed = re.fullmatch(r"\(days pass:\s*(\d+(?:\.\d+)?)\)", line)
    if passed:
        return Step("wait", float(passed[1]))
    raise ContentError([f"{here}: expected learner:, owl:, (silence) or ---, got {line[:60]!r}"])
