"""The Lambda entry point, in a fresh interpreter as Lambda starts it."""

import json
import os
import random
import subprocess
import sys

import pytest

from skill.bench.envelopes import Setting, envelope, launch
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from skill.settings import HOME
from tests.conversation import START

LAUNCH = envelope(
    launch(), Setting("s", skill="amzn1.ask.skill.ours"), new=True, attributes={}, number=1,
    now=START,
)  # fmt: skip


def answer(event, code="print(json.dumps(f.lambda_handler(event, None)))", **environment):
    program = f"import json, sys; event = json.load(sys.stdin)\nimport lambda_function as f\n{code}"
    clean = {k: v for k, v in os.environ.items() if k not in ("SKILL_ID", "CAPTURE", "CONTENT")}
    return subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(event), capture_output=True, text=True,
        cwd=HOME, env=clean | {"LEARNER_STORE": "memory"} | environment,
    )  # fmt: skip


def test_it_answers_a_launch_and_writes_one_line_of_facts():
    done = answer(LAUNCH)
    facts, response = (json.loads(line) for line in done.stdout.splitlines())
    assert response["response"]["shouldEndSession"] is False
    assert response["response"]["directives"][-1]["type"] == "Dialog.ElicitSlot"
    assert facts["request"] == "LaunchRequest" and "userId" not in done.stdout.splitlines()[0]
    assert "SKILL_ID" not in done.stderr


def test_the_other_capture():
    response = json.loads(answer(LAUNCH, CAPTURE="intents").stdout.splitlines()[-1])
    kinds = [d["type"] for d in response["response"].get("directives", ())]
    assert "Dialog.ElicitSlot" not in kinds


def test_it_refuses_another_skills_requests():
    assert "ForeignRequest" in answer(LAUNCH, SKILL_ID="amzn1.ask.skill.another").stderr
    assert answer(LAUNCH, SKILL_ID="amzn1.ask.skill.ours").returncode == 0


def test_it_warns_in_lambda_when_any_skill_would_be_answered():
    assert "SKILL_ID is not set" in answer(LAUNCH, AWS_LAMBDA_FUNCTION_NAME="owl").stderr


def test_a_snapshot_holds_what_the_first_question_needs():
    code = "print('numpy' in sys.modules, 'skill.quiz.marking.marker' in sys.modules)"
    assert answer(LAUNCH, code).stdout.split() == ["False", "False"]
    done = answer(LAUNCH, code, AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
    assert done.stdout.split() == ["True", "True"], done.stderr


def test_copies_of_a_snapshot_do_not_ask_the_same_questions(tools):
    """Their random numbers come from the system, never from a state that was copied."""
    service = Service(tools, MemoryStore())
    assert isinstance(service._rng, random.SystemRandom)


@pytest.mark.parametrize("name", ["ask_sdk_model", "numpy", "boto3", "flask", "skill.bench"])
def test_a_launch_loads_nothing_that_it_does_not_need(name):
    code = f"f.lambda_handler(event, None); print({name!r} in sys.modules)"
    assert answer(LAUNCH, code).stdout.splitlines()[-1] == "False"
