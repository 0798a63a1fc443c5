"""The commands that bring something into a course: import, export, accept."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skill.errors import ContentError
from skill.settings import from_environment

if TYPE_CHECKING:
    from skill.desk.accepting import Answer
    from skill.desk.threeway import Conflict, Settle

content_option = click.option(
    "--content", type=click.Path(path_type=Path), help="The course file (default: content.json)."
)
_KEYS: dict[str, "Answer"] = {"y": "take", "n": "leave", "d": "throw", "a": "rest", "q": "stop"}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The course (default: FILE's name, .json).",
)
@click.option("--dry-run", is_flag=True, help="Report what would be taken, and write nothing.")
@click.option(
    "--conflicts",
    type=click.Choice(["ask", "keep", "take"]),
    help="What you and FILE have both changed: ask each time, keep the course's words, or take FILE's "
    "(default: ask in a terminal, keep elsewhere).",
)  # fmt: skip
def import_(file: Path, out: Path | None, dry_run: bool, conflicts: str | None) -> None:
    """Read what you have into a course: notes, a sheet, a quiz or flash cards.

    FILE is text, Word, HTML or Markdown; CSV or XLSX; a Kahoot, Blooket, Quizlet, Anki, Moodle (GIFT,
    Aiken, XML), QnABot or trivia file. What it holds is taken, and what is left is named with the line
    and the reason. Where the course exists, what this file said before is brought up to date, and what
    you have written stands. Quiz items are drafted; read them, then `owl accept`.
    """
    from skill.desk.importing import import_file, read_existing
    from skill.desk.remembered import Remembered
    from skill.desk.rewriting import update_course
    from skill.desk.threeway import keep_mine

    # Questions in JSON are not written over by the course that is made of them.
    out = out or Path(f"{file.stem}{'-course' if file.suffix.lower() == '.json' else ''}.json")
    if out.exists() and file.exists() and out.samefile(file):
        raise ContentError([f"{file}: this is the course itself; name another with --out"])
    existing = read_existing(out) if out.exists() else None
    remembered = Remembered.beside(out) if existing else Remembered()
    settle = keep_mine if dry_run else _settling(conflicts)
    report = import_file(file, existing, remembered=remembered, settle=settle)
    for line in report.lines():
        click.echo(line)
    if report.conflicts and conflicts is None:
        click.echo("To have the file's words instead: the same command with --conflicts take.")
    _show_faults(report.course)
    if dry_run:
        click.echo("Nothing was written.")
        return
    update_course(out, report.course)
    remembered.write(out)
    click.echo(f"Wrote {out}. Now: owl check {out}")


def _settling(conflicts: str | None) -> "Settle":
    """What is done about conflicts."""
    from skill.desk.threeway import keep_mine

    if conflicts == "ask" or (conflicts is None and sys.stdin.isatty()):
        return _ask
    return (lambda conflict: conflicts == "take") if conflicts else keep_mine


def _ask(conflict: "Conflict") -> bool:
    """The teacher's word on one conflict."""
    click.echo(f"{conflict}")
    return click.confirm("Take the file's words?", default=False)


def _show_faults(course: dict[str, Any]) -> None:
    from skill.content.loading import examine_value

    faults = examine_value(course).faults
    if faults:
        click.echo("The source itself needs mending before the course will load:")
    for fault in faults:
        click.echo(f"  ! {fault}")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@content_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A .csv or .xlsx file (default: name.xlsx).",
)
def export(file: Path | None, content: Path | None, out: Path | None) -> None:
    """Write the course as a spreadsheet, every field in it, that `owl import` reads back."""
    from skill.desk.exporting import export_course, records
    from skill.desk.importing import read_existing
    from skill.desk.remembered import Remembered

    source = file or content or from_environment().content
    out = out or Path(f"{source.stem}.xlsx")
    course = read_existing(source)
    rows = export_course(course, out)
    # What is edited in the sheet is told by this from what is edited in the course meanwhile.
    remembered = Remembered.beside(source)
    remembered.keep_all(records(course), out.name)
    remembered.write(source)
    click.echo(f"Wrote {out}: {rows} rows.")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@content_option
