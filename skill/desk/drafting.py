"""Quiz items drafted from an entry, for a teacher to accept, mend or throw away.

Rules, not invention: every draft is made of the entry's own sentences. A list item asks for
the points; a sentence with a year, a number or a name gives an item that asks for it; one
sentence of each entry becomes a true-or-false.
"""

import re
from typing import Any

from skill.desk.slugs import unused
from skill.desk.values import DATE
from skill.language.lexicon import known
from skill.speech import composing
from skill.speech.sentences import sentences

MAX_DRAFTS = 6
"""Of one entry."""
MAX_PROMPT = 300
_GAP = "blank"
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b(?!s)")
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    r"(?:\s?(?:%|per cent|percent|million|billion|thousand))?(?![\w%])"
)
_LEAD = re.compile(r"^(?:for example|for instance|however|therefore|in addition|also),\s+", re.I)
_NAME = re.compile(r"\b[A-Z][a-zA-Z]{2,}(?:\s[A-Z][a-zA-Z]+)*\b")
_HANGING = re.compile(
    r"^(?:to|this|these|those|that|it|its|they|their|he|his|she|her|such|there|as a result|then"
    r"|here|one of|another|both|by doing so)\b",
    re.IGNORECASE,
)
_COUNTS = frozenset(str(number) for number in range(13))
"""Too small to be worth a question: mostly "6 main reasons"."""
_NO_SENTENCE = re.compile(r"^(?:\w+ ){0,4}\w+, (?:which|who|whose|where|when|as|so|with)\b[^,]*$")
"""A thing and what it does, as in a list: "The nucleus, which holds the DNA." """
_FRAGMENT = re.compile(
    r"^(?:one|something|somebody|someone|anything|what|when|where|how|because)\b"
    # a thing and what is said of it: "A base that dissolves", "Release from the cycle"
    r"|^(?:an? |the )?(?:[\w-]+ ){1,2}(?:that|which|who|from|of|between|in|for|with)\b"
    r"(?!.*\b(?:is|are|was|were|has|have|had|can|will|must|[a-z]{3,}ed)\b)[^,;]{0,60}$",
    re.IGNORECASE,
)
"""What answers a question without being a sentence: "One that does not run out." """
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTED = re.compile(r"\b(two|three|four|five|six|[2-6])\b", re.IGNORECASE)
_NO_VERB = re.compile(
    r"^(?:[^:]{1,40}: |(?:\w+ ){1,2}\w+ing\b(?!.*\b(?:is|are|was|were|has|have)\b))"
)
"""What a table or a card says of a thing without being a sentence: "Rocks hitting each other." """
_CLUE = {"year": "Which year", "number": "Which number", "short": "Which name"}


def draft_items(
    entry: dict[str, Any], taken: set[str], years: list[str] | None = None
) -> list[dict[str, Any]]:
    """Draft quiz items of an entry (both as the file holds them).

    Args:
        entry: as in `topics[].entries[]`.
        taken: the ids in use; the drafts' ids are added.
        years: years of the whole source, from which a false statement may borrow.
    """
    drafts = _list_draft(entry)
    asked: set[str] = set()
    facts = _facts(entry)
    for sentence in facts:
        drafts += _gap_drafts(sentence, asked)
    if statement := _statement(facts, years or [], len(drafts)):
        drafts.append(statement)
    made = []
    for draft in drafts[:MAX_DRAFTS]:
        tail = {"true_false": "true-false"}.get(draft["kind"], draft["kind"])
        stem = entry["id"]
        while len(stem) + len(tail) > 36:  # room for "-list-2"
            stem = stem.rpartition("-")[0] or stem[:20]
        item_id = unused(f"{stem}-{tail}", taken)
        made.append({"id": item_id, **draft, "entry": entry["id"], "draft": True})
    return made


