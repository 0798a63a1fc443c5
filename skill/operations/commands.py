"""The operator's commands: what is deployed, and what is read from what runs."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import click

from skill.compose import NOTES, TURNS
from skill.operations.audit import UNREACHABLE, audited
from skill.settings import HOME, Settings, from_environment

content_option = click.option(
    "--content", type=click.Path(path_type=Path), help="The course file (default: content.json)."
)


@click.group()
def operator_commands() -> None:
    """Deploying and operating the skill."""


def _settings(content: Path | None) -> Settings:
    settings = from_environment()
    return settings if content is None else replace(settings, content=content, build=None)


@operator_commands.command()
@content_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder (default: build/lambda, build/web, ...)."
)
@click.option(
    "--door",
    type=click.Choice(["alexa", "web", "messenger"]),
    default="alexa",
    show_default=True,
    help="Whose function: the Alexa skill's, the app's for learners, or a page's in Messenger.",
)
@click.option("--architecture", type=click.Choice(["arm64", "x86_64"]), help="Of the function.")
@click.option("--python", "python", help="Lambda's Python, such as 3.14.")
@click.option("--here", is_flag=True, help="For this machine and this Python, to try it out.")
def artefact(
    content: Path | None, out: Path | None, door: str, architecture: str | None,
    python: str | None, here: bool,
) -> None:  # fmt: skip
    """Put together what Lambda runs: packages, code, course, index and encoder.

    Architecture and Python are template.yaml's unless said otherwise; `make deploy` passes on
    what was built.
    """
    from skill.operations.artefact import build_artefact, stand_in
    from skill.operations.target import Target, deployment_target, this_machine

    chosen = this_machine() if here else deployment_target()
    target = Target(architecture or chosen.architecture, python or chosen.python)
    folder = out or HOME / "build" / ("lambda" if door == "alexa" else door)
    for line in build_artefact(_settings(content), folder, target, door=door):
        click.echo(line)
    if out is None:
        for other in ("web", "messenger"):
            stand_in(HOME / "build" / f"{other}.zip")
    # Read by `make deploy`: what was built is what is deployed.
    parameters = f"Architecture={target.architecture} PythonVersion={target.python}\n"
    folder.with_suffix(".parameters").write_text(parameters, encoding="utf-8")


_log_argument = click.argument(
    "log", type=click.File(encoding="utf-8", errors="replace"), required=False
)


def _lines(log: TextIO | None, name: str) -> Iterable[str]:
    if log is not None:
        return log
    path = from_environment().cache / name
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@operator_commands.command()
@_log_argument
def stats(log: TextIO | None) -> None:
    """How the skill is used, from a log.

    LOG is what `sam logs` prints or CloudWatch exports (- for input); without it, what
    `owl run` kept on this machine.
    """
    from skill.operations.stats import table, usage

    for line in table(usage(_lines(log, TURNS))):
        click.echo(line)


@operator_commands.command()
@_log_argument
@click.option("--out", type=click.Path(path_type=Path), help="Add drafts to this course file.")
def unanswered(log: TextIO | None, out: Path | None) -> None:
    """What learners asked in vain, from a log; with --out, as entries to be written.

    Their words are in the log only where KEEP_WORDS is on.
    """
    from skill.operations.unanswered import unanswered as read_notes
    from skill.operations.unanswered import with_drafts

    found = read_notes(_lines(log, NOTES))
    for question, times in found.questions.most_common():
        click.echo(f"{times:4} × {question}")
    for (item, heard), times in found.disputed.most_common():
        click.echo(f"{times:4} × {item}: “{heard}” was disputed")
    if found.wordless:
        click.echo(f"{found.wordless} more without their words (KEEP_WORDS is off).")
    if out is not None:
        from skill.desk.files import write_course
        from skill.desk.importing import read_existing

        course, number = with_drafts(read_existing(out) or {}, found)
        write_course(out, course)
        click.echo(f"{number} entries to be written were added to {out.name}.")


@operator_commands.command()
@content_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder (default: build/skill-package)."
)
@click.option("--function", default="", help="The function's ARN, once it is deployed.")
@click.option(
    "--capture", type=click.Choice(["elicit", "intents"]), default="elicit", show_default=True
)
@click.option("--skill-id", default="", help="The skill to update, where the console made it.")
@click.option("--privacy-policy", default="", help="Where your privacy policy is: https://...")
@click.option("--terms", default="", help="Where your terms of use are, if you have any.")
def package(
    content: Path | None, out: Path | None, function: str, capture: str, skill_id: str,
    privacy_policy: str, terms: str,
) -> None:  # fmt: skip
    """The skill for Amazon's own tools: manifest, icons, interaction models.

    Beside the folder, ask-resources.json tells `ask deploy --target skill-metadata` of it, and
    certification.md says what to answer Amazon's reviewers.
    """
    from skill.compose import heard, load
    from skill.operations.package import write_package

    folder = out or HOME / "build" / "skill-package"
    settings = _settings(content)
    course = heard(load(settings), settings)
    problems = write_package(course, folder, function, capture, skill_id, privacy_policy, terms)
    if not privacy_policy:
        click.echo(
            "No privacy policy: Amazon will not certify a child-directed skill without one "
            "(--privacy-policy https://...; PRIVACY.md says what it has to say).", err=True,
        )  # fmt: skip
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{folder.name}: " + ("not fit to be uploaded yet" if problems else "complete"))
    sys.exit(1 if problems else 0)


@operator_commands.command()
@click.option(
    "--if-reachable", is_flag=True, help="Say so and go on where the database cannot be asked."
)
def audit(if_reachable: bool) -> None:
    """Known faults of what Lambda ships, and of what faces the network on a machine of one's own.

    From the public advisory database. What could not be asked about is not called clean: exit 3,
    or with --if-reachable a line that says so.
    """
    codes = []
    for name in ("lambda.lock", "run.lock"):
        told, code = audited(HOME / "requirements" / name)
        click.echo(told)
        codes.append(code)
    if 1 in codes:
        sys.exit(1)
    unreachable = UNREACHABLE in codes
    sys.exit(UNREACHABLE if unreachable and not if_reachable else 0)


@operator_commands.command()
@content_option
@click.option(
    "--artefact", type=click.Path(path_type=Path), help="The folder (default: build/lambda)."
)
@click.option("--stack", default="", help="Talk to this stack's function at Amazon instead.")
@click.option("--function", default="", help="Talk to this function at Amazon instead.")
@click.option(
    "--version", default="", help="Of the function (default: what `live` sends turns to)."
)
@click.option("--region", default=None, help="Where the function is.")
@click.option("--skill-id", default="", help="The skill's id (default: the function's SKILL_ID).")
@click.option("--model", type=click.Choice(["elicit", "intents"]), help="What was uploaded.")
def smoke(
    content: Path | None, artefact: Path | None, stack: str, function: str, version: str,
    region: str | None, skill_id: str, model: str | None,
) -> None:  # fmt: skip
    """Ten turns with what was built or is deployed: does it answer?

    A reserved learner talks, is forgotten at the end, and is left out of the metrics. With --model
    it says as well whether the function is set for the interaction model that was uploaded.
    """
    from skill.compose import load
    from skill.operations import smoke as smoking

    question = next(entry.question for entry in load(_settings(content)).entries())
    settings = from_environment()
    if stack or function:
        import boto3

        if not function:
            function = smoking.function_of(boto3.client("cloudformation", region), stack)
        client = boto3.client("lambda", region)
        version = version or smoking.version_of(client, function)
        facts = smoking.facts_of(client, function, version)
        click.echo(f"{function}, version {version}")
        _tried(
            smoking.deployed(client, function, version), skill_id or facts.get("SKILL_ID", ""),
            question, facts.get("LEARNER_MEMORY", "on") == "on", model,
        )  # fmt: skip
        return
    with smoking.local(artefact or HOME / "build" / "lambda") as invoke:
        _tried(invoke, skill_id or settings.skill_id, question, True, model)


def _tried(
    invoke: Callable[[dict[str, Any]], Any], skill_id: str, question: str, remembers: bool,
    model: str | None,
) -> None:  # fmt: skip
    """Holds the conversation, prints it, and ends with 1 where something was wrong."""
    from skill.channels.alexa.trial import capture_of, passed, trial

    seen: list[Any] = []

    def noting(event: dict[str, Any]) -> Any:
        seen.append(invoke(event))
        return seen[-1]

    turns = trial(noting, skill_id=skill_id, question=question, remembers=remembers)
    for turn in turns:
        sign, why = ("✗", f": {turn.wrong}") if turn.wrong else ("✓", "")
        click.echo(f"  {sign} {turn.said}{why}")
    captures = capture_of(seen[0]) if seen else ""
    mismatch = model is not None and captures not in ("", model)
    if mismatch:
        click.echo(f"  ✗ the function is set for CAPTURE={captures}, the model is for {model}")
    good = passed(turns) and not mismatch
    click.echo("It answers." if good else "It does not answer as it should.")
    sys.exit(0 if good else 1)


@operator_commands.command()
@content_option
@click.option("--bucket", required=True, help="The one that the stack's CourseBucket named.")
@click.option("--region", default=None, help="Where it is.")
def publish(content: Path | None, bucket: str, region: str | None) -> None:
    """A new course for the running function, without deploying its code.

    Says whether the interaction model must be uploaded again.
    """
    import boto3

    from skill.operations.publish import publish as published

    for line in published(_settings(content), boto3.client("s3", region), bucket):
        click.echo(line)


@operator_commands.group()
def learner() -> None:
    """What is kept about one learner, for whoever asks in writing (PRIVACY.md).

    The code is the one that the owl speaks on "give me my request code". The store is the one that
    LEARNER_STORE names, such as dynamodb:TABLE.
    """


@learner.command("export")
@content_option
@click.argument("code")
@click.option("--out", type=click.Path(path_type=Path), help="Write it here, not to the screen.")
def learner_export(content: Path | None, code: str, out: Path | None) -> None:
    """Everything that is kept, in plain words, as JSON. The code has then served."""
    from skill.compose import load, open_store, shelf_of
    from skill.operations.learners import exported, found_by, served

    settings = _settings(content)
    store = open_store(settings)
    part, who = found_by(store, code, datetime.now(UTC))
    course = load(settings)
    shelf = shelf_of(course, settings)
    record = exported(store, part, who, course, shelf.courses if shelf else None)
    told = json.dumps(record, indent=1, ensure_ascii=False)
    if out is None:
        click.echo(told)
    else:
        out.write_text(told + "\n", encoding="utf-8")
        click.echo(f"Written to {out.name}.")
    served(store, part, who)


@learner.command("delete")
@click.argument("code", required=False)
@click.option("--all", "everybody", is_flag=True, help="Every learner, for the end of a service.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def learner_delete(code: str | None, everybody: bool, yes: bool) -> None:
    """Delete everything that is kept about the learner whose code it is."""
    from skill.compose import open_store
    from skill.keeping import open_slips
    from skill.learner.links import Links
    from skill.operations.learners import deleted, found_by

    if bool(code) == everybody:
        raise click.UsageError("give a request code, or --all")
    settings = from_environment()
    store, links = open_store(settings), Links(open_slips(settings))
    if code:
        parts = [found_by(store, code, datetime.now(UTC))[0]]
    else:
        parts = [part for part, _ in store.every()]
    if not yes:
        whom = "this learner" if code else f"all {len(parts)} learners"
        click.confirm(f"Delete what is kept about {whom}, for good?", abort=True)
    for part in parts:
        # Whatever the switch says now: links may be left from when it was on.
        links.cut(part, int(datetime.now(UTC).timestamp()), every=True)
        deleted(store, part) if code else store.delete(part)
    click.echo(f"Deleted: {len(parts)}.")
