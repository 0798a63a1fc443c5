"""The stand-in for Alexa's language understanding, over models of both captures."""

from datetime import date

import pytest

from skill.bench.hearing import Entities, four_digits, iso_date, transcript, whole_number
from skill.bench.understanding import Understanding
from skill.channels.alexa.model import build_model
from skill.content.course import Topic
from tests.channels.alexa.courses import course, item

TODAY = date(2026, 3, 2)
COURSE = course(
    Topic(
        id="volcanoes",
        title="Volcanoes",
        also_called=("lava",),
        quiz=(
            item(1, answer="magma", accept=("molten rock",)),
            item(2, "year", answer="1883"),
            item(3, "choice", answer="Etna", options=("Etna", "Fuji")),
        ),
    )
)


@pytest.fixture(scope="module", params=["elicit", "intents"])
def both(request):
    return Understanding(build_model(COURSE, capture=request.param), "skill", TODAY)


@pytest.fixture(scope="module")
def elicit():
    return Understanding(build_model(COURSE, capture="elicit"), "skill", TODAY)


@pytest.fixture(scope="module")
def intents():
    return Understanding(build_model(COURSE, capture="intents"), "skill", TODAY)


def values(understood):
    return {name: s["value"] for name, s in understood.slots.items() if "value" in s}


@pytest.mark.parametrize(
    ("typed", "intent", "slots"),
    [
        ("Why do volcanoes erupt?", "WhyIntent", {"query": "do volcanoes erupt"}),
        ("so why do they erupt", "WhyIntent", {"query": "do they erupt"}),
        ("whats magma", "WhatIsIntent", {"query": "magma"}),
        ("tell me about lava", "TellMeAboutIntent", {"query": "lava"}),
        ("what can I ask?", "TopicsIntent", {}),
        ("quiz me on lava", "QuizTopicIntent", {"topic": "lava"}),
        ("quiz me on rivers", "QuizTopicIntent", {"topic": "rivers"}),
        (
            "ten questions on volcanoes",
            "QuizCountTopicIntent",
            {"count": "10", "topic": "volcanoes"},
        ),
        ("12 questions", "QuizCountIntent", {"count": "12"}),
        ("eighteen eighty three", "AnswerIntent", {"year": "1883"}),
        ("in 1883", "AnswerIntent", {"year": "1883"}),
        ("molten rock", "AnswerIntent", {"answer": "molten rock"}),
        ("is it Etna", "AnswerIntent", {"answer": "etna"}),
        ("see", "AnswerIntent", {"option": "see"}),
        ("forty two", "AnswerIntent", {"number": "42"}),
        ("because of the pressure", "BecauseStatementIntent", {"phrase": "of the pressure"}),
        ("i want to hurt myself", "IStatementIntent", {"phrase": "want to hurt myself"}),
        ("my answer is the mantle", "SayIntent", {"phrase": "the mantle"}),
        ("stop", "AMAZON.StopIntent", {}),
        ("never mind", "AMAZON.CancelIntent", {}),
        ("yes please", "AMAZON.YesIntent", {}),
        ("say that again", "AMAZON.RepeatIntent", {}),
        ("go back", "AMAZON.PreviousIntent", {}),
        ("go home", "AMAZON.NavigateHomeIntent", {}),
        ("I don't know", "DontKnowIntent", {}),
    ],
)
def test_free_speech(both, typed, intent, slots):
    understood = both.understand(transcript(typed))
    assert (understood.intent, values(understood)) == (intent, slots)


def test_words_that_nothing_fits(elicit, intents):
    words = "purple bananas dance under ultraviolet umbrellas"
    assert intents.understand(words).intent == "AMAZON.FallbackIntent"
    assert values(elicit.understand(words)) == {"answer": words}


def test_entity_resolution(both):
    slot = both.understand("is it molten rock").slots["answer"]
    authority = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert authority["status"]["code"] == "ER_SUCCESS_MATCH"
    assert authority["values"] == [{"value": {"name": "magma", "id": "magma"}}]
    assert slot["slotValue"]["value"] == "molten rock"
    slot = both.understand("is it cheese").slots["answer"]
    authority = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert authority["status"]["code"] == "ER_SUCCESS_NO_MATCH" and "values" not in authority


