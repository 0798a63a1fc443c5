"""The course maker's commands: check, new, enrich; `bringing` and `handouts` have the rest."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from skill.desk.bringing import accept, content_option, export, import_
from skill.desk.findings import Finding, Severity, exit_code
from skill.desk.handouts import guide, listen
from skill.errors import ContentError
from skill.settings import from_environment

_BAR_FROM = 1000
"""Entries: a smaller course is checked before a bar could be read."""
_MEANING_TO = 150
"""Entries: a larger course is routed by words alone, unless asked otherwise."""


@click.group()
def workshop_commands() -> None:
    """Make and mend courses."""


@workshop_commands.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@content_option
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON, for editors.")
@click.option("--strict", is_flag=True, help="Warnings, too, make the exit code 1.")
@click.option(
    "--level",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    show_default=True,
    help="Show nothing below this.",
)
@click.option("--quick", is_flag=True, help="Leave out what routes questions and marks answers.")
@click.option("--thorough", is_flag=True, help="Compare meanings in a large course, too.")
def check(
    file: Path | None,
    content: Path | None,
    as_json: bool,
    strict: bool,
    level: Severity,
    quick: bool,
    thorough: bool,
) -> None:
    """Check a course: faults that stop it from loading, and what a second reader would say.

    Each finding says where, why and what to do. The exit code is 1 when there are errors. Further
    courses that it names (`also`) are checked, too.
    """
    from skill.desk.findings import RANK, gathered

    found: list[Finding] = []
    reports = []
    for path in _shelf(file or content or from_environment().content):
        here = _findings_in(path, quick, thorough, silent=as_json)
        shown = [finding for finding in here if RANK[finding.severity] <= RANK[level]]
        reports.append({"file": str(path), "findings": [each.to_dict() for each in shown]})
        found += here
        if not as_json:
            for finding, alike in gathered(shown):
                more = f" And {alike} more notes like this; --json names each." if alike else ""
                click.echo(f"{finding}{more}")
            click.echo(_summary(path, here))
    if as_json:
        first, *rest = reports
        report = {**first, **({"also": rest} if rest else {})}
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    sys.exit(exit_code(found, strict))


def _shelf(path: Path) -> list[Path]:
    """The course's file, and those of the further courses that it names."""
    from skill.content.loading import examine
    from skill.content.shelf import also_faults

    try:
        course = examine(path).course
    except ContentError:
        return [path]
    names = course.file.also if course else ()
    return [path, *(path.parent / name for name in names if not also_faults([name]))]


def _findings_in(path: Path, quick: bool, thorough: bool, silent: bool) -> list[Finding]:
    try:
        return _check(path, quick, thorough, silent)
    except ContentError as error:
        from skill.desk.check import problems_as_findings

        return list(problems_as_findings(error))


def _check(path: Path, quick: bool, thorough: bool, silent: bool) -> list[Finding]:
    from skill.content.loading import examine
    from skill.desk import check as checking

    course = examine(path).course
    if course is None or quick:
        return checking.check_file(path)
    entries = sum(1 for _ in course.entries())
    from skill.desk.tools import open_tools

    tools = open_tools(from_environment().cache, meaning=thorough or entries <= _MEANING_TO)
    progress, close = _bar(checking.steps(course), show=entries > _BAR_FROM and not silent)
    found = checking.check_file(path, tools.router, tools.marker, progress)
    close()
    return found


def _bar(total: int, show: bool) -> tuple[Callable[[int], None], Callable[[], None]]:
    if not show:
        return (lambda done: None), (lambda: None)
    from tqdm import tqdm

    bar = tqdm(total=total, desc="Checking", unit=" steps", file=sys.stderr)
    return bar.update, bar.close


def _summary(path: Path, found: list[Finding]) -> str:
    if not found:
        return f"{path.name}: nothing to mend."
    counts = []
    for severity in ("error", "warning", "note"):
        number = sum(finding.severity == severity for finding in found)
        if number:
            counts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return f"{path.name}: {', '.join(counts)}."


@workshop_commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", default="My course", show_default=True, help="The course's title.")
@click.option(
    "--invocation-name", default="revision owl", show_default=True, help="What follows “open”."
)
def new(file: Path, title: str, invocation_name: str) -> None:
    """Write a small course to start from. FILE must not exist."""
    from skill.content.invocation import invocation_faults
    from skill.desk.files import write_course
    from skill.desk.new import new_course

    if file.exists():
        raise ContentError([f"{file}: this file exists already; nothing was written"])
    if faults := invocation_faults(invocation_name):
        raise ContentError([f"invocation name “{invocation_name}”: {'; '.join(faults)}"])
    if not title.strip() or len(title) > 200:
        raise ContentError(["a title has 1 to 200 characters"])
    write_course(file, new_course(title.strip(), invocation_name))
    click.echo(f"Wrote {file}. Change it, then try: owl check {file}; owl run --content {file}")


@workshop_commands.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@content_option
@click.option("--out", type=click.Path(path_type=Path), default=Path("drafts.json"), show_default=True,
              help="Where the drafts are written.")  # fmt: skip
@click.option("--endpoint", help="An OpenAI-compatible address (http://localhost:11434/v1).")
@click.option("--model", help="The model's name there; without --endpoint a Bedrock model (MODEL).")
@click.option("--only", multiple=True, help="An entry's or item's id; may be given again.")
@click.option("--field", "fields", multiple=True,
              type=click.Choice(["also_asked", "simpler", "examples", "misconceptions", "accept"]),
              help="Only this kind of draft; may be given again.")  # fmt: skip
def enrich(
    file: Path | None,
    content: Path | None,
    out: Path,
    endpoint: str | None,
    model: str | None,
    only: tuple[str, ...],
    fields: tuple[str, ...],
) -> None:
    """Have a language model draft other wordings, simpler words, examples and misconceptions.

    The course's text is sent to the model that you name, and nothing else. Nothing goes into the course:
    read the drafts, then `owl accept`. OWL_MODEL_KEY is the endpoint's key, if it wants one.
    """
    import os

    import msgspec

    from skill.compose import reader_for
    from skill.content.loading import load_course
    from skill.desk.enriching import FIELDS, Drafts, drafted
    from skill.desk.files import write_bytes
    from skill.desk.models import Chat
    from skill.errors import SkillError
    from skill.tutor.bedrock import Bedrock

    settings = from_environment()
    course = load_course(file or content or settings.content)
    named = model or settings.model
    if not named:
        raise SkillError("which model? --model NAME --endpoint URL, or MODEL for one on Bedrock")
    speak = (
        Chat(endpoint, named, os.environ.get("OWL_MODEL_KEY", ""))
        if endpoint
        else Bedrock(named, settings.model_region, patience=60.0, tokens=900)
    )
    found = []
    try:
        for draft in drafted(
            course, speak, reader_for(settings), fields or FIELDS, frozenset(only), click.echo
        ):
            found.append(draft)
            write_bytes(
                out, msgspec.json.format(msgspec.json.encode(Drafts(tuple(found))), indent=2)
            )
    except SkillError:
        raise
    except Exception as error:
        raise SkillError(f"the model could not be asked: {type(error).__name__}: {error}") from None
    doubtful = sum(draft.covered is False for draft in found)
    click.echo(f"{len(found)} drafts in {out}; {doubtful} say something that the entry does not.")


for _command in (import_, export, accept, guide, listen):
    workshop_commands.add_command(_command)
