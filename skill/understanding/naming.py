"""What a learner names: a topic, or an exam board."""

import re

from skill.content.course import Course
from skill.language.normalise import words
from skill.understanding.quiz_requests import find_topic

_BOARD = re.compile(
    r"(?:i'm|i am|we're|we are|im|i)(?: (?:doing|on|with|using|studying|taking|do|sitting))+ (?:the )?"
    r"(?P<board>[\w' ]+?)(?: (?:board|exam board|spec|syllabus|course))?|"
    r"(?:my|our) (?:exam )?board is (?P<name>[\w' ]+)|"
    r"(?:set|change|switch)(?: my)?(?: exam)? board to (?P<to>[\w' ]+)|"
    r"(?:(?:quiz me on|do|use) )?(?P<every>(?:all|any|every)(?: of the)? (?:exam )?boards?)"
)


_OF = r"(?:exam )?(?:boards?|spec(?:ification)?s?|syllabus)"
_WHICH_BOARD = re.compile(
    rf"(?:which|what) {_OF}(?: (?:am i(?: (?:on|doing|with|down for))?|do (?:i|you|we) (?:do|have|cover|use)|"
    r"have (?:you|i)(?: got)?|are (?:there|you on|we(?: (?:on|doing))?)|is (?:this|it|mine)(?: for| on)?|"
    r"(?:do you know|can i (?:do|pick|choose))))?|"
    rf"(?:change|switch|set)(?: my)? {_OF}|what(?:'s| is) my {_OF}|(?:do you know )?(?:my|our) {_OF}"
)
_ON_BOARD = re.compile(
    r"(?:do you know if |what if )?(?:am i|are we|i'm|do i|do we|is (?:this|that)|do you|are you)"
    r"(?: (?:on|doing|do|with|taking|sitting|for|have|cover|going to be on))* (?:the )?(?P<first>[\w' ]+?)"
    rf"(?: or (?:the )?(?P<other>[\w' ]+?))?(?: (?:{_OF}|course|one|then|right))*"
)
_KNOWN = re.compile(r"aqa|edexcel|ed?xcel|cie|cambridge|ocr|wjec|eduqas|ccea|sqa|ib|i?gcse")


def asks_board(request: str, course: Course) -> bool:
    """Whether it asks which exam board it is: "am I on AQA?", "what board is this?"."""
    if _WHICH_BOARD.fullmatch(request):
        return True
    found = _ON_BOARD.fullmatch(request)
    if not found or (request.startswith("i'm") and not found["other"]):
        return False
    names = [name for name in (found["first"], found["other"]) if name]
    return all(_is_board(name, course) for name in names)


def _is_board(name: str, course: Course) -> bool:
    said = name.replace(" ", "")
    ours = ("".join(words(board)) for board in course.info.exam_boards)
    return bool(_KNOWN.fullmatch(said)) or said in (board.replace(" ", "") for board in ours)


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


def talked_of(entry: str | None, topic_id: str | None, course: Course) -> str | None:
    """The topic that "quiz me on that" means: the one talked about last, if it has questions."""
    topic = course.topic_of(entry) if entry else course.topic(topic_id)
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
    known = _KNOWN.fullmatch(said) and not said.endswith("gcse")
    asked = found["name"] or found["to"]
    return said if known or asked else ""


def topic_named(request: str, course: Course, bare: int = 1) -> str:
    """The id of the topic a plain request names whole, and nothing else; else "". bare: words that a
    name has at least where nothing is said around it."""
    found = _TOPIC.fullmatch(request)
    name = found["topic"] if found else request
    wanted = words(name)
    if not found and len(wanted) < bare:
        return ""
    for topic in course.topics:
        if any(words(called) == wanted for called in (topic.title, *topic.also_called)):
            return topic.id
    return ""