@click.option("--all", "every", is_flag=True, help="Accept every draft.")
@click.option(
    "--id",
    "ids",
    multiple=True,
    help="Only this draft, or this entry's; may be given again.",
)
@click.option("--throw", "thrown", multiple=True, help="Throw this draft away; may be given again.")
@click.option(
    "--one-by-one", is_flag=True, help="Show each draft and ask (the default in a terminal)."
)
@click.option(
    "--covered",
    is_flag=True,
    help="Leave out what the entry's text does not cover.",
)
def accept(
    file: Path | None, content: Path | None, every: bool, ids: tuple[str, ...], thrown: tuple[str, ...],
    one_by_one: bool, covered: bool,
) -> None:  # fmt: skip
    """Accept drafts that you have read, so that they are asked: all, some, or one by one.

    FILE is the course (default: content.json), whose drafted quiz items are meant; or a file of drafts
    that `owl enrich` wrote, from which you have deleted what you do not want.
    """
    if file is not None and _is_enriched(file):
        _accept_enriched(file, content or from_environment().content, ids, covered)
        return
    from skill.desk.accepting import accept_drafts, described, drafts_of
    from skill.desk.importing import read_existing
    from skill.desk.rewriting import update_course

    path = file or content or from_environment().content
    course = read_existing(path)
    drafts = [item for _, item in drafts_of(course)]
    if not drafts:
        click.echo(f"{path.name}: there are no drafts to accept.")
        return
    named = {*ids, *thrown}
    known = {each for item in drafts for each in (item["id"], item.get("entry"))}
    if missing := sorted(named - known):
        raise ContentError([f"{path.name}: there is no draft {each}" for each in missing])
    if not (every or named or one_by_one or sys.stdin.isatty()):
        for item in drafts:
            click.echo("\n".join(described(item)))
        click.echo(
            f"{_drafts(len(drafts))}. Accept them: owl accept {path} --all, --id ID or --one-by-one."
        )
        return

    def decide(item: dict[str, Any]) -> "Answer":
        if item["id"] in thrown:
            return "throw"
        if named:
            return "take" if item["id"] in ids or item.get("entry") in ids else "leave"
        return "take" if every else _asked(described(item))

    made = accept_drafts(course, decide)
    update_course(path, made.course)
    click.echo(
        f"{_drafts(len(made.taken))} accepted into {path.name}, {len(made.thrown)} thrown away, "
        f"{len(made.left)} left."
    )


def _asked(lines: list[str]) -> "Answer":
    click.echo("\n".join(lines))
    said = click.prompt(
        "Ask it? y yes, n not yet, d delete it, a this and all the rest, q stop here",
        type=click.Choice(list(_KEYS)), default="n", show_choices=False,
    )  # fmt: skip
    return _KEYS[said]


def _drafts(number: int) -> str:
    return f"{number} draft{'' if number == 1 else 's'}"


def _is_enriched(file: Path) -> bool:
    """Whether a file is what `owl enrich` wrote, and no course."""
    try:
        value = json.loads(file.read_bytes())
    except OSError as error:
        raise ContentError([f"{file}: {error.strerror}"]) from None
    except ValueError:
        return False
    return isinstance(value, dict) and "topics" not in value


def _accept_enriched(drafts: Path, path: Path, ids: tuple[str, ...], covered: bool) -> None:
    from skill.desk.enriching import accepted, read_drafts
    from skill.desk.importing import read_existing
    from skill.desk.rewriting import update_course

    chosen = [
        draft
        for draft in read_drafts(drafts.read_bytes(), drafts.name)
        if (not ids or draft.id in ids) and not (covered and draft.covered is False)
    ]
    made, left = accepted(read_existing(path), chosen)
    update_course(path, made)
    for line in left:
        click.echo(f"left out: {line}")
    click.echo(f"{len(chosen) - len(left)} drafts accepted into {path.name}.")
