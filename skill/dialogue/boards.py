"""Keeping to an exam board."""

from msgspec import structs

from skill.dialogue.floor import floor
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.speech.composing import joined
from skill.understanding.meaning import Meaning


def board(scene: Scene, meaning: Meaning) -> Outcome:
    """ "I'm doing AQA": keep to that board from now on."""
    boards = scene.course.info.exam_boards
    if not boards and scene.state.quiz:
        state = structs.replace(scene.state, offer="")
        return ask(
            scene, speech(scene.phrase("board_none_quiz")), scene.phrase("offer_reprompt"), state
        )
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
    key = "board_every" if kept is None else "board_set"
    if scene.state.quiz:
        key = "board_every_next" if kept is None else "board_next"
    line = scene.phrase(key, board=kept or "")
    state = structs.replace(scene.state, offer="" if scene.state.quiz else "quiz_any", choice=())
    return ask(
        scene, speech(line), scene.phrase("offer_reprompt"), state,
        learner=scene.learner.with_(board=kept),
    )  # fmt: skip
