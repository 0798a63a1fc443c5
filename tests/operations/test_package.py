"""The skill package, held to Amazon's limits and, where it is at hand, to its schema."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from skill.channels.alexa.model import build_model
from skill.cli import main
from skill.operations.manifest import cut, keywords, manifest, manifest_faults
from skill.operations.package import RESOURCES, write_package
from tests.channels.alexa.courses import ALL
from tests.channels.alexa.courses import course as some_course

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


def test_the_interaction_models_fit_amazons_schema(package):
    schema = SCHEMAS / "interaction-model.schema.json"
    if not schema.exists():
        pytest.skip("the published schemas are not beside this checkout")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    models = sorted((package / "interactionModels" / "custom").glob("*.json"))
    assert models
    for path in models:
        model = json.loads(path.read_text(encoding="utf-8"))
        assert [error.message for error in validator.iter_errors(model)] == [], path.name


@cache
def models_of(course):
    return {locale: build_model(course, locale, "elicit") for locale in course.info.locales}


def faults_of(course, change=lambda listing, privacy: None):
    """What is found wrong with a course's manifest after a change to it."""
    whole = manifest(course)
    listing = whole["manifest"]["publishingInformation"]["locales"]["en-GB"]
    change(listing, whole["manifest"]["privacyAndCompliance"])
    return list(manifest_faults(whole, course, models_of(course)))


@pytest.mark.parametrize("name", ALL)
def test_odd_courses_have_a_listing_too(name, tmp_path):
    assert faults_of(ALL[name]) == []


def test_a_long_title_is_cut_at_a_word():
    course = some_course(title="Everything about " + "hydraulics " * 15)
    listing = manifest(course)["manifest"]["publishingInformation"]["locales"]["en-GB"]
    assert len(listing["summary"]) <= 160 and listing["summary"].endswith("hydraulics…")
    assert faults_of(course) == [] and cut("short", 160) == "short"


def test_keywords_are_the_courses_own(course):
    assert "soviet" in keywords(course) and len(keywords(course)) <= 30
    chemistry = some_course(title="Chemistry of the atom")
    assert {"chemistry", "atom"} <= set(keywords(chemistry))
    assert "history" not in keywords(chemistry) and "the" not in keywords(chemistry)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("name", "", "name: 0 characters"), ("name", "x" * 51, "name: 51"),
     ("summary", "x" * 161, "summary: 161"), ("description", "x" * 4001, "description: 4001"),
     ("keywords", ["x"] * 31, "keywords: 31"), ("examplePhrases", [], "examplePhrases: 0"),
     ("examplePhrases", ["Alexa, open revision owl"] * 4, "examplePhrases: 4"),
     ("examplePhrases", ["open revision owl"], "wake word"),
     ("examplePhrases", ["Alexa, ask revision owl to dance on the table"], "no sample"),
     ("examplePhrases", ["Alexa, open revision owl", "x" * 201], "over 200"),
     ("name", "The AQA Owl", "exam board AQA"), ("summary", "The official OCR quiz", "OCR")],
)  # fmt: skip
def test_what_certification_would_refuse_is_named(course, field, value, told):
    found = faults_of(course, lambda listing, privacy: listing.update({field: value}))
    assert any(told in fault for fault in found), found


@pytest.mark.parametrize(
    "name", ["isChildDirected", "usesPersonalInfo", "containsAds", "allowsPurchases"]
)
def test_the_audience_is_children(course, name):
    def change(listing, privacy):
        privacy[name] = not privacy[name]

    assert any(name in fault for fault in faults_of(course, change))


def test_every_locale_has_its_own_listing_icons_model_and_country(course, tmp_path):
    locales = ("en-GB", "en-US", "en-AU", "en-CA", "en-IN")
    everywhere = some_course(*course.topics, locales=locales)
    assert write_package(everywhere, tmp_path / "skill-package") == []
    whole = json.loads((tmp_path / "skill-package" / "skill.json").read_text(encoding="utf-8"))
    publishing = whole["manifest"]["publishingInformation"]
    assert set(publishing["locales"]) == set(locales)
    assert publishing["distributionCountries"] == ["GB", "US", "AU", "CA", "IN"]
    folder = tmp_path / "skill-package"
    assert len(list((folder / "assets").glob("*.png"))) == 10
    assert len(list((folder / "interactionModels" / "custom").glob("*.json"))) == 5
    # What is left of locales that were dropped would be uploaded with the rest.
    assert write_package(some_course(*course.topics), folder) == []
    assert [p.stem for p in (folder / "interactionModels" / "custom").iterdir()] == ["en-GB"]
    assert len(list((folder / "assets").iterdir())) == 2


def test_amazons_tool_is_told_where_the_package_is_and_keeps_its_own_notes(course, tmp_path):
    folder, path = tmp_path / "skill-package", tmp_path / RESOURCES
    write_package(course, folder)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["profiles"]["default"] == {"skillMetadata": {"src": "./skill-package"}}
    told["profiles"]["default"]["skillId"] = "amzn1.ask.skill.made"
    told["profiles"]["default"]["skillMetadata"]["lastDeployHash"] = "abc"
    path.write_text(json.dumps(told), encoding="utf-8")
    write_package(course, folder, function="arn:aws:lambda:eu-west-1:123456789012:function:owl")
    assert json.loads(path.read_text(encoding="utf-8")) == told
    write_package(course, folder, skill_id="amzn1.ask.skill.other")
    again = json.loads(path.read_text(encoding="utf-8"))["profiles"]["default"]
    assert again["skillId"] == "amzn1.ask.skill.other"
    path.write_text("not json", encoding="utf-8")
    write_package(course, folder)
    assert json.loads(path.read_text(encoding="utf-8"))["profiles"]["default"]["skillMetadata"]


def test_the_privacy_policy_is_the_operators(tmp_path):
    run = CliRunner().invoke
    folder = str(tmp_path / "pack")
    told = run(main, ["package", "--out", folder])
    assert told.exit_code == 0 and "will not certify" in told.output
    assert "none yet" in (tmp_path / "certification.md").read_text(encoding="utf-8")
    given = ["package", "--out", folder, "--privacy-policy", "https://example.org/privacy"]
    told = run(main, given)
    assert told.exit_code == 0 and "will not certify" not in told.output
    written = json.loads((tmp_path / "pack" / "skill.json").read_text(encoding="utf-8"))
    privacy = written["manifest"]["privacyAndCompliance"]
    assert set(privacy["locales"]) and all(
        each == {"privacyPolicyUrl": "https://example.org/privacy"}
        for each in privacy["locales"].values()
    )
    page = (tmp_path / "certification.md").read_text(encoding="utf-8")
    assert "https://example.org/privacy" in page and "isChildDirected: yes" in page
    told = run(main, ["package", "--out", folder, "--privacy-policy", "example.org"])
    assert told.exit_code == 1 and "begins with https://" in told.output
