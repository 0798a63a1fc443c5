"""Marking true or false: agreement, denial, double negatives, the statement put right."""

import re

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in
from skill.language.phonetics import sounds_like
from skill.language.stems import content_words, stem
from skill.quiz.marking.direction import denials, reverses
from skill.quiz.marking.polarity import is_negator, negations
from skill.quiz.marking.restated import takes_for_true
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.utterance import Utterance

BRIEF = 2
"""Telling words up to which an answer is a name thrown in."""
SOUNDS = 0.6
_BELIEFS = ("false", "no", "untrue", "incorrect", "wrong")
_JUDGED = re.compile(
    r"\b(true|correct|right|false|wrong|incorrect|untrue|truth|accurate|inaccurate)\b"
)
_TRUE_WORDS = ("true", "correct", "right", "truth", "accurate")
_DENIALS = re.compile(
    r"^(?:(?:i|i'd|say|think|well|um|oh|it's|that's|is|be|would|said|so|definitely|going|with|a|going for) )*"
    r"(?:no+|nah|nope|na|not|never|no way|no chance|not really|not at all|hell no|negative|nay|f|fake|rubbish|"  # noqa: E501
    r"nonsense|bull|bollocks|lies?|a lie|a myth|myth|disagree|i disagree|don't think so|don't agree|doubt it|i doubt it|"  # noqa: E501
    r"the opposite|opposite|other way (?:round|around)|the other way (?:round|around)|wrong way round|as if|thumbs down)\b"  # noqa: E501
)  # fmt: skip
_ANYWHERE_NO = re.compile(
    r"\b(?:rubbish|nonsense|bull|bollocks|a lie|lies|myth|disagree|don't think so|don't reckon so|don't believe|doubt (?:it|that)|the opposite|"  # noqa: E501
    r"other way (?:round|around)|wrong way (?:round|around)|not really|no way|no chance|can't be|isn't so|made up|not the case|fake)\b"  # noqa: E501
)  # fmt: skip
_AGREEMENTS = re.compile(
    r"^(?:(?:i|i'd|say|think|well|um|oh|it's|that's|would|said|so|going|with|a) )*"
    r"(?:yes|yeah|yep|yup|ya|yah|aye|yea|sure|absolutely|definitely|deffo|defo|certainly|indeed|agreed?|i agree|of course|totally|"  # noqa: E501
    r"for sure|exactly|spot on|bang on|obviously|affirmative|you bet|too right|"  # noqa: E501
    r"can\'t (?:argue|disagree|deny|fault)|no argument|i think so|i reckon so|i guess so|i suppose so|i believe so|i'd say so|t|thumbs up|hundred percent|a hundred percent)\b(?!')"  # noqa: E501
)  # fmt: skip
_MEANT = dict.fromkeys(("troo", "trew", "tru", "through", "threw"), True)
_MEANT |= dict.fromkeys(("fols", "fulse", "faults", "folse", "fault"), False)
_BEFORE_STANCE = frozenset(("think", "it's", "say", "is", "so", "definitely", "be"))
_NO_LIE = re.compile(
    r"\b(?:no|not|isn't|ain't|wasn't)(?: an?)? (?:lies?|myth|nonsense|rubbish|joke|fib)\b"
)
_CLAUSE = re.compile(r"\b(?:so|because|cos|but|then)\b")
"""Where a reason ends and a judgement begins: "it wasn't harder, so false"."""
_ECHOES = re.compile(
    r"^(?:(?:i|think|well|um|oh|so|and|because|cos) )*(?:it|they|he|she|that|this|there|you|we) "
    r"(?:is|does|do|are|was|did|were|has|have|had|can|could|will|would)"
    r"(?= *$| (?:too|indeed|true|right|i think|yes|yeah|though|definitely|really|actually|probably)\b)"
)
_LAST_WORD = re.compile(r"\b(yes|yeah|yep|yup|no|nah|nope)$")
_AUXILIARY = re.compile(
    r"\b(?:it|they|he|she|you|we|that|this) (?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)$"  # noqa: E501
)
_ANYWHERE_YES = re.compile(
    r"\b(?:agree|yes|yeah|yep|spot on|(?:think|guess|suppose|reckon|believe|say) so|definitely|of course|for sure)\b"  # noqa: E501
)


