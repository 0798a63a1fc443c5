"""What `owl check` has to say about a course."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from skill.content.lines import Lines
from skill.content.placing import teacher_place
from skill.content.problems import Path, Problem, spell_path

Severity = Literal["error", "warning", "note"]
RANK: dict[str, int] = {"error": 0, "warning": 1, "note": 2}

LIKE = 20
"""So many notes of one kind are said once, with their number."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to think about."""

    severity: Severity
    """error: the course does not load; warning: learners will suffer; note: could be better."""
    rule: str
    """Short machine name of the check."""
    path: Path
    """Where: keys and indexes from the top of the file; () for the whole course."""
    reason: str
    """What is the matter, with what was found."""
    fix: str
    """What to do about it."""
    id: str = ""
    """The entry's, item's or topic's id."""
    line: int = 0
    """The line of the file, from 1; 0 where it is not known."""

    @property
    def place(self) -> str:
        """The path as a person reads it."""
        return spell_path(self.path) or "course"

    @property
    def named(self) -> str:
        """The place as a teacher names it: "Topic 1, question 10, the prompt"."""
        return teacher_place(self.path) or "The course"

    def to_dict(self) -> dict[str, Any]:
        """For editors: plain JSON values."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "place": self.place,
            "named": self.named,
            "path": list(self.path),
            "id": self.id,
            "line": self.line,
            "reason": self.reason,
            "fix": self.fix,
        }

    def __str__(self) -> str:
        at = ", ".join(filter(None, (self.place if self.path else "", self.id)))
        named = f" ({at})" if at else ""
        fix = f" {self.fix}" if self.fix else ""
        line = f"line {self.line}" if self.line else ""
        # What is the matter with the file as a whole has no place in the course.
        place = "" if self.rule == "structure" and not self.path else f"{self.named}{named}"
        where = ", ".join(filter(None, (line, place)))
        return f"{self.severity}: {where}{': ' if where else ''}{self.reason}{fix}"


def from_problem(problem: Problem, severity: Severity) -> Finding:
    """A structural fault, or an unknown field, as a finding."""
    rule = "structure" if severity == "error" else "unknown-field"
    stop = "" if problem.reason.endswith(("?", "!", ".")) else "."
    return Finding(severity, rule, problem.path, problem.reason + stop, "")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes; each in the file's order."""

    def key(finding: Finding) -> tuple[Any, ...]:
        place = [(0, step, "") if isinstance(step, int) else (1, 0, step) for step in finding.path]
        return RANK[finding.severity], place, finding.rule

    return sorted(dict.fromkeys(findings), key=key)


def with_lines(findings: Iterable[Finding], text: str) -> list[Finding]:
    """The findings with the lines on which they stand in the file's text."""
    lines = Lines(text)
    return [replace(finding, line=lines.of(finding.path)) for finding in findings]


def gathered(findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """The findings, each with how many more of its kind it stands for: twenty like notes are one."""
    listed = list(findings)
    counts: dict[str, int] = {}
    for each in listed:
        if each.severity == "note":
            counts[each.rule] = counts.get(each.rule, 0) + 1
    seen: set[str] = set()
    made = []
    for each in listed:
        many = each.severity == "note" and counts[each.rule] >= LIKE
        if many and each.rule in seen:
            continue
        seen.add(each.rule)
        made.append((each, counts[each.rule] - 1 if many else 0))
    return made


def exit_code(findings: Iterable[Finding], strict: bool = False) -> int:
    """1 when there are errors, and when `strict` also for warnings; else 0."""
    fatal = ("error", "warning") if strict else ("error",)
    return int(any(finding.severity in fatal for finding in findings))
