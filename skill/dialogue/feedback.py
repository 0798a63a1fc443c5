"""What is said about a marked answer. Specific praise, kind correction, the right answer in full."""

import re

from skill.content.course import QuizItem
from skill.dialogue.scene import Scene, speech
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.result import Marking
from skill.speech.composing import capital, count, joined, sentence, whole
from skill.speech.parts import Speech

_SENTENCE = re.compile(r"(?:it|they|he|she|we|there)(?:'\w+)? ", re.IGNORECASE)
_NOUN = re.compile(r"(?:the|a|an|its|his|her|their|no) ", re.IGNORECASE)
LONGEST = 5
"""Words up to which an answer that begins with an article is a name and no clause."""
LONG_OPTION = 3
"""Words from which an option is likely to be a clause."""
ENOUGH = 0.7
"""Of a long answer's words: if an explanation has so many of them, it says the answer."""
SHORT = 5
"""Words up to which points are said in one sentence."""


def feedback(scene: Scene, item: QuizItem, marking: Marking, earned: tuple[int, ...]) -> Speech:
    """The verdict on a closed asking, with the right answer after a miss."""
    if item.kind == "list":
        return _list_feedback(scene, item, earned)
    if marking.verdict == "correct":
        return speech(_right(scene, item))
    first = _partly(scene, item) if marking.verdict == "partial" else _wrong(scene, item, marking)
    return speech(first, _because(item))


def told(scene: Scene, item: QuizItem) -> Speech:
    """The right answer, for someone who did not know it."""
    if item.kind == "list":
        return speech(scene.phrase("list_wrong", missing=_points(item, ())))
    if _explains(item):
        return speech(_because(item))
    if item.kind == "true_false":
        return speech(scene.phrase(f"told_{item.answer.lower()}"), _because(item))
    return speech(answer_line(scene, "told", item), _because(item))


def _explains(item: QuizItem) -> bool:
    """Whether the explanation says the right answer itself, so that it need not come twice."""
    explanation = item.explanation.lower()
    if item.kind == "true_false":
        return bool(
            re.match(rf"(?:it's |that's |it is |this is )?{item.answer.lower()}\b", explanation)
        )
    answer = re.sub(r"^(?:the|a|an) ", "", spoken(item).lower())
    in_words = re.sub(r"\b(?:1?\d|20)\b", lambda found: count(int(found[0])), answer)
    answer = f"{re.escape(answer)}|{re.escape(in_words)}"
    if re.search(rf"(?<!\w)(?:{answer})(?!\w)", explanation):
        return True
    # A clause is said again in other words: "to stop workers changing jobs".
    parts = {stem(word) for word in content_words(words(spoken(item)))}
    said = {stem(word) for word in content_words(words(explanation))}
    return len(parts) >= LONG_OPTION and len(parts & said) >= ENOUGH * len(parts)


def spoken(item: QuizItem) -> str:
    """The right answer as it stands inside a sentence."""
    return item.answer.rstrip(".")


def is_clause(item: QuizItem) -> bool:
    """Whether the right answer does not go after "it's": "He ignored it", "printed more money"."""
    answer = spoken(item)
    said = len(answer.split())
    return (
        bool(_SENTENCE.match(answer))
        or said > LONGEST
        or (said > LONG_OPTION and not _NOUN.match(answer))
    )


def answer_line(scene: Scene, key: str, item: QuizItem, **more: str) -> str:
    """One of the phrases that say the right answer, as it fits that answer."""
    answer = spoken(item)
    if not is_clause(item):
        return scene.phrase(key, answer=answer, **more)
    if _SENTENCE.match(answer) or _NOUN.match(answer):
        answer = answer[0].lower() + answer[1:]
    return scene.phrase(f"{key.partition('_')[0]}_clause", answer=answer)


def _right(scene: Scene, item: QuizItem) -> str:
    if item.kind == "true_false":
        # A false statement, agreed to be false, still leaves the truth unsaid.
        if item.answer.lower() == "true":
            return scene.phrase("right_true")
        line = scene.phrase("right_plain" if _explains(item) else "right_false")
        return f"{line} {_because(item)}"
    if len(item.answer) > 60 or is_clause(item):
        return scene.phrase("right_plain")
    return capital(scene.phrase("right", answer=spoken(item)))


def _partly(scene: Scene, item: QuizItem) -> str:
    near = item.kind in ("number", "year")
    if _explains(item):
        return scene.phrase("partly_near_plain" if near else "partly_plain")
    return answer_line(scene, "partly_near" if near else "partly", item)


def _wrong(scene: Scene, item: QuizItem, marking: Marking) -> str:
    explained = _explains(item)
    if item.kind == "true_false":
        return scene.phrase("wrong_plain" if explained else f"wrong_{item.answer.lower()}")
    said = marking.understood
    # "Not people refused to buy it" is no sentence: long options are not said back.
    long = len(said) > 60 or (item.kind == "choice" and len(said.split()) > LONG_OPTION)
    unsaid = not said or long or said.lower() == item.answer.lower()
    if explained:
        key = (
            "wrong_plain"
            if unsaid
            else "wrong_near_plain"
            if _near(item, said)
            else "wrong_said_plain"
        )
        line = scene.phrase(key, said=said)
    elif unsaid or len(item.answer) > 60:
        line = answer_line(scene, "wrong", item)
    elif _near(item, said):
        line = answer_line(scene, "wrong_near", item, said=said)
    else:
        line = answer_line(scene, "wrong_said", item, said=said)
    return capital(line)


def _near(item: QuizItem, said: str) -> bool:
    if item.kind != "year":
        return False
    right, heard = (re.search(r"\d{3,4}", text) for text in (item.answer, said))
    return bool(right and heard and abs(int(right[0]) - int(heard[0])) <= 3)


def _because(item: QuizItem) -> str:
    return sentence(item.explanation) if item.explanation else ""


def _points(item: QuizItem, earned: tuple[int, ...], most: int = 3) -> str:
    """Points that were not named: as many as were wanted, three at a breath."""
    missing = [p.text.rstrip(".") for i, p in enumerate(item.points) if i not in earned]
    said = missing[: min(most, max(item.wanted - len(earned), 1))]
    if len(said) == 1 or all(len(text.split()) <= SHORT for text in said):
        return joined(said)
    return ". ".join(map(capital, said))


def _list_feedback(scene: Scene, item: QuizItem, earned: tuple[int, ...]) -> Speech:
    n, want = len(earned), item.wanted
    if n >= want:
        if n == 2:
            return speech(scene.phrase("list_both"))
        if n == len(item.points) and n > 1:
            return speech(scene.phrase("list_all", all=whole(n), All=capital(whole(n))))
        key = "list_right" if n > 1 else "list_right_one"
        return speech(capital(scene.phrase(key, count=count(n))))
    if not n:
        return speech(
            scene.phrase("wrong_plain"), scene.phrase("list_wrong", missing=_points(item, ()))
        )
    line = scene.phrase(
        "list_partial", count=capital(count(n)), want=count(want), missing=_points(item, earned)
    )
    return speech(line)
