"""What the operator decides, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from skill.errors import SkillError

HOME = Path(__file__).resolve().parent.parent
"""Where the skill is installed: the folder of `content.json`."""

SHORTEST_KEY = 32
"""Characters of a key that is given by hand."""

Capture = Literal["elicit", "intents"]


@dataclass(frozen=True)
class Settings:
    """Everything that differs from one deployment to the next."""

    content: Path = HOME / "content.json"
    """The course (CONTENT)."""
    build: Path | None = None
    """A folder that `owl build` made: the checked course and its index (BUILD)."""
    cache: Path = HOME / ".owl"
    """Where a laptop keeps what it built, its learners and its weights (OWL_CACHE)."""
    skill_id: str = ""
    """Only requests of this skill are answered; empty: any (SKILL_ID)."""
    capture: Capture = "elicit"
    """How free speech is caught (CAPTURE)."""
    memory: bool = True
    """Whether learners are remembered (LEARNER_MEMORY=on|off)."""
    store: str = ""
    """`memory`, `sqlite:<path>` or `dynamodb:<table>`; empty: SQLite in the cache (LEARNER_STORE)."""
    bucket: str = ""
    """Where a newer course may be published; empty: the one that shipped (COURSE_BUCKET)."""
    keep_words: bool = False
    """Keep the words of unanswered questions and disputed answers (KEEP_WORDS=on)."""
    model: str = ""
    """A Bedrock model or inference profile that rephrases; empty: none (MODEL)."""
    model_region: str = ""
    """Its region, if it is not the function's own (MODEL_REGION)."""
    guardrail: str = ""
    """A Bedrock guardrail, `id:version`, or empty (MODEL_GUARDRAIL)."""
    model_for_children: bool = False
    """The operator confirms that a skill for children may use it (MODEL_FOR_CHILDREN=confirmed)."""
    children: bool = True
    """Whether the skill is directed to children (CHILD_DIRECTED=yes|no)."""
    linking: bool = False
    """Whether a learner may link further doors to their record (LINKING=off|on)."""
    door_key: str = field(default="", repr=False)
    """What devices' ids are signed and hashed with, 32 characters or more; empty: one that is drawn
    once and kept in the cache (DOOR_KEY)."""


def may_ask_model(settings: Settings) -> bool:
    """Whether a language model is asked: one is named, and for children it was confirmed."""
    return bool(settings.model) and (settings.model_for_children or not settings.children)


def may_link(settings: Settings) -> bool:
    """Whether doors can be linked: the operator says so, the skill is not directed to children (which
    links no accounts), and there is a record to link to."""
    return settings.linking and not settings.children and settings.memory


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in an environment (the process's own by default).

    Raises:
        SkillError: a value is not one of those allowed; the message names it.
    """
    env = os.environ if environment is None else environment
    default = Settings()
    return Settings(
        content=Path(env.get("CONTENT") or default.content),
        build=Path(env["BUILD"]) if env.get("BUILD") else None,
        cache=Path(env.get("OWL_CACHE") or default.cache),
        skill_id=env.get("SKILL_ID", "").strip(),
        capture="intents"
        if _one_of(env, "CAPTURE", "elicit", "intents") == "intents"
        else "elicit",
        memory=_one_of(env, "LEARNER_MEMORY", "on", "off") == "on",
        store=_store(env.get("LEARNER_STORE", "").strip()),
        bucket=env.get("COURSE_BUCKET", "").strip(),
        keep_words=_one_of(env, "KEEP_WORDS", "off", "on") == "on",
        model=env.get("MODEL", "").strip(),
        model_region=env.get("MODEL_REGION", "").strip(),
        guardrail=env.get("MODEL_GUARDRAIL", "").strip(),
        model_for_children=_one_of(env, "MODEL_FOR_CHILDREN", "no", "confirmed") == "confirmed",
        children=_one_of(env, "CHILD_DIRECTED", "yes", "no") == "yes",
        linking=_one_of(env, "LINKING", "off", "on") == "on",
        door_key=_door_key(env.get("DOOR_KEY", "").strip()),
    )


def _one_of(env: Mapping[str, str], name: str, *allowed: str) -> str:
    """The value of a setting, the first of those allowed when it is not set."""
    value = env.get(name, "").strip().lower() or allowed[0]
    if value not in allowed:
        raise SkillError(f"{name}: expected {' or '.join(allowed)}, got {value!r}")
    return value


def _door_key(value: str) -> str:
    if value and len(value) < SHORTEST_KEY:
        raise SkillError(f"DOOR_KEY: expected {SHORTEST_KEY} characters or more, got {len(value)}")
    return value


def _store(value: str) -> str:
    kind, _, rest = value.partition(":")
    if value in ("", "memory") or (kind in ("sqlite", "dynamodb") and rest):
        return value
    raise SkillError(
        f"LEARNER_STORE: expected memory, sqlite:<path> or dynamodb:<table>, got {value!r}"
    )
