"""The skill package for Amazon's own tools: manifest, icons, interaction models.

skill.json
assets/<locale>_small_icon.png, <locale>_large_icon.png
interactionModels/custom/<locale>.json
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.channels.alexa.intents import Capture
from skill.channels.alexa.lint import lint
from skill.channels.alexa.model import build_model, model_text
from skill.content.course import Course

SUMMARY, DESCRIPTION, EXAMPLE, KEYWORDS = 160, 4000, 200, 30
_EVENTS = [{"eventName": "SKILL_DISABLED"}]
_SIZES = {"small": 108, "large": 512}


def example_phrases(course: Course) -> tuple[str, ...]:
    """Three things to say; each stands in the model's samples."""
    name = course.info.invocation_name
    return (
        f"Alexa, open {name}",
        f"Alexa, ask {name} to quiz me",
        f"Alexa, ask {name} for my daily five",
    )


def manifest(course: Course, function: str = "") -> dict[str, Any]:
    """The skill manifest. `function` is the Lambda function's ARN, if it is known yet."""
    endpoint = {"uri": function} if function else {}
    locales = course.info.locales
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "category": "EDUCATION_AND_REFERENCE",
                "isAvailableWorldwide": False,
                "distributionCountries": ["GB"],
                "distributionMode": "PUBLIC",
                "testingInstructions": "Say: open, then ask a question or say quiz me. "
                "No account is needed.",
                "locales": {locale: _listing(course, locale) for locale in locales},
            },
            "apis": {
                "custom": {
                    **({"endpoint": endpoint} if endpoint else {}),
                    "interfaces": [{"type": "ALEXA_PRESENTATION_APL"}],
                }
            },
            # Amazon takes events only with an endpoint to send them to.
            **({"events": {"endpoint": endpoint, "subscriptions": _EVENTS}} if endpoint else {}),
            "permissions": [],
            "privacyAndCompliance": {
                "allowsPurchases": False,
                "usesPersonalInfo": False,
                "isChildDirected": True,
                "isExportCompliant": True,
                "containsAds": False,
                "locales": {locale: {} for locale in locales},
            },
        }
    }


def _listing(course: Course, locale: str) -> dict[str, Any]:
    info = course.info
    topics = "; ".join(topic.title for topic in course.topics[:12])
    return {
        "name": info.skill_name,
        "summary": f"Revise {info.title} by voice: ask, and be quizzed."[:SUMMARY],
        "description": (
            f"Hands-free exam revision: {info.title}. Ask a question in your own words and hear a "
            "short answer. Say quiz me, answer aloud, and hear what was right and why; what you "
            f"missed comes back when it is due. Topics: {topics}. It is not connected with, or "
            "endorsed by, any exam board."
        )[:DESCRIPTION],
        "examplePhrases": list(example_phrases(course)),
        "keywords": ["revision", "quiz", "exam", "GCSE", "study", "history"][:KEYWORDS],
        "smallIconUri": f"file://assets/{locale}_small_icon.png",
        "largeIconUri": f"file://assets/{locale}_large_icon.png",
    }


def manifest_faults(course: Course, models: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What certification would refuse in the listing, by place."""
    whole = manifest(course)["manifest"]["publishingInformation"]["locales"]
    for locale, listing in whole.items():
        if "endorsed" in listing["summary"].lower():
            yield f"skill.json: {locale}: summary: no exam board may seem to endorse the skill"
        for number, phrase in enumerate(listing["examplePhrases"]):
            if len(phrase) > EXAMPLE:
                yield f"skill.json: {locale}: examplePhrases[{number}]: over {EXAMPLE} characters"
        samples = {
            sample
            for intent in models[locale]["interactionModel"]["languageModel"]["intents"]
            for sample in intent.get("samples", ())
        }
        for phrase in listing["examplePhrases"][1:]:
            words = phrase.partition(f"ask {course.info.invocation_name} ")[2].removeprefix("to ")
            if words not in samples:
                yield f"skill.json: {locale}: “{words}” is an example phrase but no sample"


def write_package(
    course: Course, folder: Path, function: str = "", capture: str = "elicit"
) -> list[str]:
    """Writes the package; what is wrong with it, a line each."""
    kind: Capture = "intents" if capture == "intents" else "elicit"
    models: dict[str, dict[str, Any]] = {
        locale: build_model(course, locale, kind) for locale in course.info.locales
    }
    problems = [f"{locale}: {fault}" for locale, model in models.items() for fault in lint(model)]
    problems += manifest_faults(course, models)
    where = folder / "interactionModels" / "custom"
    where.mkdir(parents=True, exist_ok=True)
    for locale, model in models.items():
        (where / f"{locale}.json").write_text(model_text(model), encoding="utf-8")
    (folder / "assets").mkdir(exist_ok=True)
    for locale in course.info.locales:
        for name, size in _SIZES.items():
            draw_icon(folder / "assets" / f"{locale}_{name}_icon.png", size)
    text = json.dumps(manifest(course, function), ensure_ascii=False, indent=2) + "\n"
    (folder / "skill.json").write_text(text, encoding="utf-8")
    return problems


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
