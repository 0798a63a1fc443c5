"""The skill package for Amazon's own tools: manifest, icons, interaction models.

../ask-resources.json   what points `ask deploy` to this folder
../certification.md     what to answer Amazon's reviewers
skill.json
assets/<locale>_small_icon.png, <locale>_large_icon.png
interactionModels/custom/<locale>.json
"""

import json
import shutil
from pathlib import Path
from typing import Any

from skill.channels.alexa.intents import Capture
from skill.channels.alexa.lint import lint
from skill.channels.alexa.model import build_model, model_text
from skill.content.course import Course
from skill.operations.certification import certification
from skill.operations.manifest import manifest, manifest_faults

_SIZES = {"small": 108, "large": 512}
RESOURCES = "ask-resources.json"
PACK = "certification.md"


def write_package(
    course: Course, folder: Path, function: str = "", capture: str = "elicit", skill_id: str = "",
    privacy: str = "", terms: str = "",
) -> list[str]:  # fmt: skip
    """Writes the package, and beside it what tells `ask deploy` of it.

    Args:
        folder: for the package; what an earlier one left in it goes.
        function: the Lambda function's ARN, once it is deployed.
        capture: the kind of interaction models.
        skill_id: the skill to update; without one, `ask deploy` makes a new skill, or updates
            the one that it made before.
        privacy, terms: where the operator's privacy policy and terms of use can be read.

    Returns:
        What is wrong with it, a line each.
    """
    kind: Capture = "intents" if capture == "intents" else "elicit"
    models: dict[str, dict[str, Any]] = {
        locale: build_model(course, locale, kind) for locale in course.info.locales
    }
    whole = manifest(course, function, privacy, terms)
    problems = [f"{locale}: {fault}" for locale, model in models.items() for fault in lint(model)]
    problems += manifest_faults(whole, course, models)
    for part in ("interactionModels", "assets"):
        shutil.rmtree(folder / part, ignore_errors=True)
    where = folder / "interactionModels" / "custom"
    where.mkdir(parents=True)
    for locale, model in models.items():
        (where / f"{locale}.json").write_text(model_text(model), encoding="utf-8")
    (folder / "assets").mkdir()
    for locale in course.info.locales:
        for name, size in _SIZES.items():
            draw_icon(folder / "assets" / f"{locale}_{name}_icon.png", size)
    _write_json(folder / "skill.json", whole)
    _write_json(folder.parent / RESOURCES, _resources(folder, skill_id))
    (folder.parent / PACK).write_text(certification(whole), encoding="utf-8")
    return problems


def _resources(folder: Path, skill_id: str) -> dict[str, Any]:
    """What `ask deploy` reads; what it noted there itself (the skill it made) is kept."""
    path = folder.parent / RESOURCES
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        profile = dict(found["profiles"]["default"])
    except (OSError, ValueError, LookupError, TypeError):
        found, profile = {"askcliResourcesVersion": "2020-03-31", "profiles": {}}, {}
    if skill_id:
        profile["skillId"] = skill_id
    profile["skillMetadata"] = {**profile.get("skillMetadata", {}), "src": f"./{folder.name}"}
    return {**found, "profiles": {**found["profiles"], "default": profile}}


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def draw_icon(path: Path, size: int) -> None:
    """The owl: two round eyes over a beak, on the skill's dark ground."""
    from PIL import Image, ImageDraw

    big = size * 4  # drawn large and made small, so that the edges are smooth
    image = Image.new("RGB", (big, big), "#10212B")
    pen = ImageDraw.Draw(image)

    def disc(x: float, y: float, radius: float, colour: str) -> None:
        box = [big * (x - radius), big * (y - radius), big * (x + radius), big * (y + radius)]
        pen.ellipse(box, fill=colour)

    def corners(*points: tuple[float, float], colour: str) -> None:
        pen.polygon([(big * x, big * y) for x, y in points], fill=colour)

    disc(0.5, 0.56, 0.34, "#2C4F5E")
    corners((0.2, 0.14), (0.42, 0.27), (0.22, 0.42), colour="#2C4F5E")
    corners((0.8, 0.14), (0.58, 0.27), (0.78, 0.42), colour="#2C4F5E")
    for x in (0.365, 0.635):
        disc(x, 0.47, 0.15, "#F6F2E7")
        disc(x, 0.47, 0.085, "#F5BC4F")
        disc(x, 0.47, 0.05, "#10212B")
    corners((0.45, 0.57), (0.55, 0.57), (0.5, 0.68), colour="#F5BC4F")
    image.resize((size, size), Image.Resampling.LANCZOS).save(path, optimize=True)
