"""The machine that an artefact is built for: read from the template that deploys it."""

import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from skill.errors import SkillError
from skill.settings import HOME

TEMPLATE = HOME / "template.yaml"
_PYTHONS = re.compile(r"3\.\d+")
_MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
_GLIBC = (34, 31, 28, 27, 26, 17)
"""Lambda's system image (Amazon Linux 2023, from Python 3.12 on) has glibc 2.34; wheels for
an older one run there. numpy's no longer run on the image of Python 3.11."""


@dataclass(frozen=True)
class Target:
    """Where an artefact will run."""

    architecture: str
    """As Lambda names it: arm64 or x86_64."""
    python: str
    """Such as "3.14"."""

    def __post_init__(self) -> None:
        if self.architecture not in _MACHINES or not _PYTHONS.fullmatch(self.python):
            raise SkillError(
                "a target is arm64 or x86_64 and a Python such as 3.14, got "
                f"{self.architecture!r} and {self.python!r}"
            )

    @property
    def platforms(self) -> tuple[str, ...]:
        """The wheel tags that fit, newest first."""
        machine = _MACHINES[self.architecture]
        return (*(f"manylinux_2_{minor}_{machine}" for minor in _GLIBC), f"manylinux2014_{machine}")

    @property
    def markers(self) -> dict[str, str]:
        """The environment in which requirements' markers are read."""
        return {
            "implementation_name": "cpython",
            "os_name": "posix",
            "platform_machine": _MACHINES[self.architecture],
            "platform_python_implementation": "CPython",
            "platform_system": "Linux",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "linux",
        }

    def interpreter(self) -> str | None:
        """A Python of that version on this machine, or None. Byte-code is the same on all
        architectures."""
        if f"{sys.version_info.major}.{sys.version_info.minor}" == self.python:
            return sys.executable
        found = which(f"python{self.python}")
        return found if found and _runs(found, self.python) else None


def deployment_target(template: Path = TEMPLATE) -> Target:
    """The defaults of the template's parameters Architecture and PythonVersion."""
    text = template.read_text(encoding="utf-8")
    return Target(_default(text, "Architecture"), _default(text, "PythonVersion"))


def this_machine() -> Target:
    """The machine and the Python that are running now."""
    machine = platform.machine()
    architecture = {"aarch64": "arm64"}.get(machine, machine)
    return Target(architecture, f"{sys.version_info.major}.{sys.version_info.minor}")


def _default(template: str, name: str) -> str:
    block = re.search(rf"^  {name}:\n((?:    .*\n)+)", template, re.MULTILINE)
    value = block and re.search(r'^    Default: "?([^"\n]+)"?$', block[1], re.MULTILINE)
    if not value:
        raise SkillError(f"template.yaml: the parameter {name} has no default")
    return value[1]


def _runs(python: str, version: str) -> bool:
    """Version managers put names on the path that start nothing."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.stdout.strip() == version
