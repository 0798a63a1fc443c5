"""What a learner names: a topic, or an exam board."""

import re

from skill.content.course import Course
from skill.dialogue.patterns import plain_request
from skill.dialogue.requests import find_topic
from skill.dialogue.state import State
from skill.language.normalise import words

_BOARD = re.compile(
    r"(?:i'm|i am|we're|we are|im|i)(?: (?:doing|on|with|using|studying|taking|do|sitting))+ (?:the )?"
    r"(?P<board>[\w' ]+?)(?: (?:board|exam board|spec|syllabus|course))?|"
    r"(?:my|our) (?:exam )?board is (?P<name>[\w' ]+)|"
    r"(?:set|change|switch)(?: my)?(?: exam)? board to (?P<to>[\w' ]+)|"
    r"(?:(?:quiz me on|do|use) )?(?P<every>(?:all|any|every)(?: of the)? (?:exam )?boards?)"
)


WHICH_BOARD = re.compile(
    r"am i (?:on|doing) (?:aqa|edexcel|cie|ocr|wjec|igcse)|"
    r"(?:which|what)(?: exam)? boards?(?: (?:am i (?:on|doing)|is (?:this|it)(?: for)?|are (?:there|you on)|"
    r"(?:do|have) (?:you|i) (?:have|do|cover|got|know)|is mine|can i (?:do|pick|choose)))?|"
    r"(?:change|switch|set)(?: my)?(?: exam)? boards?|"
    r"(?:is this (?:for )?|do you (?:do|have|cover) )(?:aqa|edexcel|cie|ocr|wjec|igcse|gcse)"
)


_TOPIC = re.compile(
    r"(?:tell me about|(?:something|questions?|anything) (?:on|about)|about|what about|"
    r"(?:the )?topic|switch to|go to|change to|do) (?P<topic>.+)"
)


_SWITCH = re.compile(
    r"(?:(?:switch|change|swap|move|go)(?: (?:it|over|on|topic|topics|the topic))* to|do|try|have|make it|"
    r"i'd rather do|rather do) (?P<topic>.+?)(?: (?:instead|questions?|quiz|topic))*"
)


HERE = re.compile(
    r"\b(?:on|about|of|in) (?:it|them|those|these|(?:that|this)(?: (?:topic|one|bit))?)\b"
)


def talked_of(state: State, course: Course) -> str | None:
    """The topic that "quiz me on that" means: the one talked about last, if it has questions."""
    topic = course.topic_of(state.entry) if state.entry else course.topic(state.topic)
    return topic.id if topic and topic.quiz else None


def switched_to(request: str, course: Course) -> str:
    """The id of the topic in "do the five year plans instead"; "" when it names none."""
    found = _SWITCH.fullmatch(request)
    if not found:
        return ""
    topic = find_topic(found["topic"], course)
    return topic.id if topic else ""


def board_named(request: str, course: Course) -> str:
    """The exam board named, "every" for all of them, "" when none is."""
    found = _BOARD.fullmatch(request)
    if not found:
        return ""
    if found["every"]:
        return "every"
    said = (found["board"] or found["name"] or found["to"]).replace(" ", "")
    for board in course.info.exam_boards:
        if "".join(words(board)).replace(" ", "") == said:
            return board
    known = re.fullmatch(r"aqa|edexcel|ed?xcel|cie|cambridge|ocr|wjec|eduqas|ccea|sqa|ib", said)
    asked = found["name"] or found["to"]
    return said if known or asked else ""


def topic_named(text: str, course: Course) -> str:
    """The id of the topic an utterance names whole, and nothing else; else ""."""
    request = plain_request(text)
    found = _TOPIC.fullmatch(request)
    name = found["topic"] if found else request
    wanted = words(name)
    for topic in course.topics:
        if any(words(called) == wanted for called in (topic.title, *topic.also_called)):
            return topic.id
    return ""
