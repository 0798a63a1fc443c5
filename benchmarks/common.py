"""What the benchmarks share: envelopes, the baseline's package, medians."""

import json
import os
import shutil
import statistics
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_NEEDED = (
    "ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "python-dateutil", "six", "requests",
    "urllib3", "idna", "certifi", "charset-normalizer",
)  # fmt: skip


def hello_world(folder: Path) -> Path:
    """The baseline as `sam build` ships it: sources and packages, no byte-code."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "hello_world.py", folder / "lambda_function.py")
    for name in _NEEDED:
        for file in distribution(name).files or ():
            if ".." in file.parts or "__pycache__" in file.parts:
                continue
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target)
    return folder


def artefact() -> Path:
    """Our artefact for this machine, built afresh unless ARTEFACT_FOLDER names one."""
    given = os.environ.get("ARTEFACT_FOLDER")
    if given:
        return Path(given)
    from skill.operations.artefact import build_artefact
    from skill.operations.target import this_machine
    from skill.settings import Settings

    folder = ROOT / "build" / "here"
    for line in build_artefact(Settings(), folder, this_machine()):
        print(line, file=sys.stderr)
    return folder


def envelope(
    request: dict[str, Any], attributes: dict[str, Any] | None = None, user: str = "learner"
) -> dict[str, Any]:
    """A request as Alexa sends it, of the usual size."""
    application = {"applicationId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"}
    account = {"userId": f"amzn1.ask.account.{user:A<140}"}
    return {
        "version": "1.0",
        "session": {
            "new": attributes is None,
            "sessionId": "amzn1.echo-api.session.00000000-0000-0000-0000-000000000000",
            "application": application,
            "attributes": attributes or {},
            "user": account,
        },
        "context": {
            "System": {
                "application": application,
                "user": account,
                "device": {"deviceId": f"amzn1.ask.device.{'A' * 140}", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.eu.amazonalexa.com",
                "apiAccessToken": "x" * 800,
            }
        },
        "request": {
            "requestId": "amzn1.echo-api.request.00000000-0000-0000-0000-000000000000",
            "timestamp": "2026-01-01T00:00:00Z",
            "locale": "en-GB",
            **request,
        },
    }


def launch() -> dict[str, Any]:
    """The request that opens the skill."""
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def intent(name: str, **slots: str) -> dict[str, Any]:
    """An intent with its slots, as spoken."""
    filled = {
        slot: {"name": slot, "value": value, "confirmationStatus": "NONE", "source": "USER"}
        for slot, value in slots.items()
    }
    return {
        "type": "IntentRequest",
        "dialogState": "STARTED",
        "intent": {"name": name, "confirmationStatus": "NONE", "slots": filled},
    }


def middle(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def row(name: str, ours: float, baseline: float, reach: float | None, unit: str = "ms") -> str:
    """One line of a comparison; times in seconds."""
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    ratio = ours / baseline
    goal = (
        "" if reach is None else f"  (reach {reach:.1f}: {'met' if ratio <= reach else 'MISSED'})"
    )
    return (
        f"{name:44} {ours * scale:9.1f} {unit} {baseline * scale:9.1f} {unit} {ratio:6.2f} x{goal}"
    )


def size_of(value: Any) -> int:
    """Bytes of a value as JSON."""
    return len(json.dumps(value, separators=(",", ":")).encode())