def mark_truth(item: QuizItem, said: Utterance, about: frozenset[str] = frozenset()) -> Marking:
    """Marks an answer to "true or false". about: stems of what the course says about the item: a word
    of neither the statement nor these puts nothing right."""
    statement = re.sub(
        r"^\W*(?:is (?:it|this) )?(?:true or false|t or f)\W*", "", item.prompt, flags=re.I
    )
    text = said.final if said.dropped else said.text
    if re.fullmatch(r"(?:is (?:it|that|this) )?true or false", text):
        return marked("incorrect", "no_stance")
    answer = words(item.answer)[:1] not in ([word] for word in _BELIEFS)
    belief, rule = stance(text, statement), "stance"
    if belief is None and said.dropped:
        belief = stance(said.text, statement)
    if belief is None:
        belief, rule = _restated(statement, text), "restated"
    if belief is None:
        return marked("incorrect", "no_stance")
    if belief is False and rule == "restated" and about and _beside(text, statement, about):
        return marked("unsure", "beside")
    return marked("correct" if belief == answer else "incorrect", rule, str(belief).lower())


def stance(text: str, statement: str) -> bool | None:
    """Whether the words take the statement for true; None when they do not say."""
    tokens = text.split()
    if tokens[-1:] and tokens[-1] in _MEANT and {*tokens[-2:-1]} <= _BEFORE_STANCE:
        return _MEANT[tokens[-1]]
    if _NO_LIE.search(text):
        return True
    judged = _judged(text)
    if judged is not None:
        return judged
    if (echoed := _echo(tokens, statement)) is not None:
        return echoed
    if _DENIALS.search(text):
        return False
    agreed = _AGREEMENTS.search(text) or _ECHOES.search(text)
    if agreed and not _ANYWHERE_NO.search(text):
        return True
    if _ANYWHERE_NO.search(text):
        return False
    if last := _LAST_WORD.search(text):
        return last[1] in ("yes", "yeah", "yep", "yup")
    return True if _ANYWHERE_YES.search(text) else None


def _echo(tokens: list[str], statement: str) -> bool | None:
    """ "No, they don't" after a statement that denies something agrees with it."""
    if negations(words(statement)) % 2 == 0:
        return None
    if any(is_negator(word) and word not in ("no", "not", "never") for word in tokens):
        return True
    return False if _AUXILIARY.search(" ".join(tokens)) else None


def _judged(text: str) -> bool | None:
    """The value of "true", "false", "right" or "wrong", with the denials before it."""
    beliefs, last = set(), False
    for match in _JUDGED.finditer(text):
        if match[1] == "right" and re.match(
            r" (?:so|well|ok|okay|side|hand|now|then|at|in|on|into|up|after|before)\b",
            text[match.end() :],
        ):
            continue
        if match[1] in ("wrong", "right") and re.match(r" way\b", text[match.end() :]):
            continue
        before = _CLAUSE.split(text[: match.start()])[-1].split()[-5:]
        flips = sum(is_negator(word) and word not in ("no", "none", "without") for word in before)
        beliefs.add((match[1] in _TRUE_WORDS) == (flips % 2 == 0))
        last = (match[1] in _TRUE_WORDS) == (flips % 2 == 0)
    return last if beliefs else None


def _restated(statement: str, text: str) -> bool | None:
    """Whether other words than "true" or "no" take the statement for true, as far as words tell."""
    by_words = restated_by_words(text.split(), statement)
    if by_words is None:
        return None
    judged = takes_for_true(words(statement), text.split())
    return by_words if judged is None else judged


def _beside(text: str, statement: str, about: frozenset[str]) -> bool:
    """Whether a few words have nothing to do with the statement: "electrons" of a catalyst, a year
    where it tells of none. Not where they deny, put a figure right, or sound like "false"."""
    tokens = text.split()
    said = content_words(tokens)
    if not said or len(said) > BRIEF or denials(tokens) or reverses(statement, text):
        return False
    known = about | {stem(word) for word in content_words(words(statement))}
    if any(stem(word) in known for word in said):
        return False
    if numbers_in(number_tokens(text)):
        return not numbers_in(number_tokens(statement))
    return all(max(sounds_like(word, "false"), sounds_like(word, "true")) < SOUNDS for word in said)


def restated_by_words(tokens: list[str], statement: str) -> bool | None:
    """The statement said again (True), denied or put right (False); None when it is neither."""
    text = " ".join(tokens)
    if reverses(statement, text):
        return False
    odd = (denials(tokens) - denials(words(statement))) % 2 == 1
    stated = {stem(word) for word in content_words(words(statement))}
    said = content_words(tokens)
    fresh = [word for word in said if stem(word) not in stated]
    if odd or (fresh and re.search(r"\b(?:instead|only|actually|rather)\b", text)):
        return False
    if not said:
        return None
    return len(fresh) <= len(said) - len(fresh)
