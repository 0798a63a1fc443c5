"""Whether what Lambda ships has known faults, as the public advisory database tells it."""

import json
import subprocess
import sys
from pathlib import Path

UNREACHABLE = 3
"""The exit code where the database could not be asked: neither good nor bad news."""


def audited(lock: Path) -> tuple[str, int]:
    """(what to print, exit code) for a lock: 0 nothing known, 1 faults, 3 not to be found out."""
    tool = [
        sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json",
        "--progress-spinner", "off", "-r", str(lock),
    ]  # fmt: skip
    done = subprocess.run(tool, capture_output=True, text=True)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return f"{lock.name}: NOT CHECKED, the database could not be asked ({last})", UNREACHABLE
    # A package that was passed over is not a clean one.
    skipped = [package for package in packages if "skip_reason" in package]
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}"
        + (f", mended in {', '.join(fault['fix_versions'])}" if fault.get("fix_versions") else "")
        for package in packages
        for fault in package.get("vulns", ())
    ]
    if faults:
        return "\n".join(faults), 1
    if skipped or not packages:
        reason = skipped[0]["skip_reason"] if skipped else "nothing in it"
        told = f"{lock.name}: NOT CHECKED, {len(skipped)} of {len(packages)} packages ({reason})"
        return told, UNREACHABLE
    return f"{lock.name}: {len(packages)} packages, no known faults", 0
