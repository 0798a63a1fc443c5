"""Any sequence of sayings: the score is sound, nothing is marked twice, no turn is a dead end."""

import json
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.asking import question_text
from skill.dialogue.scene import Tools
from skill.dialogue.state import State, from_dict, to_dict
from skill.learner.stores.memory import MemoryStore
from skill.learner.turns import attempt
from skill.quiz.session import UNMARKED
from skill.service import Service, Turned
from skill.speech.parts import plain
from tests.conversation import Clock, filled

LARGEST_STATE = 2048
"""Bytes of session attributes, whatever happens."""
SAYINGS = (
    "{right}", "{right}", "{right}", "{wrong}", "{wrong}", "{miss}", "skip", "hint", "repeat", "why",
    "i was right", "i said {right}", "that was wrong it's {right}", "yes", "no", "that's all", "um",
    "what are the options", "how am i doing", "how many left", "what did i get wrong", "go back",
    "slower", "give me a minute", "mum can i have some toast", "lol", "this is boring", "1931",
    "what was gosplan", "who won the world cup", "tell me more", "the second one", "b", "true",
    "a purple elephant", "life for ordinary people", "do the five year plans instead", "easier ones",
    "harder ones", "a quick quiz", "twenty questions", "just list questions", "start over", "pause",
    "carry on", "only the ones i got wrong", "forget me", "i'm doing aqa", "the rulag", "whatever",
)  # fmt: skip
TURNS = st.lists(st.sampled_from((*SAYINGS, "<launch>", "<stop>")), max_size=40)


class Watched:
    """A conversation of which every turn is looked at."""

    def __init__(self, tools: Tools, seed: int):
        self.tools, self.store = tools, MemoryStore()
        self.service = Service(tools, self.store, clock=Clock(), rng=random.Random(seed))
        self.state: State = State()
        self.marked = Counter[str]()
        self.reviews = 0

    def take(self, saying: str) -> None:
        quiz = self.state.quiz
        item = self.tools.course.item(quiz.item_id) if quiz else None
        if "{" in saying and item is None:
            saying = "quiz me"
        if saying == "<launch>":
            turn = UserTurn(Act.LAUNCH, opens=True)
        elif saying == "<stop>":
            turn = UserTurn(Act.STOP)
        else:
            turn = UserTurn(Act.SAID, filled(saying, item))
        state = None if turn.act == Act.LAUNCH else to_dict(self.state)
        turned = self.service.take_turn(turn, state, "me")
        before, self.state = self.state, from_dict(turned.state)
        self.look(turned, before)

    def look(self, turned: Turned, before: State) -> None:
        said, quiz = plain(turned.reply.speech), self.state.quiz
        assert "fault" not in turned.log, turned.log
        assert to_dict(self.state) == turned.state, "the state does not round-trip"
        assert len(json.dumps(turned.state)) < LARGEST_STATE
        if turned.reply.listen:
            item = self.tools.course.item(quiz.item_id) if quiz else None
            prompt = question_text(item, quiz) if quiz and item else "?"
            brief = prompt.replace("? ", "?\n").replace(". ", ".\n").splitlines()[-1]
            assert said.endswith(("?", prompt, brief)), f"a dead end: {said}"
            assert turned.reply.reprompt and plain(turned.reply.reprompt).endswith("?")
        else:
            assert len(said.split()) <= 20, said
        self.count(turned, before)

    def count(self, turned: Turned, before: State) -> None:
        fresh = self.state.quiz and (
            before.quiz is None
            or before.quiz.items != self.state.quiz.items
            or self.state.quiz.marked < before.quiz.marked
        )
        if fresh:
            self.marked.clear()
        over = self.state.quiz or self.state.over
        if item := turned.log.get("marked"):
            self.marked[item] += 1
            self.reviews += 1
            assert self.marked[item] == 1, f"{item} was scored twice"
        if over is None:
            return
        assert len(set(over.items)) == len(over.items), "a question comes twice in a quiz"
        assert 0 <= over.points <= over.marked <= len(over.items)
        if quiz := self.state.quiz:
            # Marked, open or still to come: none is lost, and none is in two places.
            done = [at for at, mark in enumerate(quiz.marks) if mark != UNMARKED]
            assert sorted([quiz.at, *quiz.queue, *done]) == list(range(len(quiz.items)))

    def kept(self) -> int:
        """Reviews in the learner's record."""
        learner, course = self.store.load("me"), self.tools.course
        homes = [(i.id, course.topic_of(i.id)) for i in course.items()]

        def look(who):
            return who, sum(
                card.reps for i, topic in homes if topic and (card := who.card(i, topic.id))
            )

        return attempt(self.store, "me", learner, look)[1]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns=TURNS, seed=st.integers(0, 99))
def test_any_sequence_of_sayings(tools: Tools, turns: list[str], seed: int) -> None:
    talk = Watched(tools, seed)
    talk.take("<launch>")
    for saying in turns:
        if "forget me" in turns and saying == "yes":
            saying = "no"
        talk.take(saying)
    assert talk.kept() == talk.reviews, "what was marked and what was kept differ"


@pytest.mark.long
def test_two_hundred_sayings(tools: Tools) -> None:
    rng, talk = random.Random(7), Watched(tools, 7)
    talk.take("<launch>")
    for _ in range(200):
        saying = rng.choice(SAYINGS)
        talk.take("{right}" if saying in ("forget me", "yes") else saying)
    assert talk.reviews > 30
    assert talk.kept() == talk.reviews
