"""The skill's manifest: how it is listed, what it may do, and what certification would refuse."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skill.content.course import Course

NAME, SUMMARY, DESCRIPTION, EXAMPLE = 50, 160, 4000, 200
"""Characters, at most."""
EXAMPLES, KEYWORDS = 3, 30
"""How many, at most."""
_EVENTS = [{"eventName": "SKILL_DISABLED"}]
_BOARDS = ("aqa", "ocr", "edexcel", "pearson", "wjec", "eduqas", "ccea", "cambridge", "sqa")
_COMMON = frozenset("a an and at by for from how in its of on or the to was what why with".split())

_HTTPS = re.compile(r"https://[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
Json = Mapping[str, Any]


def example_phrases(course: Course) -> tuple[str, ...]:
    """Three things to say; each stands in the model's samples."""
    name = course.info.invocation_name
    return (
        f"Alexa, open {name}",
        f"Alexa, ask {name} to quiz me",
        f"Alexa, ask {name} for my daily five",
    )


def manifest(
    course: Course, function: str = "", privacy: str = "", terms: str = ""
) -> dict[str, Any]:
    """The skill manifest. `function` is the Lambda function's ARN, if it is known yet; `privacy` and
    `terms` are where the operator's privacy policy and terms of use can be read."""
    endpoint = {"uri": function} if function else {}
    locales = course.info.locales
    policies = {
        name: url for name, url in (("privacyPolicyUrl", privacy), ("termsOfUseUrl", terms)) if url
    }
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "category": "EDUCATION_AND_REFERENCE",
                "isAvailableWorldwide": False,
                "distributionCountries": [locale.partition("-")[2] for locale in locales],
                "distributionMode": "PUBLIC",
                "testingInstructions": f"Say: Alexa, open {course.info.invocation_name}. Then ask "
                "a question, or say: quiz me. No account is needed.",
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
                "locales": {locale: dict(policies) for locale in locales},
            },
        }
    }


def _listing(course: Course, locale: str) -> dict[str, Any]:
    info = course.info
    topics = "; ".join(topic.title for topic in course.topics[:12])
    return {
        "name": info.skill_name,
        "summary": cut(f"Revise {info.title} by voice: ask, and be quizzed.", SUMMARY),
        "description": cut(
            f"Hands-free exam revision: {info.title}. Ask a question in your own words and hear a "
            "short answer. Say quiz me, answer aloud, and hear what was right and why; what you "
            "missed comes back when it is due. It is not connected with, or endorsed by, any exam "
            f"board. Topics: {topics}.",
            DESCRIPTION,
        ),
        "examplePhrases": list(example_phrases(course)),
        "keywords": keywords(course),
        "smallIconUri": f"file://assets/{locale}_small_icon.png",
        "largeIconUri": f"file://assets/{locale}_large_icon.png",
    }


def cut(text: str, most: int) -> str:
    """The text, ended at a word where it is too long."""
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def keywords(course: Course) -> list[str]:
    """What a learner might search for: revision, and the course's own words."""
    titles = " ".join([course.info.title, *(topic.title for topic in course.topics)])
    own = (word for word in re.findall(r"[^\W\d_]{3,}", titles.lower()) if word not in _COMMON)
    return list(dict.fromkeys(("revision", "quiz", "exam", "gcse", "study", *own)))[:KEYWORDS]


def manifest_faults(whole: Json, course: Course, models: Mapping[str, Json]) -> Iterator[str]:
    """What certification would refuse in a manifest, by place."""
    publishing = whole["manifest"]["publishingInformation"]
    for locale, listing in publishing["locales"].items():
        for fault in (*_lengths(listing), *_endorsed(listing), *_examples(listing, course)):
            yield f"skill.json: {locale}: {fault}"
        for phrase in _unsaid(listing, course, models[locale]):
            yield f"skill.json: {locale}: “{phrase}” is an example phrase but no sample"
    privacy = whole["manifest"]["privacyAndCompliance"]
    wanted = {"isChildDirected": True, "usesPersonalInfo": False, "containsAds": False,
              "allowsPurchases": False}  # fmt: skip
    for name, value in wanted.items():
        if privacy.get(name) is not value:
            yield f"skill.json: privacyAndCompliance: {name}: expected {value} for this audience"
    for locale, policies in privacy["locales"].items():
        for name, url in policies.items():
            if not _HTTPS.fullmatch(url):
                yield f"skill.json: {locale}: {name}: expected an address that begins with https://"


def _lengths(listing: Json) -> Iterator[str]:
    limits = {"name": NAME, "summary": SUMMARY, "description": DESCRIPTION}
    for field, most in limits.items():
        length = len(listing[field])
        if not 2 <= length <= most:
            yield f"{field}: {length} characters, expected 2 to {most}"
    if len(listing["keywords"]) > KEYWORDS:
        yield f"keywords: {len(listing['keywords'])}, expected at most {KEYWORDS}"


def _endorsed(listing: Json) -> Iterator[str]:
    """No exam board may seem to endorse the skill: none is named where it could look so."""
    for field in ("name", "summary"):
        for board in _BOARDS:
            if re.search(rf"\b{board}\b", listing[field].lower()):
                yield f"{field}: names the exam board {board.upper()}, as if it endorsed the skill"


def _examples(listing: Json, course: Course) -> Iterator[str]:
    phrases = listing["examplePhrases"]
    if not 1 <= len(phrases) <= EXAMPLES:
        yield f"examplePhrases: {len(phrases)}, expected 1 to {EXAMPLES}"
    for number, phrase in enumerate(phrases):
        if len(phrase) > EXAMPLE:
            yield f"examplePhrases[{number}]: over {EXAMPLE} characters"
    name = course.info.invocation_name
    if phrases and not (phrases[0].startswith("Alexa, ") and name in phrases[0]):
        yield "examplePhrases[0]: expected the wake word and the invocation name"


def _unsaid(listing: Json, course: Course, model: Json) -> Iterator[str]:
    """Example phrases that are not in the samples; opening the skill needs no sample."""
    language = model["interactionModel"]["languageModel"]
    samples = {sample for intent in language["intents"] for sample in intent.get("samples", ())}
    name = course.info.invocation_name
    for phrase in listing["examplePhrases"]:
        if phrase == f"Alexa, open {name}":
            continue
        words = phrase.partition(f"ask {name} ")[2].removeprefix("to ")
        if words not in samples:
            yield words or phrase
