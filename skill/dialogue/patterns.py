"""Commands as learners say them, outside an answer.

Each line is a whole utterance once politeness and fillers are taken off. Patterns are
compiled when first tried: a launch tries none.
"""

import re
from functools import cache, lru_cache

from skill.dialogue.meaning import Kind
from skill.language.normalise import without_fillers, words

_POLITE_START = (
    r"(?:alexa|ok|okay|please|hey|right|so|well|and|um|oh|actually|now|then|cool|great|nice|"
    r"can you|could you|can we|could we|can i|could i|will you|would you|i want to|i want you to|"
    r"i wanna|i'd like to|i would like to|i'd like|i would like|let's|lets|let us|"
    r"just|go on and|owl|revision owl|maybe|i need to|i need you to)"
)
_POLITE_END = (
    r"(?:please|now|then|thanks|thank you|mate|alexa|for me|again please|owl|if you can|instead)"
)

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.FORGET,
        r"(?:forget|delete|erase|wipe|remove|clear)(?: all)?(?: of)?(?: about)? "
        r"(?:me|my (?:data|progress|record|records|history|stuff|scores?|memory)|"
        r"everything(?: about me| you know about me)?|"
        r"what you know about me)(?: please)?|forget everything you know about me",
    ),
    (
        Kind.RESUME,
        r"(?:carry|keep) on(?: with)?(?: (?:the|my|that|our))?(?: (?:last |old )?quiz)?|"
        r"(?:resume|continue)(?: (?:the|my|that|our))?(?: (?:last |old )?quiz)?|"
        r"back to (?:the|my) (?:quiz|question)|(?:where were we|where was i)|"
        r"finish (?:the|my) quiz|pick up where (?:we|i) left off",
    ),
    (
        Kind.PAUSE,
        r"pause(?: (?:the|my|this) quiz)?|"
        r"(?:i'll |let's |we'll )?(?:finish|do) (?:this|it|the rest) later|"
        r"save (?:my place|it|this)(?: for later)?|take a break|"
        r"i (?:need|want) a break",
    ),
    (
        Kind.START_OVER,
        r"start(?: all)? (?:over|again)(?: from (?:the )?(?:start|beginning|top))?|"
        r"restart(?: (?:the|this|my) quiz)?|from the (?:top|start|beginning)|"
        r"start (?:the|this|my) quiz (?:over|again)|begin again",
    ),
    (
        Kind.SCORE,
        r"what(?:'s| is| was) (?:my|the) score(?: so far)?|how many (?:have i got|did i get|"
        r"are|were|is that)(?: right| correct)?(?: so far)?|score(?: so far)?|my score|"
        r"how am i (?:doing|getting on)(?: so far)?|am i doing (?:well|ok|okay|alright)|"
        r"how many (?:(?:questions )?(?:are )?left|more(?: are there)?|to go)|"
        r"which (?:question|number) (?:are we on|is this|am i on)",
    ),
    (
        Kind.PROGRESS,
        r"how (?:am i|have i been|i'm|i am|are my|is my) "
        r"(?:doing|getting on|progress(?:ing)?|revision)(?: going)?"
        r"(?: (?:overall|in general|in total|altogether|with (?:my )?revision|"
        r"in (?:this|the) course|generally|this week))?|"
        r"(?:what(?:'s| is)|show me|tell me)?(?: )?my (?:overall )?(?:progress|stats|"
        r"results|streak)|progress(?: report)?|how is my revision going",
    ),
    (
        Kind.REVISE,
        r"what (?:should|do|shall|must) i (?:need to )?"
        r"(?:revise|study|learn|work on|practise|practice|look at|do)(?: next| first| today)?|"
        r"what (?:am i|are my) (?:bad|weak|worst|weakest)(?: at| topics?| areas?| points?)?|"
        r"what(?:'s| is) my (?:worst|weakest)(?: topic| area)?|"
        r"where am i (?:weak|weakest|going wrong)|suggest (?:something|a topic)(?: to revise)?",
    ),
    (
        Kind.DUE,
        r"what(?:'s| is) due(?: today| now)?|what (?:have i|do i have) (?:got )?(?:due|to revise)"
        r"(?: today)?|(?:is )?anything due(?: today)?|how many (?:are )?due(?: today)?",
    ),
    (
        Kind.TOPICS,
        r"(?:what|which)(?: are)?(?: the| your)? (?:topics|subjects|courses|things|quizzes)"
        r"(?: (?:do you (?:have|know|do|cover)|have you got|can i (?:ask|choose|pick|do)"
        r"(?: about| from)?|are there|you (?:have|know|cover)))?|"
        r"what (?:can|could|should|do) i (?:ask|say)(?: you)?(?: about)?|"
        r"what (?:questions )?can i ask(?: you)?(?: about)?|"
        r"what (?:do you know|can you (?:answer|tell me|teach me|quiz me on|test me on))"
        r"(?: about)?|(?:list|tell me|give me|name|read)(?: me)?(?: all)?(?: the| your)? topics|"
        r"topics|(?:the )?list of topics|what else (?:can i ask|do you know)(?: about)?|"
        r"change (?:the )?topics?|(?:a )?different topic|another topic|what have you got",
    ),
    (
        Kind.HELP,
        r"help(?: me)?(?: out)?|what (?:can|do) you do|how (?:does|do) (?:this|it|you) work|"
        r"what do i (?:do|say)|what can i do|instructions|"
        r"i(?:'m| am) (?:stuck|lost|confused)|i don't (?:get|understand) (?:this|it|what to do)",
    ),
    (
        Kind.MORE,
        r"(?:tell|give|say)(?: me)?(?: a bit| some| a little)? more(?: about (?:it|that|this))?"
        r"(?: detail)?|more(?: detail| details| info| information)?|go on|"
        r"(?:what|anything) else(?: about (?:it|that|this))?|explain(?: (?:it|that|more|further))?|"
        r"(?:in )?more detail(?: please)?|(?:a )?(?:bit|little) more|elaborate|go deeper|"
        r"and\??|why(?: is that)?",
    ),
    (
        Kind.LIST,
        r"(?:list|give|read|tell|say|name)(?: me)?(?: (?:out|all|of|the|them|those))*"
        r"(?: (?:the|all|them))?(?: (?:\w+ ))?(?:reasons?|points?|steps?|list|effects?|results?|"
        r"causes?|benefits?|harms?|successes|failures|examples?|them|them all|them out|"
        r"all of them|features|ways)|(?:list|name) (?:them|it)(?: all)?|"
        r"(?:all of them|the (?:list|points|reasons|whole list))|"
        r"what are (?:they|the (?:reasons|points|steps|\w+ (?:reasons|points|steps)))|"
        r"which ones|the rest|(?:the )?(?:last|other|remaining|next) "
        r"(?:one|two|three|four|five|six|few|ones)|all (?:two|three|four|five|six|seven|eight)",
    ),
    (
        Kind.THANKS,
        r"thanks|thank you(?: (?:very|so) much)?|cheers|ta|that (?:was|is|'s) (?:great|helpful|"
        r"good|brilliant)|nice one|that's helpful|brilliant|lovely|perfect|cool thanks",
    ),
    (
        Kind.HELLO,
        r"hello|hi|hiya|hey|good (?:morning|afternoon|evening)|morning|"
        r"(?:hello|hi|hey|morning)(?: there| owl)?|what's up|you alright",
    ),
    (
        Kind.ABOUT,
        r"who are you|what are you|what(?:'s| is) your name|are you (?:a )?(?:real|robot|"
        r"human|person|an? owl|ai)(?: owl| person| human)?|who made you|"
        r"how (?:are|r) you(?: doing)?|how old are you|tell me a joke|sing(?: me)? a song",
    ),
    (Kind.HOME, r"go home|home|exit to home"),
)

