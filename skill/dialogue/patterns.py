"""Commands as learners say them, outside an answer.

Each line is a whole utterance once politeness and fillers are taken off. Patterns are
compiled when first tried: a launch tries none.
"""

import re
from functools import cache, lru_cache

from skill.dialogue.meaning import Kind
from skill.dialogue.small_talk import SMALL_TALK
from skill.language.normalise import without_fillers, words

_POLITE_START = (
    r"(?:alexa|ok|okay|please|hey|wait(?= (?:say|what|can|could|tell|read|repeat))|right|so|well|and|um|oh|ugh|argh|aww?|omg|god|actually|now|then|cool|great|nice|"
    r"can you|could you|can you just|can we|could we|can i|could i|will you|would you|i want to|i want you to|"
    r"i wanna|i'd like to|i would like to|i'd like|i would like|let's|lets|let us|"
    r"just|go on and|owl|revision owl|maybe|i need to|i need you to)"
)
_POLITE_END = (
    r"(?:please|pls|plz|now|then|thanks|thank you|mate|bro|bruv|man|alexa|for me|again please|owl|"
    r"if you can|if you want|if you like|instead|i guess|i suppose|actually|or something|or whatever|"
    r"innit|init|ok|okay|fam|blud|dude|pal|lad|lol|haha|my guy|yeah|you know)"
)
_APOSTROPHES = {
    bare: whole
    for whole in (
        "i'm i've i'd don't can't won't didn't doesn't isn't aren't wasn't weren't haven't hasn't "
        "couldn't wouldn't shouldn't that's what's who's where's how's it's there's you're they're "
        "let's that'll"
    ).split()
    if (bare := whole.replace("'", "")) not in ("id", "wont", "its")
}
"""Typed in haste, or left out by a recogniser; what is a word of its own stays."""

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.KNOWN,
        r"what (?:do|did) you (?:know|remember|keep|store|save|have)(?: about| on) me|"
        r"what (?:data|information|info) (?:do|did|have) you (?:keep|store|got|have|collect)"
        r"(?: (?:about|on) me)?|(?:do|are) you (?:spy(?:ing)? on me|record(?:ing)? me|"
        r"remember(?:ing)? me)|who can (?:see|hear) (?:my|this|these) ?(?:answers|scores?)?",
    ),
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
        r"(?:go |get )?back to (?:the|my|our) (?:quiz|question)|(?:where were we|where was i)|"
        r"finish (?:the|my) quiz|pick up where (?:we|i) left off",
    ),
    (
        Kind.HINT,
        r"(?:a |an |another |any |one |give me |can i have )*"
        r"(?:bigger|better|more|extra|proper|small|little|tiny|second|easier|good) (?:hint|clue)s?",
    ),
    (
        Kind.OVERRIDE,
        r"(?:but )?(?:that's|that is|it's|that was|this is) not what i (?:said|meant|put|answered)|"
        r"(?:but |no )*i(?:'ve| have)? (?:already |just |literally |did )*sa(?:id|y) (?:that|it|so)(?: already| before| though)*|"
        r"(?:but )?i got (?:that|it) right",
    ),
    (
        Kind.WAIT,
        r"(?:i )?(?:really |just )*(?:need|want|gotta|got to|have to|need to) (?:a|the|to|go|go to|get|to get|to go)"
        r"(?: (?:a|the|to|go|my|some))* (?:wee|pee|poo|toilet|loo|bathroom|bog|drink|snack|water|pen|door|charger)|"
        r"brb|(?:i'll be |be )?(?:right )?back in a (?:sec|second|minute|min|moment|bit|tick)|two ticks",
    ),
    (
        Kind.PAUSE,
        r"pause(?: (?:the|my|this) quiz)?|"
        r"(?:i'll |we'll )?(?:finish|do)(?: (?:this|it|the rest|the quiz))? later|"
        r"save (?:my place|it|this)(?: for later)?|(?:take|have) a break|"
        r"i (?:need|want) a break",
    ),
    (
        Kind.START_OVER,
        r"start(?: all)? (?:over|again)(?: from (?:the )?(?:start|beginning|top))?|"
        r"restart(?: (?:the|this|my) quiz)?|from the (?:top|start|beginning)|"
        r"start (?:the|this|my) quiz (?:over|again)|begin again",
    ),
    (
        Kind.MISSED,
        r"(?:what|which)(?: ones?| questions?| bits?)? (?:did|have) i (?:get|got|getting) wrong|"
        r"(?:what|which)(?: ones?| questions?)? (?:did|have) i (?:miss|missed)",
    ),
    (
        Kind.BACK,
        r"(?:go )?back|the one before|"
        r"go back(?: a| one)?(?: question| to (?:the|that) (?:last|previous|first) (?:one|question))?|"
        r"(?:the )?(?:last|previous) question(?: again)?|"
        r"(?:i )?(?:change|redo|retry)(?: (?:my|the|that|last|previous))* (?:answer|one|question)|"
        r"(?:do|try|have another go at) (?:that|the last) (?:one|question) again",
    ),
    (
        Kind.WHY,
        r"what (?:was|were) the (?:right |correct |actual )?answer(?: to (?:that|the last|the previous)"
        r"(?: one| question)?| before| again)?|what was (?:it|the last one|the last answer)",
    ),
    (
        Kind.NORMAL,
        r"(?:(?:go )?back to )?(?:the )?normal (?:speed|pace)|(?:talk|speak) normal(?:ly)?",
    ),
    (Kind.SLOWER, r"(?:even |still |much |a lot )slower"),
    (Kind.FASTER, r"(?:even |still |much |a lot )(?:faster|quicker)"),
    (
        Kind.REPEAT,
        r"what|huh|eh|(?:a bit |be )?louder|speak up|(?:turn it|volume) up|i can't hear(?: you| it| anything)?|"
        r"what did you say|you what|i wasn't listening|i (?:zoned out|missed (?:it|that|all that))|"
        r"say what(?: again)?|the question(?: again)?",
    ),
    (
        Kind.SCORE,
        r"how did i (?:do|get on)(?: (?:on|in) (?:that|it|the quiz))?|"
        r"what(?:'s| is| was) (?:my|the) score(?: so far)?|how many (?:have i got|did i get|"
        r"are|were|is that)(?: right| correct)?(?: so far)?|how many (?:right|wrong|correct)(?: so far)?|score(?: so far)?|my score|"
        r"how am i (?:doing|getting on)(?: so far)?|am i doing (?:well|ok|okay|alright)|"
        r"(?:did i|have i) (?:pass(?:ed)?|do(?:ne)? (?:well|ok|okay|alright))|(?:how (?:many|much)|what) did i (?:get|score)",
    ),
    (
        Kind.LEFT,
        r"how many (?:questions )?(?:are there|is it|is there|are in (?:it|this)|in (?:total|this quiz))"
        r"(?: (?:in total|altogether|in this quiz))?|(?:are we|am i|are you) (?:nearly |almost )?"
        r"(?:done|finished|there|at the end)(?: yet)?|"
        r"is (?:this|that|it) the (?:last|final)(?: (?:one|question))?|(?:is (?:that|this|it) )?(?:over|the end|nearly over)|is (?:that|this|it) (?:it|all|everything)|"
        r"how (?:many|much)(?: more)?(?: questions)?(?: (?:have i|do i have|have we|are|is|i|we))?(?: got)?"
        r"(?: still)? (?:left|to go|to do|remaining)(?: now)?|how many more(?: are there| questions| to go| left)*|"
        r"how (?:long|many) (?:is|are|does|till|until|to)(?: (?:this|the|it|in))?(?: (?:quiz|end|last|take|over))*"
        r"(?: (?:is|going to be|left|to go))?|"
        r"(?:which|what) (?:question|number|one)(?: number)? (?:are we|is this|am i|are you|is it)(?: (?:on|at|up to))?|"
        r"when (?:is|does|will) (?:it|this|the quiz) (?:end|over|finish|be over)",
    ),
    (
        Kind.EASIER,
        r"(?:an? |any |some |the |do |give me |gimme |ask me |have |got |have you got |make (?:it|them|this) |can i have |"
        r"something |a bit |a little |much |bit )*(?:easier|easy|simpler|simple)(?: (?:one|ones|questions?|quiz|stuff))?|"
        r"(?:not|nothing) (?:so|too|that|as) (?:hard|difficult)|less (?:hard|difficult)",
    ),
    (
        Kind.HARDER,
        r"(?:an? |any |some |the |do |give me |gimme |ask me |have |got |have you got |make (?:it|them|this) |can i have |"
        r"something |a bit |a little |much |bit )*(?:harder|hard|trickier|tricky|more difficult|difficult|tougher)"
        r"(?: (?:one|ones|questions?|quiz|stuff))?|(?:that|this|it|these|those)(?:'s| is| was| are) (?:too|so|way too) easy|"
        r"(?:too|way too) easy|challenge me(?: more)?",
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
        r"what (?:do|did) i (?:get wrong|struggle with)(?: the)?(?: most)?|"
        r"what (?:am i|are my) (?:bad|weak|worst|weakest)(?: at| topics?| areas?| points?)?|"
        r"what(?:'s| is) my (?:worst|weakest)(?: topic| area)?|"
        r"my (?:weak|weakest|worst) (?:topics?|areas?|subjects?)|"
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
        r"(?:change|switch|swap) (?:the )?topics?|"
        r"(?:do |try |have |pick |choose |want |i want |give me )*(?:a |the )?(?:different|another|new|next|other) topics?|what have you got|"
        r"skip (?:this|the) topic|(?:do )?(?:something|a topic) (?:different|else) to (?:do|revise)",
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
        r"and\??|why(?: is that)?|what (?:does|did) (?:that|it|this) (?:even )?mean|"
        r"what do you mean(?: by (?:that|it))?|so what|and then(?: what)?|how come",
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
    (Kind.HOME, r"go home|home|exit to home"),
    (
        Kind.NO_QUIZ,
        r"(?:i(?:'ll| will)? (?:say|think|pick|choose|go (?:for|with)) |(?:it's|is it|that's) )?"
        r"(?:true|false|(?:option |letter |answer )?[a-f])",
    ),
    *SMALL_TALK,
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=64)
def plain_request(text: str) -> str:
    """An utterance without fillers and politeness: "um can you please repeat" → "repeat"."""
    rest = " ".join(_APOSTROPHES.get(word, word) for word in without_fillers(words(text)))
    start, end = _compiled(rf"^{_POLITE_START}\s+"), _compiled(rf"\s+{_POLITE_END}$")
    for _ in range(6):
        shorter = end.sub("", start.sub("", rest))
        if shorter == rest:
            break
        rest = shorter
    return rest


def command(request: str) -> Kind | None:
    """The command a plain request is, if it is one."""
    return next((kind for kind, p in _PATTERNS if _compiled(p).fullmatch(request)), None)
