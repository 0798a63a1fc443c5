"""Which topics there are, and one of them."""

from msgspec import structs

from skill.dialogue.reply import Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.unclear import suggested
from skill.speech.composing import count, joined, sentence
from skill.understanding.meaning import Meaning

AT_A_BREATH = 4


def topics(scene: Scene, meaning: Meaning, first: int = 0) -> Outcome:
    """Which topics there are, four at a breath."""
    every = scene.course.topics
    titles = [topic.title for topic in every]
    here = titles[first : first + AT_A_BREATH]
    more = first + AT_A_BREATH < len(titles)
    example = sentence(scene.example())
    offer = "topics"
    if len(titles) == 1:
        key, offer = "topics_one", "quiz_any"
    elif more:
        key, offer = ("topics_more" if first else "topics_many"), "topics_on"
    else:
        key = "topics_last" if first else "topics"
    line = scene.phrase(key, topics=joined(here), count=count(len(titles)), example=example)
    state = structs.replace(
        scene.state, offer=offer, point=first + AT_A_BREATH, listing=None, choice=(), misses=0,
        said=("topics", str(first)),
    )  # fmt: skip
    screen = Screen(
        "welcome", scene.topic_name(), lines=tuple(titles),
        lit=tuple(range(first, first + len(here))),
        touch=tuple(f"topic:{topic.id}" for topic in every),
    )  # fmt: skip
    return ask(scene, speech(line), scene.phrase("topics_reprompt"), state, screen=screen)


def topic(scene: Scene, meaning: Meaning) -> Outcome:
    """One topic: something to ask, and an offer to be quizzed on it."""
    found = scene.course.topic(meaning.name)
    if found is None:
        return suggested(scene, meaning)
    state = structs.replace(
        scene.state, topic=found.id, entry=None, offer="quiz", choice=(), listing=None,
        misses=0, said=("topic", found.id),
    )  # fmt: skip
    if not found.entries:
        example = sentence(scene.example())
    else:
        example = sentence(scene.rng.choice(scene.entries(found)).question)
    line = scene.phrase("topic", topic=found.title, example=example)
    return ask(scene, speech(line), scene.phrase("topic_reprompt"), state)
