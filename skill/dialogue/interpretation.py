"""Understanding free text while no quiz question is open: text heard + state → meaning.

The same code serves a terminal, a web page, and Alexa when it passes on whole utterances.
"""

import re
from dataclasses import replace

from skill.content.course import Course
from skill.dialogue.agreement import is_done, is_no, is_yes
from skill.dialogue.claims import claimed
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.naming import HERE, asks_board, board_named, switched_to, talked_of
from skill.dialogue.patterns import command, plain_request
from skill.dialogue.requests import asks_too_many, find_topic, quiz_request
from skill.dialogue.safety import sounds_like_distress
from skill.dialogue.small_talk import without_names
from skill.dialogue.state import State
from skill.language.normalise import without_fillers, words
from skill.quiz.selection import QuizRequest

LONGEST = 600
"""Characters of an utterance that are read; nobody says more in one breath."""
_ORDINALS = {
    word: number
    for number, names in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
         "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th"), 1
    )
    for word in names.split()
} | {"last": -1, "final": -1}  # fmt: skip
_NUMBERS = {
    word: number
    for number, names in enumerate(
        ("one 1", "two 2", "three 3", "four 4", "five 5", "six 6", "seven 7", "eight 8",
         "nine 9", "ten 10"), 1
    )
    for word in names.split()
}  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_NUMBER = "|".join(_NUMBERS)
_POINT = re.compile(
    rf"(?:(?:what(?:'s| is| was)|tell me(?: more)?(?: about)?|more (?:about|on)|give me|read(?: me)?|"
    rf"say|explain|repeat) )?(?:the )?(?P<ordinal>{_ORDINAL})"
    rf"(?: (?:one|point|reason|step|effect|benefit|harm|success|failure|result|thing|cause))?"
    rf"(?: (?:again|more|one again))?"
)
_POINT_NUMBER = re.compile(
    rf"(?:(?:tell me(?: more)?(?: about)?|what(?:'s| is)|give me|read|explain) )?"
    rf"(?:point|number|reason|step|effect) (?P<number>{_NUMBER})"
)
_CHOICE = re.compile(
    r"(?:the )?(?P<ordinal>first|second|last|former|latter|1st|2nd)(?: (?:one|question|option))?|"
    r"(?:option |number |question )?(?P<letter>a|b|one|two|1|2|hey|bee|ay|be)"
)
_LATTER = {"former": 1, "latter": -1}
_LETTERS = {
    "a": 1,
    "hey": 1,
    "ay": 1,
    "one": 1,
    "1": 1,
    "b": 2,
    "bee": 2,
    "be": 2,
    "two": 2,
    "2": 2,
}
_SUGGEST = re.compile(
    r"suggest (?:a question|something|one)|give me an (?:idea|example)|"
    r"(?:i don't know|dunno) what to (?:ask|say)|(?:an )?example|surprise me|you (?:choose|pick|decide)|"
    r"(?:tell|teach) me (?:something|anything)(?: \w+)?|anything|whatever|random|up to you|"
    r"(?:i )?don't mind|ask (?:yourself )?(?:me )?one"
)
_ANOTHER = re.compile(
    r"(?:another|a different|a new|the next|next)(?: (?:one|question|suggestion))?|something else|"
    r"not that(?: one)?|(?:any|got any|what) (?:other|others|else)(?: ones?)?"
)
_ALL = re.compile(r"both(?: of them)?|all of them|the lot|either(?: one| of them)?|all")
_ANY_TOPIC = re.compile(
    r"(?:just )?(?:do |quiz me on |on )?(?:everything|all(?: of (?:them|it))?|the lot|any(?: of them)?|"
    r"anything|whatever|any topic|a mix(?:ture)?|mixed|i don't (?:mind|care)|don't mind|either|both|"
    r"you (?:choose|pick|decide)|surprise me|random)"
)
_FROM_COMMANDS = {
    "repeat": Kind.REPEAT, "options": Kind.REPEAT, "skip": Kind.NEXT, "hint": Kind.HINT,
    "stop": Kind.STOP, "help": Kind.HELP, "slower": Kind.SLOWER, "faster": Kind.FASTER,
    "why": Kind.MORE, "override": Kind.OVERRIDE, "wait": Kind.WAIT,
}  # fmt: skip


def interpret(text: str, state: State, course: Course) -> Meaning:
    """What the learner means, given what is on offer. Never fails: an empty text is UNHEARD."""
    text = without_names(text[:LONGEST])
    if sounds_like_distress(text):
        return Meaning(Kind.DISTRESS)
    request = plain_request(text)
    if not without_fillers(words(text)):
        return Meaning(Kind.UNHEARD)
    if state.offer and (meaning := _offered(request, text, state, course)):
        return meaning
    return _general(request, text, state, course)


