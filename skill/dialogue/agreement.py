"""Yes and no, in the many ways they are said."""

import re
from functools import cache

_YES = (
    r"(?:yes|yeah|yep|yup|ya|yah|aye|sure|fine|oh fine|fine then|ok|okay|alright|all right|definitely|absolutely|"
    r"of course|certainly|please|please do|do|go on|go on then|go ahead|go for it|why not|"
    r"sounds good|sounds great|i do|i would|i'd love to|i want (?:to|them|it|that)|let's do it|let's go|"
    r"that one|that's (?:it|right|the one)|correct|right|carry on|continue|keep going|"
    r"i'm ready|ready|go|hit me|uh huh|mm hmm|mhm|you bet|deffo|defo|bring it on|"
    r"(?:yes|yeah|ok|okay|sure) (?:please|sure|ok|okay|do|go on|go on then|that one|i do|why not|"
    r"carry on|let's go|definitely)|do it|give me them|give them to me|let's hear (?:it|them)|"
    r"i suppose(?: so)?|i guess(?: so)?|might as well|one more|another(?: one)?|next|again)"
)
_NO = (
    r"(?:no|nope|nah|naw|no thanks|no thank you|not now|not really|not yet|no way|never|never mind|"
    r"nevermind|don't|i don't|no i don't|no need|i'm (?:good|fine|ok|okay|alright)|that's (?:ok|okay|fine|"
    r"enough|all|it)(?: (?:i|for|from|thanks).*)?|leave it|forget it|i'd rather not|maybe later|later|another time|skip it|"
    r"neither|neither of them|none|none of them|neither one|no neither|not that|not those|"
    r"enough|no more|nothing(?: else)?|i'm done|wait|no wait|wait no|hang on no|no don't|don't do (?:it|that)|"
    r"cancel that|stop no|not today|nothing thanks|no i'm done|nope i'm done|nah i'm good|that will do|that'll do|that's all thanks|"
    r"(?:no|nah|nope) (?:that's|i'm|it's|not|don't) \w+)"
)


_INSTEAD = (
    r"(?:(?:no|nope|nah|naw|thanks|no thanks|just|please|can you|i want|let's do|give me) )+"
    r"(?:quiz|test|ask) (?:me|us)\b|(?:(?:no|nope|nah|naw|just|give me|i want|let's do|do) )+a quiz\b"
)
"""What is wanted instead of what was offered."""
_DONE = r"(?:i'm|i am|we're) (?:all )?(?:done|finished)(?: now)?"
_YES_WORDS = frozenset(
    "yes yeah yep yup ya yah aye sure ok okay alright definitely absolutely".split()
)
_NO_WORDS = frozenset("no nope nah naw".split())
_BESIDE_YES = frozenset(
    "please do does them those that these it this one ones all of then go on for let's lets we can i'll i'd i will "
    "would like want love to give me hear read list ask tell start now why not sure ok okay alright fine again "
    "mate bro man course right i did said meant what correct good great cool quick quickly just you may could should lot the".split()
)  # fmt: skip
_BESIDE_NO = frozenset(
    "thanks thank you not now today tonight really yet right don't do i want wanna need to it that this them "
    "those any more bother bothered i'm we're im good fine ok okay alright all done mate bro man please leave "
    "forget later maybe just stop a quiz one ones feel like for me let's go on going never way".split()
)  # fmt: skip
"""What may stand beside a yes or a no without making it an answer: courtesy, and pointing."""
MOST_BESIDE = 7


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_yes(request: str) -> bool:
    """Whether a plain request agrees: "yes", "yeah do them", "go on then"."""
    return bool(_compiled(_YES).fullmatch(request)) or _opens(request, _YES_WORDS, _BESIDE_YES)


def is_done(request: str) -> bool:
    """Whether a plain request takes leave: "I'm done"."""
    return bool(_compiled(_DONE).fullmatch(request))


def is_no(request: str) -> bool:
    """Whether a plain request declines: "no", "nah not right now"; "nah, quiz me" asks."""
    if _compiled(_INSTEAD).match(request):
        return False
    return bool(_compiled(_NO).fullmatch(request)) or _opens(request, _NO_WORDS, _BESIDE_NO)


def _opens(request: str, first: frozenset[str], others: frozenset[str]) -> bool:
    """Whether it opens with one of the first words and goes on with nothing but the others."""
    head, *rest = request.split() or [""]
    return (
        head in first and len(rest) <= MOST_BESIDE and all(word in first | others for word in rest)
    )
