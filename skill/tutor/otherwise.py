"""An entry said another way: simpler, an example, why it matters, short, how to remember it."""

from skill.content.course import Entry, QuizItem
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.speech.composing import sentence
from skill.speech.sentences import sentences
from skill.understanding.intents import Intent

MIXED_UP = 0.8
"""Of a misconception's telling words, the share that must be heard."""


def wordings(entry: Entry, intent: Intent) -> list[str]:
    """What the entry has to say when it is asked for that way, the best first; [] for nothing."""
    return authored(entry, intent) or makeshift(entry, intent)


def authored(entry: Entry, intent: Intent) -> list[str]:
    """What a teacher wrote for it."""
    first = sentences(entry.answer)[0]
    ways = {
        Intent.SIMPLER: (entry.simpler, *entry.examples, entry.remember) if entry.simpler else (),
        Intent.EXAMPLE: entry.examples,
        Intent.WHY: (entry.why_it_matters,),
        Intent.REMEMBER: (entry.remember,),
        Intent.SHORT_VERSION: (first,),
    }
    return [sentence(text) for text in ways.get(intent, ()) if text]


def makeshift(entry: Entry, intent: Intent) -> list[str]:
    """What can be made of points and detail instead; it says less, never nonsense."""
    first = sentences(entry.answer)[0]
    if intent in (Intent.EXAMPLE, Intent.REMEMBER):
        return [sentence(entry.points[0])] if entry.points else []
    if intent == Intent.WHY:
        return [sentence(entry.detail)] if entry.detail and len(sentences(entry.detail)) < 2 else []
    return [" ".join(map(sentence, entry.points[:2])) or sentence(first)]


def gives_away(text: str, item: QuizItem) -> bool:
    """Whether a text says the answer to the open question."""
    if item.kind == "true_false":
        return True  # whatever is said about it decides it
    said = {stem(word) for word in words(text)}
    answers = [p.text for p in item.points] or [item.answer, *item.accept]
    for answer in answers:
        parts = {stem(word) for word in content_words(words(answer))} or set(words(answer))
        if parts and parts <= said:
            return True
    return False


def mixed_up(entry: Entry | None, heard: str) -> str:
    """What puts right a mistake that learners often make, where it sounds like this one; else ""."""
    said = {stem(word) for word in content_words(words(heard))}
    if entry is None or not said:
        return ""
    for each in entry.misconceptions:
        for text in (*each.sounds, each.wrong):
            wrong = {stem(word) for word in content_words(words(text))}
            if wrong and len(wrong & said) >= MIXED_UP * len(wrong):
                return sentence(each.right)
    return ""