def _offered(request: str, text: str, state: State, course: Course) -> Meaning | None:
    """A reply to what is on offer: yes, no, the first, a topic's name."""
    if state.offer == "choice" and _command_in(request) == "skip":
        return Meaning(Kind.NO)
    if state.offer == "choice" and (number := _choice(request, state, course)):
        return Meaning(Kind.CHOICE, number=number)
    if state.said[:1] == ("suggest",) and _ANOTHER.fullmatch(request):
        return Meaning(Kind.TOPIC)
    if state.offer in ("topics", "quiz_topic") and (meaning := _topic_of(request, state, course)):
        return meaning
    if state.offer == "board" and (named := board_named(f"i'm doing {request}", course)):
        return Meaning(Kind.BOARD, name=named)
    if state.offer == "quiz" and (asked := quiz_request(request, course)):
        # "Quiz me" while a quiz on this topic is offered is a yes to it.
        return Meaning(Kind.YES) if asked == (QuizRequest(), "") else None
    if state.offer != "choice" and _ALL.fullmatch(request):
        return Meaning(Kind.YES)
    if state.offer in ("resume", "list_on", "topics_on", "more_quiz") and command(request) in (
        Kind.MORE,
        Kind.RESUME,
    ):
        return Meaning(Kind.YES)
    if len(state.choice) == 1 and command(request) in (Kind.LIST, Kind.MORE):
        return Meaning(Kind.YES)
    if is_done(request):
        return Meaning(Kind.STOP)
    if state.offer == "retry" and not is_yes(request) and _command_in(request) == "skip":
        return Meaning(Kind.QUIZ, request=QuizRequest())  # past what was missed, not away
    # "Please" and "okay" alone are politeness elsewhere and agreement here.
    bare = " ".join(words(text))
    if is_yes(request) or is_yes(bare):
        return Meaning(Kind.YES)
    if is_no(request) or is_no(bare):
        return Meaning(Kind.NO)
    return None


def _topic_of(request: str, state: State, course: Course) -> Meaning | None:
    """One of the topics that were read out, by name or by place, or any of them."""
    if number := _point(request):
        topics = course.topics
        at = number - 1 if number > 0 else len(topics) + number
        return Meaning(Kind.TOPIC, name=topics[at].id) if 0 <= at < len(topics) else None
    if _ANY_TOPIC.fullmatch(request):
        return Meaning(Kind.QUIZ) if state.offer == "quiz_topic" else Meaning(Kind.TOPIC)
    topic = find_topic(request, course)
    return Meaning(Kind.TOPIC, name=topic.id) if topic else None


def _choice(request: str, state: State, course: Course) -> int:
    if len(state.choice) > 1 and _ALL.fullmatch(request):
        return 1
    found = _CHOICE.fullmatch(request)
    if found and len(state.choice) > 1:
        if ordinal := found["ordinal"]:
            return _LATTER.get(ordinal) or _ORDINALS[ordinal]
        return _LETTERS[found["letter"]]
    heard = set(words(request))
    for number, entry_id in enumerate(state.choice, 1):
        entry = course.entry(entry_id)
        if entry and request in " ".join(words(entry.question)) and len(heard) > 1:
            return number
    return 0


def _general(request: str, text: str, state: State, course: Course) -> Meaning:
    if _SUGGEST.fullmatch(request):
        return Meaning(Kind.TOPIC)
    if number := _point(request):
        return Meaning(Kind.POINT, number=number)
    if claim := claimed(request):
        return _claim(claim, state, course)
    if kind := command(request):
        if kind == Kind.LIST and not state.entry:
            return Meaning(Kind.QUESTION, text=text)
        return Meaning(kind)
    # "Two more" asks for questions after a quiz; within one it may be anything.
    asked = None if request.endswith(" more") and not state.over else quiz_request(request, course)
    if asked:
        too_many = int(asks_too_many(request))
        wanted = asked[0]
        if wanted.topic_id is None and HERE.search(request):
            wanted = replace(wanted, topic_id=talked_of(state, course))
        return Meaning(Kind.QUIZ, request=wanted, name=asked[1], number=too_many)
    if topic := switched_to(request, course):
        return Meaning(Kind.TOPIC, name=topic)
    if asks_board(request, course):
        return Meaning(Kind.BOARD, name="?")
    if board := board_named(request, course):
        return Meaning(Kind.BOARD, name=board)
    if named := _command_in(request) or _command_in(text):
        return Meaning(_FROM_COMMANDS[named])
    if request in ("next", "next one", "next point", "another one"):
        return Meaning(Kind.NEXT)
    if request in ("back", "previous", "go back", "the one before", "previous point", "last one"):
        return Meaning(Kind.PREVIOUS)
    if is_no(request):
        return Meaning(Kind.NO)
    if is_yes(request):
        return Meaning(Kind.YES)
    if _says_dont_know(text):
        return Meaning(Kind.DONT_KNOW)
    return Meaning(Kind.QUESTION, text=text)


def _claim(claim: str, state: State, course: Course) -> Meaning:
    """Something said twice is meant: a command, a question, or the answer to the last question."""
    meant = _general(claim, claim, state, course)
    if state.over is None or meant.kind not in (Kind.QUESTION, Kind.UNHEARD):
        return meant
    return Meaning(Kind.OVERRIDE, text=claim)


def _command_in(text: str) -> str | None:
    # Imported here: a launch understands no words, and should not pay for their patterns.
    from skill.language.commands import command_in

    return command_in(text)


def _says_dont_know(text: str) -> bool:
    from skill.language.commands import says_dont_know

    return says_dont_know(text)


def is_ordinal(request: str) -> bool:
    """Whether a plain request only points at a place: "the second one"."""
    return (
        _POINT.fullmatch(re.sub(r"^(?:i think |maybe )*(?:is it|it's) ", "", request)) is not None
    )


def _point(request: str) -> int:
    if found := _POINT.fullmatch(request):
        return _ORDINALS[found["ordinal"]]
    if found := _POINT_NUMBER.fullmatch(request):
        return _NUMBERS[found["number"]]
    return 0
