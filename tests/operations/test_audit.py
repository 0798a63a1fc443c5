"""The audit of what Lambda ships: news, good news and no news are told apart."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from skill.operations import audit
from skill.operations.commands import operator_commands

CLEAN = {"dependencies": [{"name": "boto3", "version": "1.0", "vulns": []}]}
FAULTY = {
    "dependencies": [
        {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
    ]
}


@pytest.fixture
def answering(monkeypatch):
    """Makes the tool answer with a text."""

    def use(stdout: str, stderr: str = "") -> None:
        done = subprocess.CompletedProcess([], 0, stdout, stderr)
        monkeypatch.setattr(audit.subprocess, "run", lambda *a, **k: done)

    return use


def _run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(operator_commands, ["audit", *arguments])
    return done.exit_code, done.output


def test_no_known_faults(answering):
    answering(json.dumps(CLEAN))
    code, told = _run()
    assert code == 0
    assert told == "".join(
        f"{name}.lock: 1 packages, no known faults\n" for name in ("lambda", "run")
    )


def test_a_fault_is_named_with_what_mends_it(answering):
    answering(json.dumps(FAULTY))
    assert _run("--if-reachable") == (1, 2 * "old 1.0: PYSEC-1, mended in 1.1\n")


def test_no_answer_is_no_good_news(answering):
    answering("", "ConnectionError: no route")
    code, told = _run()
    assert code == audit.UNREACHABLE and "NOT CHECKED" in told and "no route" in told


def test_a_check_goes_on_without_the_network(answering):
    answering("", "ConnectionError: no route")
    code, told = _run("--if-reachable")
    assert code == 0 and "NOT CHECKED" in told


def test_a_package_that_was_passed_over_is_not_clean(answering):
    skipped = {"name": "urllib3", "version": "1.24.1", "skip_reason": "not found"}
    answering(json.dumps({"dependencies": [*CLEAN["dependencies"], skipped]}))
    code, told = _run()
    assert code == audit.UNREACHABLE and "NOT CHECKED, 1 of 2 packages (not found)" in told
    assert _run("--if-reachable")[0] == 0


def test_nothing_in_it_is_not_clean(answering):
    answering(json.dumps({"dependencies": []}))
    assert _run()[0] == audit.UNREACHABLE


def test_an_old_package_fails_or_is_said_to_be_unchecked(tmp_path):
    """The tool itself, as it is installed: never good news about urllib3 of 2018."""
    lock = tmp_path / "old.lock"
    sha = "61bf29cada3fc2fbefad4fdf059ea4bd1b4a86d2b6d15e1c7c0b582b9752fe39"
    lock.write_text(f"urllib3==1.24.1 --hash=sha256:{sha}\n", encoding="utf-8")
    told, code = audit.audited(lock)
    assert code in (1, audit.UNREACHABLE), told


def test_the_lock_is_there():
    assert (Path(audit.__file__).parents[2] / "requirements" / "lambda.lock").is_file()
