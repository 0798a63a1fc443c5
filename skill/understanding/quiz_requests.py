"""Reading a request for a quiz: on what, how many, which kinds, which items."""

import re

from skill.content.course import Course, Topic
from skill.language.normalise import words
from skill.quiz.candidates import QUOTATION
from skill.quiz.selection import QuizRequest
from skill.quiz.session import MOST_QUESTIONS

QUICK = 3
DAILY = 5
A_MINUTE = 1.2
"""Questions a minute, with what is said about them."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_MANY = (
    rf"twenty (?:{_UNITS})|(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: (?:{_UNITS}))?|"
    r"(?:a|one|two|three) hundred|a thousand|loads of|a million"
)
_NUMBER = rf"(?P<count>\d{{1,7}}|{_MANY}|{'|'.join(_NUMBERS)}|a couple of|a few|a dozen)"
_ASKS = re.compile(
    r"\b(?:quiz|test|question) me\b|\bask me(?: (?:a|some|another|more))?\b|\bdaily \w+\b|"
    r"\b(?:a|the|my|another|new|quick|short|start|do|take|have|play|begin) (?:\w+ )?quiz\b|"
    rf"\bquiz(?: \w+)? (?:on|about)\b|^quiz(?: time)?$|^(?:a )?quick (?:quiz|one)$|"
    rf"{_NUMBER} (?:more$|(?:more )?(?:\w+ )?questions?\b)|\b(?:give|ask) me (?:some |a )?(?:\w+ )?questions?\b|"
    r"\b(?:just|only) (?:the )?(?:true|multiple|dates|years|lists?|numbers|quot(?:e|ation)s?)\b|"
    r"\b(?:only )?(?:the )?(?:ones|questions|stuff|things) (?:that )?i (?:got|get|keep getting) wrong\b|"
    r"\bmy (?:mistakes|wrong answers|weak (?:spots|points|ones))\b|"
    r"^(?:only )?(?:true (?:or|and) false|multiple choice)$|"
    r"\b(?:true (?:or|and) false|multiple choice|list|year|date|number|quot(?:e|ation)s?) (?:questions?|quiz|ones)\b|"
    r"^(?:practise|practice|revise)\b|"
    r"^(?:do )?(?:everything|all (?:of it|the topics)|all topics)$|\bfire away\b|\bchallenge me\b"
)
_LEAVES = re.compile(
    r"(?:stop|end|quit|exit|finish|cancel|leave|pause|skip|no more|not|don't|i don't)\b|"
    r"(?:what|how|why|when|which|who|is|was|are|do you|did)\b(?!.*\b(?:(?:quiz|test|ask) me|a quiz)\b)"
)
_ABOUT = re.compile(
    r"\b(?:on|about|of|in|for|covering|from)\s+(?:the topic(?: of)? )?(?P<topic>.+)$"
)
_KINDS = (
    (re.compile(r"\btrue\b.*\bfalse\b|\btrue false\b"), ("true_false",)),
    (re.compile(r"\bmultiple choice\b|\bmulti(?:ple)? choice\b"), ("choice",)),
    (re.compile(r"\b(?:dates?|years?) (?:questions?|ones)\b|\b(?:dates|years)\b"), ("year",)),
    (re.compile(r"\bnumbers? (?:questions?|ones)\b|\b(?:figures|statistics)\b"), ("number",)),
    (re.compile(r"\blists?\b"), ("list",)),
    (re.compile(r"\bquot(?:e|ation)s?\b"), (QUOTATION,)),
)
_KIND_NAME = re.compile(
    r"^(?:(?:the|some|key|important) )*(?:quot(?:e|ation)s?|dates?|years|numbers|figures|statistics|lists?)"
    r"(?: questions?)?(?:$|,? (?:from|in|of|about|on|for) )"
)
_MISSED = re.compile(r"\bwrong\b|\bmistakes?\b|\bmissed\b|\bweak (?:spots|points|ones)\b")
_DUE = re.compile(r"\bdue\b|\bdaily\b")
_NEW = re.compile(r"\bnew (?:ones|questions|stuff)\b|\bhaven't (?:seen|had|done)\b")
_EVERYTHING = re.compile(
    r"\b(?:everything|anything|all of it|the whole (?:course|thing|lot)|all topics|whatever|it all|"
    r"the (?:course|subject))\b"
)
_TAIL = re.compile(
    r"\s+(?:please|now|then|again|with \w+ questions?|for me|quiz|questions?|today|only)$"
)
_LEAD = re.compile(
    r"^(?:(?:just|only|have|some|me|with|a|an|do|quiz|questions?|true|or|false|multiple|choice) )+"
)


def quiz_request(request: str, course: Course) -> tuple[QuizRequest, str] | None:
    """What a plain request asks to be quizzed on, and the name of a topic the course lacks.

    None when it does not ask for a quiz.
    """
    if not _ASKS.search(request) or _LEAVES.match(request):
        return None
    name = _topic_words(request)
    if name and _KIND_NAME.match(name):
        # "on the dates", "on quotes from the people topic": a kind, and perhaps a topic after it.
        name = _topic_words(f"on {rest}") if (rest := _KIND_NAME.sub("", name)) else ""
    whole = not name or _is_course(name, course)
    then = _topics_in_turn(name, course)
    topic = None if whole else find_topic(name, course) or topic_with(name, course)
    if then:
        topic = then[0]
    unknown = "" if topic or whole else name
    kinds = next((kinds for pattern, kinds in _KINDS if pattern.search(request)), ())
    pick = "mixed"
    if _MISSED.search(request):
        pick = "missed"
    elif _DUE.search(request):
        pick = "due"
    elif _NEW.search(request):
        pick = "new"
    if unknown and (kinds or pick != "mixed") and not re.search(r"\b(?:on|about)\b", request):
        unknown = ""
    return (
        QuizRequest(
            topic_id=topic.id if topic else None,
            then_id=then[1].id if then else None,
            name=name,
            count=_count(request),
            kinds=kinds,
            pick=pick,  # type: ignore[arg-type]
        ),
        unknown,
    )


def _count(request: str) -> int | None:
    if minutes := minutes_said(request):
        return max(QUICK, min(MOST_QUESTIONS, round(minutes * A_MINUTE)))
    if re.search(r"\bquick\b|\bshort\b|\bfast\b", request):
        return QUICK
    if re.search(r"\bdaily\b", request):
        return DAILY
    counted = re.sub(r"\b(?:on|about|of|from|in) (?:the )?(?:1[0-9]|20)\d\d\b", " ", request)
    found = re.search(rf"\b{_NUMBER}\b(?! (?:year|plan))", counted)
    if not found:
        return None
    said = found["count"]
    number = {"a couple of": 2, "a few": 3, "a dozen": 12}.get(said) or _NUMBERS.get(said)
    if number is None:
        number = int(said) if said.isdigit() else MOST_QUESTIONS
    return max(1, min(MOST_QUESTIONS, number))


def minutes_said(request: str) -> int:
    """The minutes of "ten minutes"; 0 where none are said."""
    found = re.search(rf"\b(?P<said>\d{{1,2}}|{'|'.join(_NUMBERS)}) minutes?\b", request)
    return (_NUMBERS.get(found["said"]) or int(found["said"])) if found else 0


def asks_too_many(request: str) -> bool:
    """Whether more questions are asked for than one quiz has."""
    found = re.search(rf"\b(?:{_MANY}|(?P<count>\d{{2,7}})) (?:\w+ )?questions?\b", request)
    return bool(found and (found["count"] is None or int(found["count"]) > MOST_QUESTIONS))


def _topic_words(request: str) -> str:
    found = _ABOUT.search(request)
    if not found:
        plain = re.search(r"\b(?:quiz|test) me (?P<topic>(?!on|about|with|now|again).+)$", request)
        revise = re.search(r"\b(?:revise|practise|practice) (?P<topic>.+)$", request)
        found = plain or revise
    if not found:
        return ""
    name = found["topic"]
    if _EVERYTHING.search(name) or re.search(
        r"\b(?:ones|questions|stuff|things) (?:that )?i\b", name
    ):
        return ""
    for _ in range(3):
        name = _TAIL.sub("", name)
    name = _LEAD.sub("", name + " ").strip()
    return (
        ""
        if re.fullmatch(
            rf"(?!(?:1\d|20)\d\d$){_NUMBER}?(?: ?questions?)?|it|this|that|me|now", name
        )
        else name
    )


def _topics_in_turn(name: str, course: Course) -> tuple[Topic, Topic] | None:
    """The two topics of "the plans then the people"."""
    first, _, second = name.replace(" and then ", " then ").partition(" then ")
    one, other = find_topic(first, course), find_topic(second, course) if second else None
    return (one, other) if one and other and one is not other else None


def find_topic(name: str, course: Course) -> Topic | None:
    """The topic a learner means by a name: the same words, or clearly most of them."""
    best = max(course.topics, key=lambda topic: _nearness(name, topic), default=None)
    return best if best and _nearness(name, best) >= 0.6 else None


def topic_with(name: str, course: Course) -> Topic | None:
    """The topic in whose questions a name stands, as Gosplan does; None if it is in several."""
    wanted = named_content(name)
    if not wanted:
        return None
    found = [
        topic
        for topic in course.topics
        if topic.quiz and any(wanted <= named_content(entry.question) for entry in topic.entries)
    ]
    return found[0] if len(found) == 1 else None


def _nearness(name: str, topic: Topic) -> float:
    wanted = named_content(name)
    return max(
        overlap(wanted, named_content(called)) for called in (topic.title, *topic.also_called)
    )


def _is_course(name: str, course: Course) -> bool:
    """Whether a name is the course's own, nearer than any topic's."""
    wanted = named_content(name)
    near = overlap(wanted, named_content(course.info.title))
    return not wanted or (
        near >= 0.5 and near >= max((_nearness(name, t) for t in course.topics), default=0.0)
    )


def named_content(text: str) -> set[str]:
    """The stems of a name's telling words."""
    small = {"the", "a", "an", "of", "in", "on", "and", "to", "for", "its", "topic", "about", "how"}
    return {_stem(word) for word in words(text) if word not in small}


def _stem(word: str) -> str:
    word = word.replace("'s", "").replace("z", "s")
    for ending in ("isation", "ising", "ise", "ations", "ation", "ies", "ing", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def overlap(left: set[str], right: set[str]) -> float:
    """Dice's coefficient of two sets of words, 0 to 1."""
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))
