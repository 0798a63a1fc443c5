"""What can go wrong, as types. Every message is written for the person who reads it."""


class SkillError(Exception):
    """The root of everything this package raises on purpose."""


class ContentError(SkillError):
    """A course that cannot be used. `problems` holds one line for each fault."""

    def __init__(self, problems: list[str] | tuple[str, ...]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class StaleIndex(SkillError):
    """A built index that is missing, stale or damaged; the message says which and what to do."""


class StoreError(SkillError):
    """The learner store could not be read or written."""


class StoreConflict(StoreError):
    """The record changed since it was loaded; reload it and apply the turn again."""


class ForeignRequest(SkillError):
    """A request that carries another skill's id."""
