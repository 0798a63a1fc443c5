"""`owl smoke`: ten turns with what was built, or with what is deployed, before learners hear it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from skill.channels.alexa.trial import Invoke
from skill.errors import SkillError

_LOOP = """
import json, os, sys
told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
from lambda_function import lambda_handler
for line in sys.stdin:
    try:
        answer = {"reply": lambda_handler(json.loads(line))}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=told, flush=True)
"""
"""Hands each line to the function and its reply back; what the function logs goes elsewhere."""
ALIAS = "live"


@contextmanager
def local(artefact: Path, environment: dict[str, str] | None = None) -> Iterator[Invoke]:
    """The unpacked artefact in an interpreter that has nothing else.

    Raises SkillError when there is none, or it was built for another machine.
    """
    if not (artefact / "lambda_function.py").is_file():
        raise SkillError(f"{artefact.name}: no artefact there; `owl artefact --here` makes one")
    artefact = artefact.resolve()
    settings = {
        "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(artefact),
        "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "BUILD": str(artefact / "course"),
        "LEARNER_STORE": "memory", **(environment or {}),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", _LOOP], cwd=artefact, env=settings, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip

    def invoke(event: dict[str, Any]) -> Any:
        assert process.stdin and process.stdout and process.stderr
        try:
            process.stdin.write(json.dumps(event) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            told = process.stderr.read().strip().splitlines()[-1:]
            raise SkillError(f"it did not start ({''.join(told)}); built for another machine?")
        answer = json.loads(line)
        if "error" in answer:
            raise SkillError(answer["error"])
        return answer["reply"]

    try:
        yield invoke
    finally:
        process.kill()
        process.communicate()


def deployed(client: Any, function: str, version: str) -> Invoke:
    """One version of a function at Amazon, by boto3's Lambda client."""

    def invoke(event: dict[str, Any]) -> Any:
        answer = client.invoke(
            FunctionName=function, Qualifier=version, Payload=json.dumps(event).encode()
        )
        told = json.loads(answer["Payload"].read() or b"null")
        if "FunctionError" in answer:
            raise SkillError(str((told or {}).get("errorMessage", answer["FunctionError"])))
        return told

    return invoke


def version_of(client: Any, function: str, alias: str = ALIAS) -> str:
    """The newest version that an alias sends turns to: during a canary, the one that takes over.

    Raises SkillError when there is no such function or alias.
    """
    try:
        found = client.get_alias(FunctionName=function, Name=alias)
    except client.exceptions.ResourceNotFoundException as error:
        raise SkillError(f"no function {function} with an alias {alias}") from error
    routed = (found.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    return max([found["FunctionVersion"], *routed], key=lambda v: (v.isdigit(), int(v or 0)))


def facts_of(client: Any, function: str, version: str) -> dict[str, str]:
    """The settings that a version runs with."""
    found = client.get_function_configuration(FunctionName=function, Qualifier=version)
    return dict((found.get("Environment") or {}).get("Variables") or {})


def function_of(client: Any, stack: str) -> str:
    """The name of a stack's function, by boto3's CloudFormation client.

    Raises SkillError when there is no such stack.
    """
    from botocore.exceptions import ClientError

    try:
        found = client.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        raise SkillError(f"no stack {stack}: {error.response['Error']['Message']}") from error
    outputs = {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", ())}
    if "Function" not in outputs:
        raise SkillError(f"the stack {stack} names no function")
    return outputs["Function"]
