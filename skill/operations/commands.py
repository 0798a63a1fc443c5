"""The operator's commands: what is deployed, and what is read from what runs."""

from dataclasses import replace
from pathlib import Path

import click

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
@click.option("--out", type=click.Path(path_type=Path), help="Folder (default: build/lambda).")
@click.option("--architecture", type=click.Choice(["arm64", "x86_64"]), help="Of the function.")
@click.option("--python", "python", help="Lambda's Python, such as 3.14.")
@click.option("--here", is_flag=True, help="For this machine and this Python, to try it out.")
def artefact(
    content: Path | None, out: Path | None, architecture: str | None, python: str | None, here: bool
) -> None:
    """Put together what Lambda runs: packages, code, course, index and encoder.

    Architecture and Python are template.yaml's unless said otherwise; `make deploy` passes on
    what was built.
    """
    from skill.operations.artefact import build_artefact
    from skill.operations.target import Target, deployment_target, this_machine

    chosen = this_machine() if here else deployment_target()
    target = Target(architecture or chosen.architecture, python or chosen.python)
    folder = out or HOME / "build" / "lambda"
    for line in build_artefact(_settings(content), folder, target):
        click.echo(line)
    # Read by `make deploy`: what was built is what is deployed.
    parameters = f"Architecture={target.architecture} PythonVersion={target.python}\n"
    folder.with_suffix(".parameters").write_text(parameters, encoding="utf-8")
