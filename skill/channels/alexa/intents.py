"""The skill's intents: one definition that the interaction model is built from and that
restores, from an intent that arrives, the words the learner said.
"""

from dataclasses import dataclass
from typing import Literal

from skill.channels.alexa.utterances import (
    ANSWER_INTENT,
    ANSWERS,
    COMMANDS,
    QUESTIONS,
    TOPICS,
    WORDS,
    WORDS_INTENT,
    Intent,
)
from skill.dialogue.acts import Act

Capture = Literal["elicit", "intents"]

ANSWER_TYPE = "AnswerValue"
TOPIC_TYPE = "TopicName"
OPTION_TYPE = "OptionLetter"
PHRASE_TYPE = "AMAZON.SearchQuery"
YEAR_TYPE = "AMAZON.FOUR_DIGIT_NUMBER"
NUMBER_TYPE = "AMAZON.NUMBER"

SLOT_TYPES = {
    "words": PHRASE_TYPE,
    "query": PHRASE_TYPE,
    "phrase": PHRASE_TYPE,
    "answer": ANSWER_TYPE,
    "year": YEAR_TYPE,
    "number": NUMBER_TYPE,
    "count": NUMBER_TYPE,
    "topic": TOPIC_TYPE,
    "option": OPTION_TYPE,
}
"""Every slot name means one type, in whichever intent it stands."""

ELICITED = {
    "words": WORDS_INTENT,
    "answer": ANSWER_INTENT,
    "year": ANSWER_INTENT,
    "number": ANSWER_INTENT,
}
"""The slots that may be elicited, and the intent each belongs to."""


@dataclass(frozen=True)
class BuiltIn:
    """One of Amazon's intents, the act it means, and the words it stands for."""

    act: Act
    text: str
    samples: tuple[str, ...] = ()
    """Samples beyond those that Amazon knows."""


BUILT_IN = {
    "AMAZON.CancelIntent": BuiltIn(Act.CANCEL, "cancel"),
    "AMAZON.HelpIntent": BuiltIn(Act.HELP, "help", ("what can you do", "how does this work")),
    "AMAZON.StopIntent": BuiltIn(Act.STOP, "stop", ("i've had enough", "end the quiz")),
    "AMAZON.NavigateHomeIntent": BuiltIn(Act.HOME, "go home"),
    "AMAZON.YesIntent": BuiltIn(Act.YES, "yes"),
    "AMAZON.NoIntent": BuiltIn(Act.NO, "no"),
    "AMAZON.RepeatIntent": BuiltIn(
        Act.REPEAT,
        "repeat",
        ("say it again", "repeat the question", "what was the question", "pardon", "come again"),
    ),
    "AMAZON.StartOverIntent": BuiltIn(Act.START_OVER, "start over"),
    "AMAZON.NextIntent": BuiltIn(Act.NEXT, "next", ("next question", "the next one")),
    "AMAZON.PreviousIntent": BuiltIn(Act.PREVIOUS, "previous", ("the one before",)),
    "AMAZON.FallbackIntent": BuiltIn(Act.FALLBACK, ""),
}
"""The built-in intents in the model (Fallback in the intents capture only)."""

UNASKED = {
    "AMAZON.PauseIntent": "pause",
    "AMAZON.ResumeIntent": "carry on",
    "AMAZON.MoreIntent": "tell me more",
    "AMAZON.LoopOnIntent": "",
    "AMAZON.LoopOffIntent": "",
    "AMAZON.ShuffleOnIntent": "",
    "AMAZON.ShuffleOffIntent": "",
    "AMAZON.ScrollDownIntent": "",
    "AMAZON.ScrollUpIntent": "",
}
"""Built-in intents that a device may send although the model has none of them."""


CUSTOM = {i.name: i for i in (*QUESTIONS, *COMMANDS, *TOPICS, *ANSWERS, WORDS)}
"""Every custom intent by name."""

SLOT_SAMPLES = {
    "words": ("{words}",),
    "answer": ("{answer}", "is it {answer}", "i think it's {answer}", "the answer is {answer}",
               "it's {answer}", "um {answer}", "i'd say {answer}"),
    "year": ("{year}", "in {year}", "it was {year}", "it was in {year}", "i think {year}",
             "the year {year}", "um {year}", "i think it was {year}", "was it {year}"),
    "number": ("{number}", "it was {number}", "i think {number}", "about {number}",
               "{number} per cent", "um {number}", "i think it's {number}", "is it {number}"),
}  # fmt: skip
"""A slot's own samples, in force while it is elicited."""


def custom_intents(capture: Capture) -> tuple[Intent, ...]:
    """The custom intents that stand in the model of a capture."""
    return tuple(i for i in CUSTOM.values() if capture == "elicit" or i.name != WORDS_INTENT)


def built_in_names(capture: Capture, keep_fallback: bool = False) -> tuple[str, ...]:
    """The built-in intents of a capture. Fallback may swallow elicited speech, so that the elicited
    capture does without it unless it is kept."""
    fallback = "AMAZON.FallbackIntent"
    kept = capture == "intents" or keep_fallback
    return tuple(name for name in BUILT_IN if kept or name != fallback)


def is_phrase(slot: str) -> bool:
    """Whether a slot takes free words, and so needs a carrier and stands alone."""
    return SLOT_TYPES[slot] == PHRASE_TYPE
