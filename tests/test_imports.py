"""The import fence: layers point down, and Lambda loads only what it needs."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from skill.settings import HOME
from tests.test_lambda import LAUNCH

RANKS = {
    "settings": 0, "errors": 0, "language": 1, "reader": 1, "content": 1, "learner": 1, "speech": 2,
    "retrieval": 2, "quiz": 2, "understanding": 2.5, "tutor": 2.7, "dialogue": 3, "notes": 2, "metrics": 0,
    "stages": 4, "linked": 4, "study": 4, "service": 4, "keeping": 4, "compose": 4, "doors": 4.5,
    "published": 5, "shared": 5, "channels": 5, "desk": 5, "building": 5, "operations": 5, "bench": 6,
}  # fmt: skip
"""Rooms by height; whatever is not named stands on top (commands, server)."""
TOP = 7
FENCED = (
    "flask", "flask_ask_sdk", "ask_sdk_webservice_support", "ask_sdk_model", "click", "jsonschema",
    "bs4", "lxml", "openpyxl", "mammoth", "zstandard", "waitress", "skill.bench", "skill.server", "skill.cli",
    "skill.desk", "skill.desk_server", "skill.content.schema", "skill.channels.alexa.model",
    "skill.channels.alexa.lint", "skill.channels.alexa.verification", "cryptography",
    "mcp", "mcp_types", "pydantic", "starlette", "uvicorn", "anyio", "skill.channels.mcp",
    "skill.doors", "skill.keeping", "skill.learner.links", "skill.learner.sessions",
    "skill.channels.web", "skill.study", "skill.dialogue.self_test", "skill.channels.messenger",
    "skill.shared",
)  # fmt: skip
"""What no request may load."""


def imports(path: Path) -> list[str]:
    """The modules of this package that a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return [name for name in found if name.split(".")[0] == "skill"]


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_imports_go_down_only():
    wrong = []
    for path in sorted((HOME / "skill").rglob("*.py")):
        here = ".".join(path.relative_to(HOME).with_suffix("").parts)
        rank = RANKS.get(room(here), TOP)
        for name in imports(path):
            if RANKS.get(room(name), TOP) > rank:
                wrong.append(f"{here} imports {name}")
    assert wrong == []


def test_channels_do_not_know_each_other():
    for path in (HOME / "skill" / "channels").rglob("*.py"):
        own = path.relative_to(HOME / "skill" / "channels").parts[0]
        for name in imports(path):
            if name.startswith("skill.channels."):
                assert name.split(".")[2] == own, f"{path.name} imports {name}"


def test_packages_are_empty_so_that_one_import_drags_in_no_sibling():
    full = [p for p in (HOME / "skill").rglob("__init__.py") if p.read_text("utf-8").strip()]
    assert full == []


def loaded(*texts: str, **settings: str) -> set[str]:
    """What a fresh interpreter has loaded after these turns of one session."""
    code = """
import json, sys
event, texts = json.load(sys.stdin)
import lambda_function
def send(event):
    response = lambda_function.lambda_handler(event, None)
    event["session"]["attributes"] = response.get("sessionAttributes", {})
send(event)
event["session"]["new"] = False
for text in texts:
    slots = {"words": {"name": "words", "value": text}}
    event["request"] |= {"type": "IntentRequest", "intent": {"name": "WordsIntent", "slots": slots}}
    send(event)
print(json.dumps(sorted(sys.modules)))
"""
    environment = {k: v for k, v in os.environ.items() if k not in ("SKILL_ID", "CAPTURE")}
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps([LAUNCH, texts]), capture_output=True,
        text=True, cwd=HOME, env=environment | {"LEARNER_STORE": "memory"} | settings,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_only_the_assistants_room_knows_their_protocol():
    for path in (HOME / "skill").rglob("*.py"):
        tree = ast.walk(ast.parse(path.read_text("utf-8")))
        named = {
            name.split(".")[0]
            for node in tree
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([node.module or ""] if isinstance(node, ast.ImportFrom)
                         else [alias.name for alias in node.names])
        }  # fmt: skip
        if path.parent != HOME / "skill" / "channels" / "mcp":
            assert not named & {"mcp", "mcp_types", "pydantic", "starlette", "uvicorn"}, path


def within(names: set[str], *packages: str) -> list[str]:
    return sorted(n for n in names for p in packages if n == p or n.startswith(f"{p}."))


def test_a_launch_from_a_build_loads_little(tmp_path, course):
    (tmp_path / "course.json").write_bytes(msgspec.json.encode(course.file))
    launch = loaded(BUILD=str(tmp_path))
    assert within(launch, *FENCED, "skill.content.checking") == []
    assert within(launch, "numpy", "boto3", "botocore", "sqlite3", "fsrs", "rapidfuzz") == []


@pytest.mark.timeout(300)
def test_a_talk_loads_numpy_and_no_more():
    talk = loaded("why did stalin industrialise", "quiz me", "nineteen twenty nine", "stop")
    assert within(talk, "numpy") != []
    assert within(talk, "boto3", "botocore") == []
    # A course that was not built is checked as it is loaded.
    assert within(talk, *FENCED) in ([], ["skill.content.schema"])
