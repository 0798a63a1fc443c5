"""The interaction model: fresh, lawful for any course, one contract with the handler."""

import copy
import json
from functools import cache
from pathlib import Path

import pytest

from skill.bench.models import check_models, write_models
from skill.channels.alexa.directives import elicit as elicit_slot
from skill.channels.alexa.intents import BUILT_IN, CUSTOM, ELICITED, SLOT_TYPES
from skill.channels.alexa.lint import lint
from skill.channels.alexa.model import CAPTURES, LOCALES, build_model, model_text, slots_in
from skill.channels.alexa.requests import read
from skill.channels.alexa.values import MOST_CHARACTERS, MOST_PHRASES, answer_values, topic_values
from skill.compose import heard, load
from skill.dialogue.acts import Act
from skill.dialogue.reply import Expectation
from skill.settings import HOME, Settings
from tests.channels.alexa import courses

SCHEMA = Path(__file__).parents[4] / "shared" / "alexa-schemas" / "interaction-model.schema.json"


@pytest.fixture
def model():
    return build_model(courses.UNICODE)


@cache
def built(name, capture):
    """The model of one of the odd courses; nobody may change it."""
    return build_model(courses.ALL[name], capture=capture)


def language(model):
    return model["interactionModel"]["languageModel"]


def test_the_committed_models_are_fresh_and_lawful():
    shipped = Settings()
    whole = heard(load(shipped), shipped)
    assert [str(problem) for problem in check_models(whole, HOME / "interaction_model")] == []


@pytest.mark.parametrize("capture", CAPTURES)
@pytest.mark.parametrize("name", courses.ALL)
def test_no_course_breaks_the_rules(name, capture):
    model = built(name, capture)
    assert [str(problem) for problem in lint(model)] == []
    assert len(model_text(model).encode()) < 1_500_000


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the shared schemas are not here")
@pytest.mark.parametrize("capture", CAPTURES)
@pytest.mark.parametrize("name", courses.ALL)
def test_every_model_fits_amazons_schema(name, capture):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(built(name, capture), json.loads(SCHEMA.read_text()))


@pytest.mark.parametrize("capture", CAPTURES)
def test_the_model_and_the_handler_are_one_contract(capture, course):
    intents = {
        intent["name"]: intent
        for intent in language(build_model(course, capture=capture))["intents"]
    }
    expected = {*BUILT_IN, *CUSTOM}
    expected -= {"AMAZON.FallbackIntent"} if capture == "elicit" else {"WordsIntent"}
    assert set(intents) == expected
    for name, intent in intents.items():
        for sample in intent["samples"]:
            slots = {s: {"name": s, "value": "seven"} for s in slots_in(sample)}
            request = {"type": "IntentRequest", "intent": {"name": name, "slots": slots}}
            turn = read({"request": request}).turn
            if name in BUILT_IN:
                assert turn.act is BUILT_IN[name].act
            else:
                assert turn.act is Act.SAID and turn.text, sample


def test_each_capture_has_what_it_needs(course):
    elicit, intents = (build_model(course, capture=capture) for capture in CAPTURES)
    dialog = {i["name"]: i for i in elicit["interactionModel"]["dialog"]["intents"]}
    elicited = {(name, s["name"]) for name, i in dialog.items() for s in i["slots"]
                if s["elicitationRequired"]}  # fmt: skip
    assert elicited == {(intent, slot) for slot, intent in ELICITED.items()}
    for name, entry in dialog.items():
        own = next(i for i in language(elicit)["intents"] if i["name"] == name)
        assert [s["name"] for s in entry["slots"]] == [s["name"] for s in own["slots"]]
        asked = elicit_slot(Expectation(slot=entry["slots"][0]["name"]))
        assert set(asked["updatedIntent"]["slots"]) == {s["name"] for s in own["slots"]}
    assert {i["delegationStrategy"] for i in dialog.values()} == {"SKILL_RESPONSE"}
    words = next(i for i in language(elicit)["intents"] if i["name"] == "WordsIntent")
    assert words["slots"][0]["samples"] == ["{words}"]
    assert "dialog" not in intents["interactionModel"]
    assert "fallbackIntentSensitivity" in language(intents)["modelConfiguration"]