_YES = (
    r"(?:yes|yeah|yep|yup|ya|yah|aye|sure|ok|okay|alright|all right|definitely|absolutely|"
    r"of course|certainly|please|please do|do|go on|go on then|go ahead|go for it|why not|"
    r"sounds good|sounds great|i do|i would|i'd love to|i want (?:to|them|it|that)|let's do it|let's go|"
    r"that one|that's (?:it|right|the one)|correct|right|carry on|continue|keep going|"
    r"i'm ready|ready|hit me|uh huh|mm hmm|mhm|you bet|deffo|defo|bring it on|"
    r"(?:yes|yeah|ok|okay|sure) (?:please|sure|ok|okay|do|go on|go on then|that one|i do|why not|"
    r"carry on|let's go|definitely)|do it|give me them|give them to me|tell me|let's hear (?:it|them)|"
    r"i suppose(?: so)?|i guess(?: so)?|might as well|one more|another(?: one)?|next|again)"
)
_NO = (
    r"(?:no|nope|nah|naw|no thanks|no thank you|not now|not really|not yet|no way|never|never mind|"
    r"nevermind|don't|i don't|no i don't|no need|i'm (?:good|fine|ok|okay|alright)|that's (?:ok|okay|fine|"
    r"enough|all|it)|leave it|forget it|i'd rather not|maybe later|later|another time|skip it|"
    r"neither|neither of them|none|none of them|neither one|no neither|not that|not those|"
    r"enough|no more|nothing(?: else)?|i'm done|nah i'm good|that will do|that'll do|that's all thanks|"
    r"(?:no|nah) (?:that's|i'm|it's|not|don't) \w+)"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=64)
def plain_request(text: str) -> str:
    """An utterance without fillers and politeness: "um can you please repeat" → "repeat"."""
    rest = " ".join(without_fillers(words(text)))
    start, end = _compiled(rf"^{_POLITE_START}\s+"), _compiled(rf"\s+{_POLITE_END}$")
    for _ in range(6):
        shorter = end.sub("", start.sub("", rest))
        if shorter == rest:
            break
        rest = shorter
    return rest


def is_yes(request: str) -> bool:
    """Whether a plain request agrees."""
    return bool(_compiled(_YES).fullmatch(request))


def is_no(request: str) -> bool:
    """Whether a plain request declines."""
    return bool(_compiled(_NO).fullmatch(request))


def command(request: str) -> Kind | None:
    """The command a plain request is, if it is one."""
    return next((kind for kind, p in _PATTERNS if _compiled(p).fullmatch(request)), None)
