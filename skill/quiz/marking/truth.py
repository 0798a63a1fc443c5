"""Marking true or false: agreement, denial, double negatives, the statement put right."""

import re

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.polarity import is_negator, negations, opposite
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.utterance import Utterance

_YES = re.compile(
    r"\b(?:true|yes|yeah|yep|yup|aye|correct|right|agree|agreed|definitely|deffo|absolutely|of course|totally|for sure|indeed|certainly|spot on|i think so|guess so|suppose so|reckon so|that is so|they do|it is|it does|they are|it was|it did|they did|they were|he did|she did|he was|she was|t)\b"
)
_NO = re.compile(
    r"\b(?:false|no|nah|nope|wrong|incorrect|untrue|disagree|rubbish|nonsense|lie|lies|a lie|never|not at all|no way|opposite|other way round|other way around|myth|bull|fake|f|don't think so|doubt it)\b"
)


def mark_truth(item: QuizItem, said: Utterance) -> Marking:
    """Marks an answer to "true or false"."""
    statement = re.sub(r"^\W*true or false\W*", "", item.prompt, flags=re.I)
    belief = stance(said.final, statement)
    answer = words(item.answer)[:1] not in (["false"], ["no"], ["untrue"])
    if belief is None:
        return marked("incorrect", "no_stance")
    said_back = "true" if belief else "false"
    return marked("correct" if belief == answer else "incorrect", "stance", said_back)


def stance(text: str, statement: str) -> bool | None:
    """Whether the words take the statement for true; None when they do not say."""
    tokens = text.split()
    if {"true", "false"} <= set(tokens) and not any(map(is_negator, tokens)):
        return None
    for match in re.finditer(r"\b(true|false|correct|right|wrong|incorrect)\b", text):
        before = text[: match.start()].split()
        flips = sum(is_negator(w) and w != "no" for w in before[-4:])
        value = match[1] in ("true", "correct", "right")
        return value if flips % 2 == 0 else not value
    yes, no = _YES.search(text), _NO.search(text)
    if yes and not no and not any(map(is_negator, tokens)):
        return True
    if no and not yes:
        return False
    if yes and no:
        return yes.start() < no.start()
    return _restated(text, statement)


def _restated(text: str, statement: str) -> bool | None:
    """The statement said again, or put right."""
    said, stated = content_words(words(text)), content_words(words(statement))
    own = {stem(w) for w in stated}
    flips = negations(words(text)) - negations(words(statement))
    flips += sum(any(opposite(s, w) for w in stated) for s in said if stem(s) not in own)
    if flips % 2:
        return False
    shared = sum(stem(s) in own for s in said)
    fresh = sum(stem(s) not in own for s in said)
    return shared > fresh