def test_dynamic_entities(both):
    lent = Entities([{"id": "d", "name": {"value": "hot ash", "synonyms": ["tephra"]}}])
    slot = both.understand("is it tephra", {"AnswerValue": lent}).slots["answer"]
    static, dynamic = slot["resolutions"]["resolutionsPerAuthority"]
    assert "dynamic" in dynamic["authority"] and "dynamic" not in static["authority"]
    assert dynamic["values"] == [{"value": {"name": "hot ash", "id": "d"}}]


@pytest.mark.parametrize(
    ("slot", "typed", "intent", "slots"),
    [
        ("words", "hang on, what was magma?", "WordsIntent", {"words": "hang on what was magma"}),
        ("words", "Stop.", "AMAZON.StopIntent", {}),
        ("words", "repeat", "AMAZON.RepeatIntent", {}),
        ("words", "skip this one", "WordsIntent", {"words": "skip this one"}),
        ("words", "quiz me on lava", "WordsIntent", {"words": "quiz me on lava"}),
        ("answer", "i think it's etna", "AnswerIntent", {"answer": "etna"}),
        ("answer", "a big hot mountain", "AnswerIntent", {"answer": "a big hot mountain"}),
        ("answer", "what is magma", "AnswerIntent", {"answer": "what is magma"}),
        ("year", "it was eighteen eighty three", "AnswerIntent", {"year": "1883"}),
        ("year", "what is magma", "WhatIntent", {"query": "is magma"}),
        ("number", "about forty", "AnswerIntent", {"number": "40"}),
        ("number", "28 per cent", "AnswerIntent", {"number": "28"}),
        ("number", "no", "AMAZON.NoIntent", {}),
    ],
)
def test_elicited_slots(elicit, slot, typed, intent, slots):
    owner = "WordsIntent" if slot == "words" else "AnswerIntent"
    understood = elicit.elicited(transcript(typed), owner, slot)
    assert (understood.intent, values(understood)) == (intent, slots)


def test_every_sample_of_the_model_is_understood_as_its_intent(both):
    """A sample with plausible values comes back as its intent, or says the same in another."""
    model = build_model(COURSE, capture="intents" if both.understand("a b c d e f g") and
                        both.understand("g f e d c b a").intent.endswith("FallbackIntent")
                        else "elicit")  # fmt: skip
    fills = {"answer": "etna", "topic": "lava", "option": "dee", "year": "1883", "number": "42",
             "count": "7", "query": "on earth it erupted", "phrase": "hot rocks rise up",
             "words": "something new here"}  # fmt: skip
    strays = []
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        for sample in intent["samples"]:
            heard = transcript(sample.format(**fills))
            if both.understand(heard).intent != intent["name"]:
                strays.append((sample, both.understand(heard).intent))
    assert len(strays) < 30, strays


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("What's the N.E.P.?", "what's the nep"), ("  UM...  1,929! ", "um 1929"), ("dont", "don't"),
     ("35.5 million; 28%", "35.5 million 28%"), ("“quotes” — dashes", "quotes dashes"), ("?!", ""),
     ("Führer’s", "führer's")],
)  # fmt: skip
def test_typing_becomes_a_transcript(typed, heard):
    assert transcript(typed) == heard


@pytest.mark.parametrize(
    ("reader", "said", "value"),
    [
        (four_digits, "nineteen twenty nine", "1929"), (four_digits, "nineteen oh five", "1905"),
        (four_digits, "nineteen hundred", "1900"), (four_digits, "two thousand and eight", "2008"),
        (four_digits, "nineteen hundred and five", "1905"), (four_digits, "ten sixty six", "1066"),
        (four_digits, "one nine two nine", "1929"), (four_digits, "19 29", "1929"),
        (four_digits, "twenty nine", None), (four_digits, "the twenties", None),
        (whole_number, "twenty eight", "28"), (whole_number, "28", "28"),
        (whole_number, "three million", "3000000"), (whole_number, "thirty five point five", None),
        (whole_number, "about twenty", None), (whole_number, "two and two", None),
    ],
)  # fmt: skip
def test_figures(reader, said, value):
    assert reader(said) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [("today", "2026-03-02"), ("tomorrow", "2026-03-03"), ("1929", "1929"),
     ("may nineteen twenty nine", "1929-05"), ("the third of may 1929", "1929-05-03"),
     ("june", "2026-06"), ("sometime", None), ("the fortieth of may", None)],
)  # fmt: skip
def test_dates(said, value):
    assert iso_date(said, TODAY) == value