def years_of_source(entries: list[dict[str, Any]]) -> list[str]:
    """Every year that the entries name, in order, once."""
    texts = [sentence for entry in entries for sentence in _facts(entry)]
    return list(dict.fromkeys(year for text in texts for year in _YEAR.findall(text)))


def _facts(entry: dict[str, Any]) -> list[str]:
    texts = [entry["answer"], *entry.get("points", ()), entry.get("detail", "")]
    found = [_LEAD.sub("", sentence) for text in texts for sentence in sentences(text)]
    return [
        sentence[:1].upper() + sentence[1:]
        for sentence in found
        if 25 <= len(sentence) <= 220
        and sentence.endswith(".")
        and not _HANGING.match(sentence)
        and not _NO_SENTENCE.match(sentence)
    ]


def _list_draft(entry: dict[str, Any]) -> list[dict[str, Any]]:
    points = entry.get("points", [])
    if len(points) < 2:
        return []
    want = min(3, len(points))
    if asked := _COUNTED.search(entry["question"]):  # "Name two ...": it says how many itself
        want = min(len(points), _WORDS.get(asked[1].lower()) or int(asked[1]))
    every = "both" if want == 2 else f"all {composing.count(want)}"
    some = f"{composing.count(want)} of the {composing.count(len(points))}"
    number = every if want == len(points) else some
    return [
        {
            "kind": "list",
            "prompt": composing.sentence(entry["question"][: MAX_PROMPT - 30])
            + ("" if asked else f" Give {number}."),
            "points": [{"text": point} for point in points],
            "want": want,
            "explanation": entry["answer"],
        }
    ]


def _gap_drafts(sentence: str, asked: set[str]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for kind, found in (
        ("year", _YEAR.findall(sentence)),
        ("number", _numbers(sentence)),
        ("short", _names(sentence)),
    ):
        # With two of a kind in a sentence, the gap would have two right answers.
        if len(found) != 1 or found[0].lower() in asked or (kind == "short" and made):
            continue
        answer = found[0]
        gapped = re.sub(rf"(?<!\w){re.escape(answer)}(?!\w)", _GAP, sentence, count=1)
        if answer.lower() in gapped.lower():
            continue
        asked.add(answer.lower())
        made.append(
            {
                "kind": kind,
                "prompt": f"{_CLUE[kind]} is missing? {gapped}",
                "answer": re.sub(r"\s?%", " per cent", answer),
                "explanation": sentence,
            }
        )
    return made


def _numbers(sentence: str) -> list[str]:
    found = [text.strip() for text in _NUMBER.findall(DATE.sub(" ", sentence))]
    found = [text for text in found if not _YEAR.fullmatch(text)]
    return [] if any(text in _COUNTS for text in found) else found


def _names(sentence: str) -> list[str]:
    names = []
    for match in _NAME.finditer(sentence):
        first = match[0].split()[0].lower()
        word = known(first)
        # The first word of a sentence has a capital anyway.
        if match.start() > 0 or word is None or word.name:
            names.append(match[0])
    return list(dict.fromkeys(names))


def _statement(facts: list[str], years: list[str], turn: int) -> dict[str, Any] | None:
    """A true-or-false: false where a year can be swapped for another of the same source."""
    facts = [each for each in facts if not (_NO_VERB.match(each) or _FRAGMENT.match(each))]
    for sentence in facts:
        inside = _YEAR.findall(sentence)
        others = [year for year in years if year not in inside]
        if len(inside) == 1 and others:
            wrong = min(others, key=lambda year: (abs(int(year) - int(inside[0])), year))
            return _true_or_false(sentence.replace(inside[0], wrong), "false", sentence)
    plain = [sentence for sentence in facts if len(sentence) <= 140]
    return _true_or_false(plain[turn % len(plain)], "true", "") if plain else None


def _true_or_false(statement: str, answer: str, explanation: str) -> dict[str, Any]:
    item = {"kind": "true_false", "prompt": f"True or false? {statement}", "answer": answer}
    return {**item, "explanation": explanation} if explanation else item
