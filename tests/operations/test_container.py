"""The container: made of what is there, faced by the proxy alone; built and run where docker can."""

import json
import re
import shlex
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from skill.cli import main
from skill.settings import HOME, from_environment

FOLDER = HOME / "deploy"
SKILL = "amzn1.ask.skill.12345678-1234-1234-1234-123456789012"


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, a long one in one line."""
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))


def test_what_it_copies_is_there_and_let_in(steps):
    ignored = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = {part for name, rest in steps if name == "COPY" for part in rest.split()[:-1]}
    assert copied == let_in and all((HOME / part).exists() for part in copied)
    assert {"skill", "content.json", "requirements/run.lock"} <= copied


def test_it_runs_as_nobody_in_particular_and_says_how_it_is(steps):
    names = [name for name, _ in steps]
    assert names.index("USER") < names.index("CMD") and ("USER", "owl") in steps
    assert "/healthz" in dict(steps)["HEALTHCHECK"]
    for name, rest in steps:
        if name == "RUN" and "pip install" in rest and "--editable" not in rest:
            assert rest.count("--require-hashes") == rest.count("pip install")


def test_its_command_and_settings_are_ours(steps):
    command = json.loads(dict(steps)["CMD"])
    assert command[0] == "owl"
    options = [part for part in command if part.startswith("--")]
    told = CliRunner().invoke(main, [command[1], "--help"]).output
    assert options and all(option in told for option in options)
    environment = dict(
        pair.split("=", 1) for name, rest in steps if name == "ENV" for pair in shlex.split(rest)
    )
    settings = from_environment(environment)
    assert settings.build == Path("/srv/owl/course") and settings.store.startswith("sqlite:")
    assert settings.store.removeprefix("sqlite:").startswith(dict(steps)["VOLUME"])


def test_only_the_proxy_faces_the_network(compose):
    owl, proxy = compose["services"]["owl"], compose["services"]["proxy"]
    assert "ports" not in owl and proxy["ports"] == ["80:80", "443:443"]
    assert "learners:/var/lib/owl" in owl["volumes"] and owl["read_only"] is True
    port = re.search(r"reverse_proxy owl:(\d+)", (FOLDER / "Caddyfile").read_text("utf-8"))
    assert port and owl["expose"] == [port[1]]
    for each in (owl, proxy, compose["services"]["app"]):
        for value in each["environment"].values():
            assert value.startswith("${")
    assert (HOME / owl["build"]["dockerfile"]).is_file()


def test_the_app_is_off_until_it_is_asked_for_and_faces_the_proxy_alone(compose):
    app = compose["services"]["app"]
    assert app["profiles"] == ["app"] and "ports" not in app and app["read_only"] is True
    told = CliRunner().invoke(main, [app["command"][1], "--help"]).output
    assert all(part in told for part in app["command"] if part.startswith("--"))
    port = re.search(r"reverse_proxy app:(\d+)", (FOLDER / "Caddyfile").read_text("utf-8"))
    assert port and app["expose"] == [port[1]] and port[1] in app["command"]
    assert "/healthz" in app["healthcheck"]["test"][-1]
    assert compose["services"]["proxy"]["environment"]["APP_DOMAIN"] in app["command"]


def test_built_and_running():
    """Where there is a container tool that works."""
    docker = shutil.which("docker") or shutil.which("podman")
    if not docker:
        pytest.skip("no docker or podman here")
    if subprocess.run([docker, "info"], capture_output=True).returncode:
        pytest.skip("docker is here, but no daemon answers it")
    tag = "revision-owl-test"
    command = [docker, "build", "--file", str(FOLDER / "Dockerfile"), "--tag", tag, str(HOME)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=900)
    if built.returncode and "pull" in built.stderr:
        pytest.skip("the base image cannot be had here")
    assert built.returncode == 0, built.stderr[-2000:]
    run = [docker, "run", "--detach", "--rm", "--publish", "127.0.0.1::8311", "--env",
           f"SKILL_ID={SKILL}", "--read-only", "--tmpfs", "/tmp", tag]  # fmt: skip
    name = subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()
    try:
        port = subprocess.run(
            [docker, "port", name, "8311"], capture_output=True, text=True, check=True
        ).stdout.rpartition(":")[2]
        address = f"http://127.0.0.1:{int(port)}/healthz"
        for _ in range(60):
            try:
                with urllib.request.urlopen(address, timeout=2) as reply:
                    assert json.load(reply) == {"status": "ok"}
                break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail("it did not answer")
    finally:
        subprocess.run([docker, "kill", name], capture_output=True)
