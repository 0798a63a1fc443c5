"""Marking an answer that is an explanation: compared by its words here, and read by the reader."""

import re

from skill.content.course import QuizItem
from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.stems import STOP, content_words, stem
from skill.quiz.marking.direction import reverses, wrong_way
from skill.quiz.marking.outright import said_outright
from skill.quiz.marking.result import Verdict
from skill.quiz.marking.sharing import nears
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import find_word
from skill.quiz.marking.trend import trend_of

_EXPLAINS = re.compile(
    r"\b(?:why|how (?!many|much|long|far|old|often|big|tall|high|fast|deep|hot|large|wide)|what (?:is|was|are|were) (?:meant|the (?:difference|purpose|point|aim|effect|result|reason|function|job|role|definition|meaning|main reason))|what does .* (?:mean|do|show|tell|suggest)|"  # noqa: E501
    r"what happen(?:s|ed)|describe|explain|what did .* do|define|reason|for what)\b",
    re.I,
)
_VERBS = frozenset(
    "is are was were has have had can could will would it they he she there so because to by".split()
)


_SUBJECTS = frozenset("it they he she we you there because".split())
_DEFINES = re.compile(r"^(?:what(?:'s| is| are| was| were)|define) (?:\w+[ ?]*){1,4}$", re.I)


def is_explanation(item: QuizItem, text: str) -> bool:
    """Whether an accepted answer is a statement rather than a name."""
    said = words(text)
    content = content_words(said)
    if len(content) > 4 or len(said) > 7:
        return True
    if said[:1] and said[0] in _SUBJECTS:
        return len(said) > 2
    if text[:1].isupper() and (len(said) <= 4 or text.istitle()):
        return False
    if said[:1] == ["to"] and len(said) > 2:
        return True
    if len(content) <= 1:
        return False
    return bool(_EXPLAINS.search(item.prompt) or _DEFINES.match(item.prompt)) or bool(
        set(said) & (_VERBS - {"to", "by"})
    )


_VAGUE = re.compile(
    r"\b(?:something (?:about|like|to do with|with)|to do with|related to|some kind of|some sort of thing|or something|one of those)\b"  # noqa: E501
)
_RIGHT, _NEAR = 0.52, 0.36
"""Strengths from which an explanation is right, or part of the way there."""
_TURNED = 0.7
"""From here on, words that seem to turn the answer round do not make it wrong."""


def mark_explained(item: QuizItem, texts: list[str], heard: str) -> tuple[Verdict, str]:
    """(verdict, rule) for an explanation against every accepted text."""
    heard = by_ear(heard, texts)
    prompt = words(item.prompt)
    asked = frozenset(stem(word) for word in prompt if word not in STOP)
    said = content_words(heard.split())
    if said and all(stem(word) in asked for word in said) and not _in_answer(said, texts, asked):
        return "incorrect", "question_said_back"
    if re.search(r"\beither\b.*\bor\b", heard) and not any(" or " in text for text in texts):
        return "incorrect", "two_rivals"
    if any(_is_said(text, heard) for text in texts):
        return "correct", "same_meaning"
    near = nears(heard.split(), texts, asked)
    at = max(range(len(texts)), key=lambda n: near[n].said)
    strength = near[at].said
    if strength > _NEAR and (reverses(texts[at], heard) or wrong_way(item.prompt, heard, texts)):
        return ("partial" if strength > _TURNED else "incorrect"), "reversed"
    turned = {trend_of(texts[at]), trend_of(heard)}
    if strength > _NEAR and turned == {"up", "down"}:
        return "incorrect", "reversed"
    if strength >= _RIGHT:
        return ("partial", "vague") if _VAGUE.search(heard) else ("correct", "same_meaning")
    return ("partial", "near_meaning") if strength >= _NEAR else ("incorrect", "other_meaning")


def _is_said(text: str, heard: str) -> bool:
    """Whether the text was said in its own words, with nothing telling around it."""
    tokens = heard.split()
    place = said_outright(text, tokens)
    if place is None:
        return False
    around = content_words([*tokens[: place[0]], *tokens[place[1] :]])
    return all(word in HEDGES for word in around)


def _in_answer(said: list[str], texts: list[str], asked: frozenset[str]) -> bool:
    """Whether the words are the answer's too, where the prompt holds the whole answer."""
    own = {stem(w) for text in texts for w in content_words(words(text))}
    return own <= asked


def by_ear(heard: str, texts: list[str]) -> str:
    """What was heard with mangled words of the course put right ("hemo globe in")."""
    tokens = heard.split()
    present = {stem(token) for token in tokens}
    for word in dict.fromkeys(w for text in texts for w in content_words(words(text))):
        if len(word) < 7 or stem(word) in present:
            continue
        score, start, end = find_word(word, tokens)
        if score >= 0.84 and (end - start > 1 or known(tokens[start]) is None):
            tokens[start:end] = [word]
    return " ".join(tokens)
