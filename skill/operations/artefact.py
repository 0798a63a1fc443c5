"""What Lambda runs, put together in one folder and one archive.

The same sources give the same bytes: packages are pinned with their hashes, byte-code is
checked by nobody (its source cannot change under it), and the archive carries no dates.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from skill.building import build_course, size_of
from skill.errors import SkillError
from skill.operations.bill import data_in, packages_in
from skill.operations.imports import dangling, forget_reading, named_from_outside
from skill.operations.target import Target
from skill.settings import HOME, Settings

LOCK = HOME / "requirements" / "lambda.lock"
COURSE_FOLDER = "course"
BILL = "bill-of-materials.json"
LARGEST = 200_000_000
"""Bytes, unpacked. Lambda's own limit is 250 MB."""
_DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest that an archive can tell."""

_NOT_SHIPPED = (
    "bench", "desk", "desk_server.py", "operations", "building.py", "batch.py", "cli.py", "server.py",
    "__main__.py", "content/schema.py", "channels/http", "channels/alexa/lint.py",
    "channels/alexa/model.py", "channels/alexa/wellformed.py", "channels/mcp",
    "channels/web/serving.py", "channels/web/wsgi.py", "channels/messenger/serving.py",
    "channels/messenger/lanes.py",
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """What one door's function is made of, beside what every one has."""

    left_out: tuple[str, ...] = ()
    """Further parts of `skill` that it does not ship."""
    unneeded: frozenset[str] = frozenset()
    """Packages of the lock that it does without."""
    files: tuple[str, ...] = ()
    """Files from the top of the repository."""
    services: tuple[str, ...] = ()
    """Services of Amazon's that it calls beside those that every one does."""


_SDK = frozenset(("ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime"))
_REQUESTS = frozenset(("charset-normalizer", "idna", "requests"))
"""The SDK's own way to fetch, which nothing else here goes."""


def _but(channel: str) -> tuple[str, ...]:
    """The channels that are not that one's."""
    return tuple(f"channels/{each}" for each in ("alexa", "web", "messenger") if each != channel)


DOORS = {
    "alexa": Door(left_out=_but("alexa"), files=("lambda_function.py",)),
    "web": Door(left_out=_but("web"), unneeded=_SDK | _REQUESTS | {"certifi"}),
    "messenger": Door(left_out=_but("messenger"), unneeded=_SDK | _REQUESTS, services=("sqs",)),
}
"""A function each: own artefact, own role, own concurrency."""
_NOT_NEEDED = ("tests", "testing", "f2py", "bin", "examples", "docs", "include")
_SERVICES = ("dynamodb", "s3", "bedrock-runtime")
"""The only services whose descriptions botocore keeps."""


def build_artefact(
    settings: Settings, out: Path, target: Target, *, anew: bool = True, door: str = "alexa"
) -> Iterator[str]:
    """Make the folder `out` and the archive beside it; the lines to print come one by one.

    anew: every text of the course is encoded, whatever is remembered (see `build_course`).
    door: one of DOORS.

    Raises SkillError when packages cannot be had, or it is too large.
    """
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    yield f"For Lambda on {target.architecture} with Python {target.python}"
    install_packages(out, target, DOORS[door].unneeded)
    packages = packages_in(out)
    forget_reading()
    before = set(dangling(out))
    trim(out, DOORS[door].services)
    forget_reading()
    if missing := sorted(set(dangling(out)) - before):
        raise SkillError("\n".join(["modules that are imported and not shipped:", *missing[:20]]))
    copy_skill(out, DOORS[door])
    yield from build_course(settings, out / COURSE_FOLDER, anew=anew)
    bill = {"target": vars(target), "packages": packages, "data": data_in(out)}
    (out / BILL).write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    yield f"{len(packages)} packages, listed with versions and licences in {BILL}"
    yield compile_ahead(out, target)
    archive = out.with_suffix(".zip")
    write_archive(out, archive)
    unpacked, packed = size_of(out), size_of(archive)
    yield f"{unpacked / 1e6:.1f} MB unpacked, {packed / 1e6:.1f} MB in {archive}"
    if unpacked > LARGEST:
        raise SkillError(f"the artefact is larger than {LARGEST / 1e6:.0f} MB unpacked")


def install_packages(out: Path, target: Target, unneeded: frozenset[str] = frozenset()) -> None:
    """Install the locked packages for the target, from wheels only, held to their hashes."""
    chosen = out.parent / f"{out.name}-requirements.txt"
    wanted = requirements_for(LOCK.read_text(encoding="utf-8"), target, unneeded)
    chosen.write_text(wanted, encoding="utf-8")
    platforms = [part for tag in target.platforms for part in ("--platform", tag)]
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile",
        "--implementation", "cp", "--python-version", target.python, *platforms,
        "--target", str(out), "-r", str(chosen),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    chosen.unlink()
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
        raise SkillError("\n".join(["the packages could not be installed:", *errors]))