def test_a_sample_never_loses_a_word_that_matters():
    """Every phrase sample restores to its own text, less openings that carry no meaning."""
    polite = set("so and but okay hang on tell me do you know can i want to could please explain "
                 "remind um maybe think my answer is i'd say would reckon i'm going guess mean in "
                 "order as let hear this search for find talk the about".split())  # fmt: skip
    for intent in CUSTOM.values():
        if not any(SLOT_TYPES[s] == "AMAZON.SearchQuery" for s in slots_in(intent.said or "")):
            continue
        said = intent.said.split("{")[0].split()
        for sample in intent.samples:
            before = sample.split("{")[0].split()
            lost = [word for word in before if word not in said]
            meant = {"DefineIntent": {"what", "meant", "by"}, "WhatAboutIntent": {"how"}}
            assert set(lost) <= polite | meant.get(intent.name, set()), (intent.name, sample)


def test_values_are_spelled_merged_and_kept_once():
    values = {v["name"]["value"]: v["name"]["synonyms"] for v in answer_values(courses.UNICODE)}
    assert (
        values["co two"] == ["carbon dioxide", "phrase", "c o two"]
        or "carbon dioxide" in values["co two"]
    )
    assert "minus two hundred and seventy three point one five degrees c" in values
    assert "one million pounds" in values and "n. a. t. o." in values["one million pounds"]
    phrases = [p for v, synonyms in values.items() for p in (v, *synonyms)]
    assert len(phrases) == len(set(phrases)) and all(0 < len(p) <= 140 for p in phrases)


def test_topics_are_found_by_their_names():
    values = topic_values(courses.UNICODE)
    assert values[0]["id"] == "physics"
    assert "the nineteen twenties" in values[0]["name"]["synonyms"]
    assert [v["id"] for v in topic_values(courses.SAME_ANSWERS)] == ["t0"]


def test_a_large_course_is_cut_by_the_stated_rule():
    types = {t["name"]: t["values"] for t in language(built("large", "elicit"))["types"]}
    values = types["AnswerValue"]
    phrases = [p for v in values for p in (v["name"]["value"], *v["name"]["synonyms"])]
    assert 7_000 <= len(phrases) <= MOST_PHRASES
    assert len(json.dumps(values)) <= MOST_CHARACTERS + 1000
    # Items' own answers come before any item's alternatives.
    others = [v["id"] for v in values if not v["name"]["value"].startswith("answer ")]
    assert others == ["true", "false"]


def test_every_locale_has_its_model():
    models = [build_model(courses.UNICODE, locale) for locale in LOCALES]
    assert len(models) == 5 and all(lint(model) == [] for model in models)


def test_unknown_locales_and_captures_are_refused():
    with pytest.raises(ValueError, match="fr-FR"):
        build_model(courses.NO_QUIZ, "fr-FR")


def test_files_are_written_compared_and_tidied(tmp_path):
    assert write_models(courses.UNICODE, tmp_path) == []
    paths = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.json"))
    assert paths == ["custom/en-GB.json", "intents/en-GB.json"]
    assert check_models(courses.UNICODE, tmp_path) == []
    (tmp_path / "custom" / "en-GB.json").write_text("{}")
    (tmp_path / "custom" / "en-US.json").write_text("{}")
    places = [problem.place for problem in check_models(courses.UNICODE, tmp_path)]
    assert places == ["custom/en-GB.json", "custom/en-US.json"]
    write_models(courses.UNICODE, tmp_path)
    assert check_models(courses.UNICODE, tmp_path) == []


def test_the_text_of_a_model_is_stable(course):
    assert model_text(build_model(course)) == model_text(build_model(course))


