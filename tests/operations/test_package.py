"""The skill package, held to Amazon's limits and, where it is at hand, to its schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from skill.operations.package import manifest, write_package

SCHEMAS = Path(__file__).parents[3] / "shared" / "alexa-schemas"


@pytest.fixture(scope="module")
def package(course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    assert write_package(course, folder, "arn:aws:lambda:eu-west-1:123456789012:function:owl") == []
    return folder


def test_the_listing_keeps_to_the_limits(package, course):
    whole = json.loads((package / "skill.json").read_text(encoding="utf-8"))["manifest"]
    listings = whole["publishingInformation"]["locales"]
    assert set(listings) == set(course.info.locales)
    for listing in listings.values():
        assert len(listing["summary"]) <= 160 and len(listing["description"]) <= 4000
        assert len(listing["examplePhrases"]) == 3 and len(listing["keywords"]) <= 30
        assert listing["examplePhrases"][0].startswith("Alexa, open revision owl")
        for uri in (listing["smallIconUri"], listing["largeIconUri"]):
            assert (package / uri.removeprefix("file://")).is_file()
    rules = whole["privacyAndCompliance"]
    assert rules["isChildDirected"] and not rules["usesPersonalInfo"] and not rules["containsAds"]
    assert {"eventName": "SKILL_DISABLED"} in whole["events"]["subscriptions"]


def test_the_icons_have_their_sizes(package):
    from PIL import Image

    for path in (package / "assets").glob("*.png"):
        side = 108 if "small" in path.name else 512
        with Image.open(path) as image:
            assert image.size == (side, side)
            assert len(image.getcolors(1 << 20)) > 4


def test_the_manifest_fits_amazons_schema(course):
    schema = SCHEMAS / "skill-manifest.schema.json"
    if not schema.exists():
        pytest.skip("the published schemas are not beside this checkout")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    for function in ("", "arn:aws:lambda:eu-west-1:123456789012:function:owl"):
        faults = [error.message for error in validator.iter_errors(manifest(course, function))]
        assert faults == []