def requirements_for(lock: str, target: Target, unneeded: frozenset[str] = frozenset()) -> str:
    """The lock's requirements that apply to the target and are needed, without their markers.

    pip reads markers for the Python that runs it, not for the one it installs for.
    """
    from packaging.markers import Marker

    environment = target.markers
    kept = []
    for block in lock.replace("\\\n", " ").splitlines():
        requirement, _, hashes = block.partition(" --hash=")
        name, _, marker = requirement.partition(";")
        if not name.strip() or name.lstrip().startswith("#"):
            continue
        if name.partition("==")[0].strip() in unneeded:
            continue
        if not marker.strip() or Marker(marker.strip()).evaluate(environment):
            kept.append(f"{name.strip()} --hash={' '.join(hashes.split())}")
    return "\n".join(kept) + "\n"


def trim(folder: Path, services: tuple[str, ...] = ()) -> None:
    """Take away what packages carry for their own developers, and botocore's other services.

    A folder goes only if no shipped module names it, inside functions and try blocks included.
    """
    data = folder / "botocore" / "data"
    for place in list(data.iterdir()) if data.is_dir() else []:
        if place.is_dir() and place.name not in (*_SERVICES, *services):
            shutil.rmtree(place)
    forget_reading()
    for place in sorted(folder.rglob("*"), reverse=True):
        parts = place.relative_to(folder).parts
        if place.is_dir() and place.name == "__pycache__":
            shutil.rmtree(place, ignore_errors=True)
        elif place.is_dir() and place.name in _NOT_NEEDED and len(parts) <= 3:
            # botocore/docs looks like documentation, and three modules import it.
            if not named_from_outside(folder, ".".join(parts)):
                shutil.rmtree(place, ignore_errors=True)
        elif place.is_file() and place.suffix in (".pyi", ".pyx", ".pxd", ".h", ".a", ".typed"):
            place.unlink()
    for record in folder.glob("*.dist-info"):
        for name in ("RECORD", "direct_url.json", "INSTALLER", "REQUESTED"):
            (record / name).unlink(missing_ok=True)


def copy_skill(out: Path, door: Door) -> None:
    """The skill, less everything that only a laptop or another door needs."""
    left_out = {HOME / "skill" / name for name in (*_NOT_SHIPPED, *door.left_out)}

    def ignored(folder: str, names: list[str]) -> list[str]:
        return [n for n in names if n == "__pycache__" or Path(folder) / n in left_out]

    shutil.copytree(HOME / "skill", out / "skill", ignore=ignored)
    _compile_examples(out / "skill")
    for name in (*door.files, "LICENSE", "NOTICE"):
        shutil.copyfile(HOME / name, out / name)


def _compile_examples(skill: Path) -> None:
    """The intents' examples as the tables that the ear makes of them, in place of the files."""
    from skill.understanding.examples import COMPILED, FOLDER, tables_of

    for folder in (skill / FOLDER.relative_to(HOME / "skill")).iterdir():
        if folder.is_dir():
            tables = tables_of(folder.name)
            for file in folder.glob("*.toml"):
                file.unlink()
            (folder / COMPILED).write_bytes(msgspec.json.encode(tables, order="deterministic"))


def compile_ahead(out: Path, target: Target) -> str:
    """Compile everything with the target's Python, where this machine has it; says what was done."""
    python = target.interpreter()
    if python is None:
        return (
            f"No Python {target.python} on this machine: shipped without byte-code, so that the "
            f"first reply after a pause takes longer. Install it and build again to have it."
        )
    command = [
        python, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash",
        "-s", str(out), "-p", "/var/task", str(out),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise SkillError(f"byte-code could not be compiled:\n{done.stdout}{done.stderr}")
    return f"byte-code compiled with Python {target.python}"


def write_archive(folder: Path, archive: Path) -> None:
    """Pack the folder: files by name, without dates, readable by all."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = zipfile.ZipInfo(str(file.relative_to(folder)), _DATE)
            name.external_attr = 0o100644 << 16
            name.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(name, file.read_bytes())


def stand_in(archive: Path) -> bool:
    """Makes an archive with nothing in it where there is none; whether it did.

    SAM wants to find every archive that the template names, also of a function that is switched off.
    """
    if archive.exists():
        return False
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(zipfile.ZipInfo("switched-off", _DATE), "")
    return True
