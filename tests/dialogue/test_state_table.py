"""Every act in every state: no cell is undefined."""

import itertools
import random

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.scene import Tools
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from skill.speech.parts import plain
from tests.conversation import Clock

STATES: dict[str, tuple[str, ...]] = {
    "start": (),
    "welcomed": ("<launch>",),
    "answered": ("<launch>", "what was gosplan"),
    "listing": ("<launch>", "why did stalin want to industrialise the ussr", "yes"),
    "told that it is not covered": ("<launch>", "who won the world cup in nineteen sixty six"),
    "topics read": ("<launch>", "which topics do you have"),
    "topic chosen": ("<launch>", "which topics do you have", "life for ordinary people"),
    "quiz offered": ("<launch>", "hint"),
    "quiz": ("<launch>", "quiz me"),
    "quiz, list": ("<launch>", "just list questions"),
    "quiz, choice": ("<launch>", "just multiple choice questions"),
    "quiz, true or false": ("<launch>", "true or false"),
    "quiz, hinted out": ("<launch>", "quiz me", "hint", "hint", "hint", "hint"),
    "quiz, unheard": ("<launch>", "quiz me", "um", "um", "um"),
    "quiz over": ("<launch>", "a quick quiz", "skip", "skip", "skip", "skip", "skip", "skip"),
    "about to forget": ("<launch>", "forget me"),
    "distressed": ("<launch>", "i want to kill myself"),
    "resume offered": ("<launch>", "quiz me", "stop", "<launch>"),
}
ACTS: tuple[UserTurn, ...] = (
    *(UserTurn(act, act.value.replace("_", " ")) for act in Act if act not in (Act.SAID, Act.TOUCHED)),
    *(UserTurn(Act.TOUCHED, touched=t) for t in ("option:1", "topic:topic-plans", "topic:gone",
                                                 "say:quiz me", "rubbish", "option:99", "")),
    *(UserTurn(Act.SAID, text) for text in (
        "", "um", "yes", "no", "what was gosplan", "tell me more", "list them", "the third one",
        "the last one", "quiz me", "ten questions on the tudors", "skip", "hint", "i don't know",
        "why", "i was right", "give me a minute", "options again", "slower", "faster", "stop",
        "how am i doing", "how am i doing overall", "what's due", "what should i revise",
        "carry on", "pause", "start over", "forget me", "i'm doing aqa", "i'm doing wjec",
        "which topics do you have", "nineteen twenty nine", "true", "b", "the first one",
        "thank you", "hello", "who are you", "suggest something", "next", "previous",
        "only the ones i got wrong", "that's all", "bukharin and the five year plans",
        "i want to kill myself", "😀", "<speak>&\"'", "a " * 3000, "both", "neither", "home",
    )),
)  # fmt: skip


def _turn(text: str) -> UserTurn:
    return UserTurn(Act.LAUNCH, opens=True) if text == "<launch>" else UserTurn(Act.SAID, text)


def _service(tools: Tools, store: MemoryStore) -> Service:
    return Service(tools, store, clock=Clock(), rng=random.Random(5))


def _reach(tools: Tools, path: tuple[str, ...]) -> tuple[MemoryStore, dict | None]:
    store = MemoryStore()
    service = _service(tools, store)
    state: dict | None = None
    for text in path:
        state = service.take_turn(_turn(text), state, "me").state
    return store, state


def _copy(store: MemoryStore) -> MemoryStore:
    """Another store that holds the same: what a store keeps is immutable."""
    other = MemoryStore()
    vars(other).update({k: dict(v) for k, v in vars(store).items() if isinstance(v, dict)})
    return other


@pytest.mark.parametrize("name", STATES)
def test_every_act_is_answered(name: str, tools: Tools) -> None:
    store, state = _reach(tools, STATES[name])
    for turn in ACTS:
        service = _service(tools, _copy(store))
        turned = service.take_turn(turn, state, "me")
        cell = f"{name} × {turn.act.value} {turn.text or turn.touched!r}"[:200]
        assert "fault" not in turned.log, f"{cell}: {turned.log}"
        said = plain(turned.reply.speech)
        if turned.reply.silent:
            assert turn.act in (Act.ENDED, Act.IGNORED, Act.FORGOTTEN), cell
            continue
        assert said, cell
        if turn.act in (Act.STOP, Act.CANCEL, Act.HOME):
            assert not turned.reply.listen, cell
        if turned.reply.listen:
            assert turned.reply.reprompt, f"{cell}: no reprompt"
            ends = said.rstrip().endswith("?") or turned.state.get("quiz")
            assert ends, f"{cell}: the microphone is open after: {said}"
            assert plain(turned.reply.reprompt) != said, f"{cell}: the reprompt repeats"
        assert "{" not in said and "  " not in said, f"{cell}: {said}"


def test_leaving_always_works(tools: Tools) -> None:
    for name, act in itertools.product(STATES, (Act.STOP, Act.CANCEL, Act.HOME)):
        store, state = _reach(tools, STATES[name])
        turned = _service(tools, store).take_turn(UserTurn(act), state, "me")
        assert not turned.reply.listen and plain(turned.reply.speech), name
        assert len(plain(turned.reply.speech).split()) <= 8, name


def test_a_welcome_is_short(tools):
    """Under assistants that only open a skill, each visit begins with it: eight seconds at most."""
    store = MemoryStore()
    service = Service(tools, store, rng=random.Random(3))
    for _ in range(6):
        turned = service.take_turn(UserTurn(Act.LAUNCH, opens=True), None, "somebody")
        said = "".join(getattr(part, "text", "") for part in turned.reply.speech)
        assert turned.reply.listen and len(said.split()) <= 22, said
