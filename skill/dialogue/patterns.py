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
    r"can you|could you|can you just|can we|could we|can i|could i|will you|would you|i want to|i want you to|"
    r"i wanna|i'd like to|i would like to|i'd like|i would like|let's|lets|let us|"
    r"just|go on and|owl|revision owl|maybe|i need to|i need you to)"
)
_POLITE_END = (
    r"(?:please|pls|plz|now|then|thanks|thank you|mate|bro|bruv|man|alexa|for me|again please|owl|"
    r"if you can|if you want|if you like|instead|i guess|i suppose|actually|or something|or whatever)"
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
        Kind.PAUSE,
        r"pause(?: (?:the|my|this) quiz)?|"
        r"(?:i'll |we'll )?(?:finish|do)(?: (?:this|it|the rest|the quiz))? later|"
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
        Kind.MISSED,
        r"(?:what|which)(?: ones?| questions?| bits?)? (?:did|have) i (?:get|got|getting) wrong|"
        r"(?:what|which)(?: ones?| questions?)? (?:did|have) i (?:miss|missed)",
    ),
    (
        Kind.BACK,
        r"go back(?: a| one)?(?: question| to (?:the|that) (?:last|previous|first) (?:one|question))|"
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
        r"(?:a bit |be )?louder|speak up|(?:turn it|volume) up|i can't hear(?: you| it| anything)?|"
        r"what did you say|you what|i wasn't listening|i (?:zoned out|missed (?:it|that|all that))|"
        r"say what(?: again)?|the question(?: again)?",
    ),
    (
        Kind.DOUBTED,
        r"are you (?:sure|certain|serious)(?: about (?:that|this|it))?|(?:is|was) that (?:true|right|correct)|"
        r"(?:that's|that is|you're|no that's|you are) (?:wrong|not right|not true|rubbish|incorrect)|"
        r"(?:i don't|i do not) (?:think (?:so|that's right)|believe (?:you|that|it))|really|no way|"
        r"(?:that's|it's) not what my (?:teacher|book|textbook) (?:says|said)|"
        r"(?:how do you know(?: that)?|says who|where did you get that(?: from)?)",
    ),
    (
        Kind.NERVES,
        r"(?:i'm|i am|i feel|i've been|i get) (?:(?:so|really|very|too|a bit|just|kind of|getting|feeling) )*"
        r"(?:stressed|nervous|worried|anxious|panicking|scared|overwhelmed|behind|freaking out)"
        r"(?: out)?(?: (?:about|for|of|with) (?:my|the|this|these) (?:\w+ )?(?:exams?|test|gcses?|mocks?|it))?|"
        r"i(?:'m| am) (?:going to|gonna|so going to) fail(?: (?:this|my|the|everything|it)(?: \w+)?)?|"
        r"(?:i have|i've got|i have got|there's|my) (?:a |an |my )?(?:\w+ )?(?:exam|test|mock)s?"
        r"(?: is)? (?:tomorrow|today|on \w+|next week|soon|in \w+ \w+)"
        r"(?: and (?:i|i've|i'm) .{1,60})?|i (?:haven't|have not|didn't) (?:revised|studied|done any(?: revision)?)"
        r"(?: .{1,30})?|(?:i (?:just )?can't|i'll never (?:be able to )?) (?:do|learn|remember|get) (?:this|it|any of (?:this|it))|"
        r"i(?:'m| am) (?:so |really |too )?(?:stupid|dumb|thick|rubbish|bad)(?: at (?:this|history|everything))?",
    ),
    (
        Kind.GRUMBLE,
        r"(?:this|it|that|history|revision|revising|the quiz)(?: is|'s)(?: (?:so|really|too|just|such|a|very|well))* "
        r"(?:boring|bore|dull|long|rubbish|pants|dumb|stupid|dead|effort|hard|difficult|annoying)|"
        r"that's (?:so |too |really )?(?:boring|hard|long|annoying)|"
        r"(?:i'm|i am|i'm getting)(?: (?:so|really|very|just|well))* (?:bored|tired|fed up|sleepy|hungry)|"
        r"(?:you're|you are|you)(?: (?:so|really|such|a|an|just))* (?:annoying|boring|stupid|dumb|useless|rubbish|"
        r"idiot|bad)|i (?:hate|don't like) (?:this|you|it|history|revision|revising)|you suck|"
        r"(?:bruh|whatever|meh|ugh|boring)",
    ),
    (
        Kind.SCORE,
        r"how did i (?:do|get on)(?: (?:on|in) (?:that|it|the quiz))?|"
        r"how many (?:questions )?(?:are there|is it|is there|are in (?:it|this)|in (?:total|this quiz))"
        r"(?: (?:in total|altogether|in this quiz))?|are we (?:nearly )?(?:done|finished|there)(?: yet)?|"
        r"is (?:this|that) the (?:last|final) (?:one|question)|"
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
        r"(?:do |try |have |pick |choose )?(?:a )?(?:different|another|new) topic|what have you got",
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
        r"what do you mean(?: by (?:that|it))?|(?:so )?what|and then(?: what)?|how come",
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
        r"(?:you're|your) welcome|no (?:problem|worries)|i (?:like|love) (?:you|this|it)|"
        r"you're (?:great|the best|clever|smart|cool|funny|helpful|nice|good)|"
        r"(?:that's |that is )?(?:interesting|cool|nice|wow|good to know|helpful|sick|wicked|jokes)|"
        r"(?:good|great|i see|got it|makes sense|that makes sense|i get it|fair enough|gotcha)|"
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
        r"do you (?:like|love|hate|eat|sleep) \w+(?: \w+)?|who are you|what are you|what(?:'s| is) your name|are you (?:a )?(?:real|robot|"
        r"human|person|an? owl|ai)(?: owl| person| human)?|who made you|"
        r"how (?:are|r) you(?: doing)?|how old are you|(?:what|who) am i talking to",
    ),
    (
        Kind.JOKE,
        r"(?:tell me|do you know|know|say|give me) (?:a|an|any|another)(?: \w+)? jokes?|"
        r"(?:sing|rap)(?: me)?(?: a song| something)?|make me laugh|"
        r"(?:hoot|twit twoo|make an? owl noise)",
    ),
    (Kind.HOME, r"go home|home|exit to home"),
    (
        Kind.SORROW,
        r"my (?:\w+ )?(?:mum|mom|dad|nan|gran|grandma|grandad|granddad|brother|sister|uncle|auntie?|"
        r"cousin|friend|mate|dog|cat|pet|parents|family)(?:'s)? "
        r"(?:(?:has|is|just|recently|are|have|really|very|in) )*"
        r"(?:died|dead|dying|passed away|hospital|ill|getting (?:a )?divorced?|splitting up|split up)"
        r"(?: .{1,40})?",
    ),
    (
        Kind.NO_QUIZ,
        r"(?:i(?:'ll| will)? (?:say|think|pick|choose|go (?:for|with)) |(?:it's|is it|that's) )?"
        r"(?:true|false|(?:option |letter |answer )?[a-f])",
    ),
)

