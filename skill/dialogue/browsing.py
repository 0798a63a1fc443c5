"""Arriving, leaving, help, topics, pace, boards: everything around questions and quizzes."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue import answering, quizzing
from skill.dialogue.answering import reprompt
from skill.dialogue.in_quiz import repaced
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.progressing import are, overall
from skill.dialogue.reply import Reply, Screen
from skill.dialogue.scene import Outcome, Scene, ask, led_by, speech, tell
from skill.dialogue.state import State
from skill.quiz.selection import due_count
from skill.speech.composing import count, joined, sentence

AT_A_BREATH = 4


def launched(scene: Scene, meaning: Meaning) -> Outcome:
    """A welcome: for a newcomer, for a returner, with what waits for them."""
    learner, state = scene.learner, State()
    examples = tuple(e.question for e in list(scene.course.entries())[:3])
    screen = Screen(
        "welcome", scene.course.info.skill_name, scene.topic_name(), examples,
        touch=tuple(f"say:{question}" for question in examples),
    )  # fmt: skip
    silence = scene.phrase("welcome_reprompt", example=sentence(scene.example()))
    quiz = quizzing.unfinished(scene)
    due = 0 if learner.is_new else due_count(scene.course, learner, scene.now)
    if quiz is not None:
        line = scene.phrase(
            "welcome_resume", number=count(quiz.number), total=count(len(quiz.items))
        )
        state = structs.replace(state, offer="resume")
        silence = scene.phrase("resume_reprompt")
    elif due:
        line = scene.phrase("welcome_due", due=are(due))
        state, silence = structs.replace(state, offer="due"), scene.phrase("due_reprompt")
    elif learner.is_new:
        info = scene.course.info
        line = scene.phrase("welcome_new", skill=info.skill_name, course=info.title)
    else:
        line = scene.phrase("welcome_back")
    return ask(
        scene, speech(line), silence, state, learner=learner.seen(scene.now), screen=screen,
        new=learner.is_new,
    )  # fmt: skip


def left(scene: Scene, meaning: Meaning) -> Outcome:
    """Stop is answered at once, in a few words."""
    kept = scene.state.quiz is not None and scene.tools.remembers and not scene.state.unsaved
    key = "bye_saved" if kept else "bye"
    if scene.state.gentle:
        key = "bye_gentle"
    return tell(scene, speech(scene.phrase(key)), State(missed=scene.state.missed))


def paused(scene: Scene, meaning: Meaning) -> Outcome:
    """The quiz is put away until "carry on"."""
    if scene.state.quiz is None:
        return left(scene, meaning)
    key = "paused" if scene.tools.remembers else "paused_unsaved"
    return tell(scene, speech(scene.phrase(key)), State())


def ended(scene: Scene, meaning: Meaning) -> Outcome:
    """The session is over already; nothing can be said."""
    return Outcome(Reply(silent=True), scene.state, scene.learner)


def distressed(scene: Scene, meaning: Meaning) -> Outcome:
    """Kindness, and an adult to turn to. Nothing is marked or routed."""
    state = structs.replace(scene.state, offer="leave", choice=(), gentle=True, misses=0)
    return ask(
        scene, speech(scene.phrase("distress")), scene.phrase("distress_reprompt"), state,
        distress=True,
    )  # fmt: skip


def sorry(scene: Scene, meaning: Meaning) -> Outcome:
    """Bad news of someone dear: sympathy, and leave to stop."""
    state = structs.replace(scene.state, offer="leave", choice=(), gentle=True, misses=0)
    return ask(scene, speech(scene.phrase("sorrow")), scene.phrase("sorrow_reprompt"), state)


def known(scene: Scene, meaning: Meaning) -> Outcome:
    """ "What do you know about me?"."""
    key = "known" if scene.tools.remembers else "forget_nothing"
    return floor(key)(scene, meaning)


def helped(scene: Scene, meaning: Meaning) -> Outcome:
    """Help for where the learner is."""
    state = scene.state
    example = sentence(scene.example())
    if state.offer == "choice" and len(state.choice) == 2:
        key = "help_choice"
    elif state.offer and state.offer not in ("list", "detail", "list_on"):
        key = "help_offer"
    else:
        key = "help_answer" if state.entry else "help"
    line = scene.phrase(key, course=scene.topic_name(), example=example)
    return ask(scene, speech(line), reprompt(scene), state)


def unheard(scene: Scene, meaning: Meaning) -> Outcome:
    """The ladder for trouble: rephrase, then an example, then a way out."""
    misses = scene.state.misses + 1
    state = structs.replace(scene.state, misses=misses)
    if misses == 1 and state.offer:
        key = "unheard_choice" if len(state.choice) == 2 else "unheard_offer"
        if state.offer in ("topics", "quiz_topic"):
            key = "topics_reprompt"
        return ask(scene, speech(scene.phrase(key)), reprompt(scene), state)
    if misses >= 3:
        state = structs.replace(state, offer="quiz_any", choice=())
        line = scene.phrase("unheard_3")
        return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
    line = scene.phrase(f"unheard_{misses}", example=sentence(scene.example()))
    return ask(scene, speech(line), reprompt(scene), state)


def floor(key: str, offer: str = "", silence: str = "", **values: object):
    """A handler that says one line and gives the learner the floor."""

    def handler(scene: Scene, meaning: Meaning) -> Outcome:
        info = scene.course.info
        line = scene.phrase(key, skill=info.skill_name, course=info.title, **values)
        state = structs.replace(scene.state, offer=offer, choice=(), misses=0)
        after = scene.phrase(silence) if silence else reprompt(scene)
        return ask(scene, speech(line), after, state)

    return handler


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
        return answering.suggested(scene, meaning)
    state = structs.replace(
        scene.state, topic=found.id, entry=None, offer="quiz", choice=(), listing=None,
        misses=0, said=("topic", found.id),
    )  # fmt: skip
    if not found.entries:
        example = sentence(scene.example())
    else:
        example = sentence(scene.rng.choice(found.entries).question)
    line = scene.phrase("topic", topic=found.title, example=example)
    return ask(scene, speech(line), scene.phrase("topic_reprompt"), state)


def paced(scene: Scene, meaning: Meaning) -> Outcome:
    """Slower or faster from now on, and what was said last once more."""
    if meaning.kind == Kind.NORMAL:
        scene = replace(scene, learner=scene.learner.with_(pace="normal"))
        line = scene.phrase("normal")
    else:
        change = -1 if meaning.kind == Kind.SLOWER else 1
        scene = replace(scene, learner=repaced(scene, change))
        line = scene.phrase("slower" if change < 0 else "faster")
    again = repeated(scene, meaning)
    return led_by(scene, again, speech(line))


def repeated(scene: Scene, meaning: Meaning) -> Outcome:
    """What was said last, once more."""
    what, *ids = scene.state.said or ("",)
    entry = scene.course.entry(ids[0]) if ids else None
    if what == "entry" and entry:
        point = int(ids[1]) if ids[1].isdigit() else None
        return answering.entry_told(scene, entry, point=point)
    if what == "points" and entry and ids[1].isdigit() and ids[2].isdigit():
        first, done = int(ids[1]), int(ids[2])
        state = structs.replace(scene.state, listing=entry.id, point=first)
        return answering.points_read(scene, state, max(1, done - first))
    if what == "detail" and entry:
        scene = replace(scene, state=structs.replace(scene.state, said=(), listing=None))
        return answering.detail(scene, meaning)
    if what in ("choice", "near", "suggest") and scene.state.choice:
        return answering.choice_again(scene)
    if what == "topics" and ids[0].isdigit():
        return topics(scene, meaning, int(ids[0]))
    if what == "topic":
        return topic(scene, Meaning(Kind.TOPIC, name=ids[0]))
    if what == "progress":
        return overall(scene, meaning)
    if scene.state.offer in _ASKED_AGAIN:
        key, values = _ASKED_AGAIN[scene.state.offer], {}
        if scene.state.offer == "retry" and (n := len(scene.state.missed)) != 1:
            key, values = "next_missed", {"count": count(n)}
        return floor(key, scene.state.offer, "offer_reprompt", **values)(scene, meaning)
    return ask(scene, speech(scene.phrase("what_next")), reprompt(scene), scene.state)


_ASKED_AGAIN = {
    "suggest": "suggest_again", "more_quiz": "next_more", "retry": "next_missed_one",
    "forget": "forget_ask", "quiz_any": "quiz_again", "quick": "quick_again", "resume": "resume_again",
    "leave": "distress_reprompt",
}  # fmt: skip
"""What an offer is asked with on "repeat", so that a yes still means it."""


def board(scene: Scene, meaning: Meaning) -> Outcome:
    """ "I'm doing AQA": keep to that board from now on."""
    boards = scene.course.info.exam_boards
    if not boards:
        return floor("board_none", "quiz_any", "offer_reprompt")(scene, meaning)
    if meaning.name != "every" and meaning.name not in boards:
        key = "board_unknown"
        if meaning.name == "?" and scene.learner.board:
            key = "board_yours"
        line = scene.phrase(key, boards=joined(list(boards)), board=scene.learner.board or "")
        silence = scene.phrase("board_unknown", boards=joined(list(boards), "or"))
        state = structs.replace(scene.state, offer="board", choice=())
        return ask(scene, speech(line), silence, state)
    kept = None if meaning.name == "every" else meaning.name
    line = scene.phrase("board_every" if kept is None else "board_set", board=kept or "")
    state = structs.replace(scene.state, offer="quiz_any", choice=())
    return ask(
        scene, speech(line), scene.phrase("offer_reprompt"), state,
        learner=scene.learner.with_(board=kept),
    )  # fmt: skip


def forget_asked(scene: Scene, meaning: Meaning) -> Outcome:
    """Asks once before everything is deleted."""
    if not scene.tools.remembers:
        return floor("forget_nothing")(scene, meaning)
    state = structs.replace(scene.state, offer="forget", choice=())
    line = scene.phrase("forget_ask")
    return ask(scene, speech(line), scene.phrase("forget_reprompt"), state)


def forgotten(scene: Scene, meaning: Meaning) -> Outcome:
    """Yes: delete everything, say so, and end."""
    outcome = tell(scene, speech(scene.phrase("forgotten")), State())
    return replace(outcome, forget=True)