def edit(path, value):
    """A change to a model: set, or append where the path ends in "+"."""

    def change(model):
        target = language(model) if path[0] != "dialog" else model["interactionModel"]
        for step in path[:-1]:
            if isinstance(target, list) and isinstance(step, str):
                target = next(entry for entry in target if entry["name"] == step)
            else:
                target = target[step]
        if path[-1] == "+":
            target.append(value)
        else:
            target[path[-1]] = value

    return change


FAULTS = {
    "a launch word": edit(("invocationName",), "open owl"),
    "numbers spelled out": edit(("invocationName",), "owl 2"),
    "letters, spaces": edit(("intents", "HintIntent", "samples", "+"), "a hint, please!"),
    "initials and slots only": edit(("intents", "HintIntent", "samples", "+"), "hint number 2"),
    "an empty sample": edit(("intents", "HintIntent", "samples", "+"), " "),
    "needs a carrier": edit(("intents", "WhyIntent", "samples", "+"), "{query}"),
    "beside another slot": edit(("intents", "WhyIntent", "samples", "+"), "why {query} {number}"),
    "{number} is not defined": edit(("intents", "WhyIntent", "samples", "+"), "at {number}"),
    "one phrase slot": edit(
        ("intents", "WhyIntent", "slots", "+"), {"name": "more", "type": "AMAZON.SearchQuery"}
    ),
    '"Missing" is not defined': edit(
        ("intents", "WhyIntent", "slots", "+"), {"name": "other", "type": "Missing"}
    ),
    "no sample fills it": edit(
        ("intents", "WhyIntent", "slots", "+"), {"name": "other", "type": "AMAZON.NUMBER"}
    ),
    "also stands at": edit(("intents", "SkipIntent", "samples", "+"), "Give me a hint"),
    "has letters and underscores": edit(("intents", "HintIntent", "name"), "Hint2Intent"),
    "defined twice": edit(("intents", "HintIntent", "name"), "SkipIntent"),
    "required, and missing": edit(("intents", "AMAZON.StopIntent", "name"), "EndIntent"),
    "an intent needs a sample": edit(("intents", "HintIntent", "samples"), []),
    "it swallows": edit(("intents", "+"), {"name": "AMAZON.FallbackIntent", "samples": []}),
    "at least one value": edit(("types", "OptionLetter", "values"), []),
    "stands for 2 values": edit(
        ("types", "OptionLetter", "values", "+"), {"id": "9", "name": {"value": "bee"}}
    ),
    'the id "1"': edit(
        ("types", "OptionLetter", "values", "+"), {"id": "1", "name": {"value": "z"}}
    ),
    "expected at most 140": edit(
        ("types", "OptionLetter", "values", "+"), {"id": "9", "name": {"value": "z" * 141}}
    ),
    "expected at most 50000": edit(
        ("types", "OptionLetter", "values", 0, "name", "synonyms"), ["word"] * 50_001
    ),
    "expected at most 1500000": edit(
        ("types", "OptionLetter", "values", 0, "name", "synonyms"), ["w" * 100] * 20_000
    ),
    "holds {words}": edit(("intents", "WordsIntent", "slots", 0, "samples", "+"), "what"),
    "not a slot of the intent": edit(("dialog", "intents", 0, "slots", 0, "type"), "AMAZON.NUMBER"),
    "the intent is not defined": edit(("dialog", "intents", 0, "name"), "GoneIntent"),
    "is not defined": edit(("dialog", "intents", 0, "slots", 0, "prompts"), {"elicitation": "x"}),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_the_lint_names_the_rule_and_the_place(rule, model):
    assert lint(model) == []
    changed = copy.deepcopy(model)
    FAULTS[rule](changed)
    found = [str(problem) for problem in lint(changed)]
    assert any(rule in problem for problem in found), found
    assert all(": " in problem for problem in found)


def test_more_intents_than_amazon_takes(model):
    for n in range(130):
        name = "Extra" + "".join("abcdefghij"[int(d)] for d in str(n))
        language(model)["intents"].append({"name": name, "samples": [f"sample {name}"]})
    assert any("expected at most 250" in str(problem) for problem in lint(model))