_YES = (
    r"(?:yes|yeah|yep|yup|ya|yah|aye|sure|ok|okay|alright|all right|definitely|absolutely|"
    r"of course|certainly|please|please do|do|go on|go on then|go ahead|go for it|why not|"
    r"sounds good|sounds great|i do|i would|i'd love to|i want (?:to|them|it|that)|let's do it|let's go|"
    r"that one|that's (?:it|right|the one)|correct|right|carry on|continue|keep going|"
    r"i'm ready|ready|go|hit me|uh huh|mm hmm|mhm|you bet|deffo|defo|bring it on|"
    r"(?:yes|yeah|ok|okay|sure) (?:please|sure|ok|okay|do|go on|go on then|that one|i do|why not|"
    r"carry on|let's go|definitely)|do it|give me them|give them to me|tell me|let's hear (?:it|them)|"
    r"i suppose(?: so)?|i guess(?: so)?|might as well|one more|another(?: one)?|next|again)"
)
_NO = (
    r"(?:no|nope|nah|naw|no thanks|no thank you|not now|not really|not yet|no way|never|never mind|"
    r"nevermind|don't|i don't|no i don't|no need|i'm (?:good|fine|ok|okay|alright)|that's (?:ok|okay|fine|"
    r"enough|all|it)|leave it|forget it|i'd rather not|maybe later|later|another time|skip it|"
    r"neither|neither of them|none|none of them|neither one|no neither|not that|not those|"
    r"enough|no more|nothing(?: else)?|i'm done|wait|no wait|wait no|hang on no|no don't|don't do (?:it|that)|"
    r"cancel that|stop no|not today|nothing thanks|no i'm done|nope i'm done|nah i'm good|that will do|that'll do|that's all thanks|"
    r"(?:no|nah|nope) (?:that's|i'm|it's|not|don't) \w+)"
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


def is_yes(request: str) -> bool:
    """Whether a plain request agrees."""
    return bool(_compiled(_YES).fullmatch(request))


def is_no(request: str) -> bool:
    """Whether a plain request declines."""
    return bool(_compiled(_NO).fullmatch(request))


def command(request: str) -> Kind | None:
    """The command a plain request is, if it is one."""
    return next((kind for kind, p in _PATTERNS if _compiled(p).fullmatch(request)), None)
