"""What is said to the owl, or beside it, that is neither about the course nor about the quiz.

Each line is a whole utterance once politeness and fillers are taken off, as in `patterns`.
"""

import re
from functools import cache

from skill.dialogue.meaning import Kind

_NAMES = (
    r"\s*\b(?:you|ya|u) (?:absolute |total |stupid |silly |dumb |big |little |daft |bloody |fucking )*"
    r"(?:muppet|idiot|numpty|plonker|melt|wally|donut|doughnut|moron|clown|div|divvy|donkey|twit|prat|pillock|"
    r"robot|machine|thing|bird|owl|spoon|pleb|fool|dummy|liar|cow|git|wanker|twat|bitch|bastard|dick|dickhead)\b"
)


@cache
def _names() -> re.Pattern[str]:
    return re.compile(_NAMES, re.IGNORECASE)


def without_names(text: str) -> str:
    """The words without what the owl is called: "it's Lenin you muppet" → "it's Lenin"."""
    rest = _names().sub("", text).strip(" ,")
    return rest or text


SMALL_TALK: tuple[tuple[Kind, str], ...] = (
    (
        Kind.DOUBTED,
        r"are you (?:sure|certain|serious)(?: about (?:that|this|it))?|(?:is|was) that (?:true|right|correct)|"
        r"(?:that's|that is|you're|no that's|you are|that was|you were) (?:wrong|not right|not true|incorrect)|"
        r"(?:that's|that is|no that's|that was) (?:rubbish|nonsense|a lie)|"
        r"(?:i don't|i do not) (?:think (?:so|that's right)|believe (?:you|that|it))|really|no way|"
        r"(?:but )?my (?:teacher|sir|miss|tutor|book|textbook|notes|friend|mate) (?:says?|said|told|taught|reckons?).*|"
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
        r"what (?:if|happens if) i (?:get|got) (?:it|one|this|them|that|something) wrong|"
        r"i(?:'m| am) (?:so |really |too )?(?:stupid|dumb|thick|rubbish|bad)(?: at (?:this|history|everything))?",
    ),
    (
        Kind.GRUMBLE,
        r"(?:this|it|that|history|revision|revising|the quiz)(?: is|'s)(?: (?:so|really|too|just|such|a|very|well))* "
        r"(?:boring|bore|dull|long|rubbish|pants|dumb|stupid|dead|effort|hard|difficult|annoying)|"
        r"that's (?:so |too |really )?(?:boring|hard|long|annoying)|"
        r"(?:i'm|i am|i'm getting)(?: (?:so|really|very|just|well))* (?:bored|tired|fed up|sleepy|hungry)|"
        r"(?:you're|you are|you)(?: (?:so|really|such|a|an|just))* (?:annoying|boring|stupid|dumb|useless|rubbish|"
        r"idiot|bad|mean|rude|horrible|evil)|what an? (?:\w+ )?(?:stupid|dumb|rubbish|boring|silly|weird|horrible) "
        r"(?:question|quiz|one)|i (?:hate|don't like) (?:this|you|it|revision|revising|school|homework|exams?|history|geography|english|science|biology|"
        r"chemistry|physics|maths|french|spanish|german)|you suck|"
        r"(?:bruh|whatever|meh|ugh|boring)|(?:oh )?(?:you )?(?:f\*+|fuck(?:ing)?|piss|sod|bugger|bog|eff|f) off|"
        r"(?:oh )?(?:fuck(?: (?:this|you|sake))?|shit|crap|bollocks|bloody hell|damn(?: it)?|dammit|ffs|wtf)|"
        r"for (?:god's|fuck's|goodness|heaven's) sake|what the (?:hell|heck|fuck|f|flip)|screw (?:this|you)",
    ),
    (
        Kind.CHATTER,
        r"(?:lol|lmao|rofl|jk|ha|haha|hehe|hee|ha ha(?: ha)*|just kidding|only (?:joking|kidding)|oops|whoops|my bad|as if|"
        r"seriously|honestly|wow|woah|whoa|blimey|crikey|yikes|yay|woo|woohoo|get in|come on|easy peasy|obviously|duh)|"
        r"oh (?:come on|god|dear|man|no|gosh|nice|boy|shoot|sugar)|(?:oh )?my (?:god|days|gosh|goodness)|gutted|boom|nailed it|who cares|i (?:don't|do not|couldn't) (?:really )?care(?: less)?|well done me|"
        r"(?:(?:oh|ah|yeah|yes) )*i (?:knew|know) (?:that|it|this)(?: one)?|(?:you're|you are|are you) (?:even |not )?listening|you (?:don't|never) listen|"
        r"you(?:'ve)? (?:just |already |literally )*(?:told|said)(?: me)?(?: (?:that|it|this|already))*|"
        r"(?:mum|mom|mam|mummy|dad|daddy|nan|grandma|grandad)(?:'s)?(?: .*)?|"
        r"(?:i'm|i am|i was|i wasn't|i'm not) (?:talking|speaking) to (?:you|my|him|her|someone|them)(?: .*)?|not you(?: .*)?|"
        r"(?:sorry )?that (?:wasn't|was not) (?:for )?you|(?:ignore|never mind) (?:that|me|him|her|them)|"
        r"(?:the |my )?(?:doorbell|phone|door|kettle)(?:'s| is) .*|(?:i'm|i am) just (?:cooking|washing up|eating|walking)",
    ),
    (
        Kind.READY,
        r"(?:i'm |i am |we're )?(?:ready|back|here)(?: (?:again|when you are|to go))?|(?:let's|lets) (?:get (?:on|back) with it|"
        r"go on|continue)|(?:go )?shoot|fire|go for it|where were we|okay i'm back",
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
        r"hello|hi|hiya|hey|yo|sup|wagwan|hey up|ey up|good (?:morning|afternoon|evening)|morning|"
        r"(?:hello|hi|hey|morning)(?: there| owl)?|what's up|you alright",
    ),
    (
        Kind.ABOUT,
        r"do you (?:like|love|hate|eat|sleep) \w+(?: \w+)?|who are you|what are you|what(?:'s| is) your name|are you (?:a )?(?:real|robot|"
        r"human|person|an? owl|ai)(?: owl| person| human)?|who made you|what(?:'s| is) (?:this|it|that)(?: all)? (?:about|for)|"
        r"what(?:'s| is) (?:this|the point of this)|"
        r"how (?:are|r) you(?: doing)?|how old are you|(?:what|who) am i talking to",
    ),
    (
        Kind.JOKE,
        r"(?:tell me|do you know|know|say|give me) (?:a|an|any|another)(?: \w+)? jokes?|"
        r"(?:sing|rap)(?: me)?(?: a song| something)?|make me laugh|"
        r"(?:hoot|twit twoo|make an? owl noise)",
    ),
    (
        Kind.SORROW,
        r"my (?:\w+ )?(?:mum|mom|dad|nan|gran|grandma|grandad|granddad|brother|sister|uncle|auntie?|"
        r"cousin|friend|mate|dog|cat|pet|parents|family)(?:'s)? "
        r"(?:(?:has|is|just|recently|are|have|really|very|in) )*"
        r"(?:died|dead|dying|passed away|hospital|ill|getting (?:a )?divorced?|splitting up|split up)"
        r"(?: .{1,40})?",
    ),
)
