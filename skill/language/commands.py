"""What is said to the owl rather than about the subject, in any wording, without context.

A command is recognised by its key phrase and by what is left when the phrase is taken away:
only courtesy and talk about the quiz itself ("please", "can you", "that question"). A word of
the subject in the rest makes it an answer, so "it stopped imports" is none.
"""

import re
from functools import lru_cache

from skill.language.normalise import words

_COURTESY = frozenset(
    "please pls thanks thank you cheers ta can could would will may might shall should you u ya i we "
    "me us my our he owl alexa hey hi hello ok okay right well so oh ah um umm uh uhh er erm hmm hm mm like "
    "just maybe perhaps actually sorry wait no yes yeah yep go on then now again a an the this that these those "
    "it one ones thing things bit little quick quickly real really do does did to for of at in with by from "
    "want wanna need gonna going like love let let's lets have get got give gimme be is am are was 's i'm "
    "i'd i'll you're it's that's what's possible kindly mate pal dude bro alright and but cos because if or "
    "think know any some something quite very too there here up out as all question questions answer mind "
    "hear listen try today moment second minute time more another back over part stuff about dear "
    "honestly actually basically seriously sec same what how don't not".split()
)
"""Words that may stand beside a key phrase without making the utterance an answer."""

_QUIZ = r"(?:questions?|one|ones|it|that|this|quiz|thing|bit)"
_KEYS: tuple[tuple[str, str], ...] = (
    ("override", r"(?:i|that) (?:was|were|is|am) (?:actually |definitely |totally )?(?:right|correct)(?! answer)"
                 r"|i(?:'m| am) (?:actually )?(?:right|correct)|(?:i )?(?:got|had) (?:it|that|the \w+ one|that one|that last one|the last one) (?:right|correct)"
                 r"|(?:mark|count|score|give) (?:me )?(?:it|that|that one|me) (?:as )?(?:right|correct|the (?:mark|point))"
                 r"|(?:that|it|mine) (?:should|ought to|does|did) (?:have )?(?:been )?(?:count(?:ed)?|right|correct)"
                 r"|(?:my|the) answer was (?:right|correct)|i (?:did )?sa(?:id|y) (?:the right|that|it)|that(?:'s| is) what i said|you marked (?:me|it|that) wrong|you misheard(?: me)?"
                 r"|you(?:'re| are) wrong|you got (?:it|that|me) wrong|that's not fair|didn't you hear me|i (?:deserve|should get|should've got|want) (?:the|that|a) (?:mark|point)"),
    ("options", r"(?:options?|choices|alternatives|possible answers|multiple choice|what can i (?:choose|pick)(?: from)?|what (?:do|did) i have to (?:choose|pick) from|which ones? (?:can|do) i (?:choose|pick)(?: from)?|answers again)"),
    ("hint", r"(?:hints?|clues?|pointers?|nudge|help me out|help me with (?:this|that|it)|what does it (?:start|begin) with|(?:starts?|first) (?:with|letter)|tip)"),
    ("skip", r"(?:skip(?: it| this| that| to)?|pass(?: on (?:this|that|it))?|next(?: one| question)?|move (?:on|along)|go (?:on )?to the next|leave (?:it|this|that)|come back to (?:it|this|that)|(?:do|ask(?: me)?|try|have|get|want|give me) (?:a )?(?:different|another|new|something else)(?: one| question)?|not this one|forget (?:this|that|it)(?: one)?)"),
    ("slower", r"(?:slow(?:er|ly)?(?: down)?|(?:too|so|bit|very) (?:fast|quick)|less (?:fast|quickly)|not so (?:fast|quick)|don't (?:rush|go so fast)|take your time)"),
    ("faster", r"(?:fast(?:er)?|quicker|speed (?:it )?up|(?:too|so|bit|very) slow(?:ly)?|hurry(?: it)?(?: up)?|get a move on|pick up the pace|more quickly)"),
    ("wait", r"(?:wait(?: a| one| up)?|hang on|hold on|hold up|one (?:sec|second|minute|moment)|half a (?:sec|mo|minute)|(?:a|give me a|gimme a|need a|just a) (?:sec|second|minute|moment|mo|min)|(?:let me|lemme|need to|i'm|still|want to|time to|to have a) think(?:ing)?|give me (?:some |a bit of |more )?time|(?:need|want) (?:some |more )?time|more time|pause|two (?:secs|seconds|minutes|ticks)|bear with me|just a (?:tick|jiffy)|be right back|not ready|thinking time|hold that thought)"),
    ("repeat", r"(?:repeat(?: the| that)?|say (?:that|it|the (?:whole )?question|again)|come again|(?:ask|read|tell)(?: me| us)? (?:that|it|the question|again)|what (?:was|is|were) (?:that|the question|it|it again)|what(?:'s| did) (?:the question|you (?:just )?(?:say|ask))|pardon|beg your pardon|one more time|once more|(?:didn't|did not|couldn't|can't) (?:quite )?(?:hear|catch|get|understand)(?: that| it| what)?|missed (?:that|it|the question)|(?:from the top)|^(?:what|huh|eh|sorry|excuse me|say what|again)$|what's that|what was i (?:asked|supposed to answer)|(?:hear|have|get) (?:that|it|the question)|re read|reread|run (?:that|it) (?:by|past) me|you what|can you go over|rephrase)"),
    ("why", r"(?:why(?: is| was| not| though| so| did i| isn't| wasn't| wrong| right)?|how come|explain(?: it| that| why)?|explanation|what(?:'s| is| was) the reason|reason why|where did i go wrong|what did i (?:do|get) wrong)"),
    ("stop", r"(?:stop(?: it| this| the)?|quit(?: it)?|exit|cancel|end (?:it|this|the|here|there)|enough|bye(?: bye)?|goodbye|good bye|finish(?:ed)?(?: it| here| there| up)?|i'm done|(?:we're|all|i am) done|that'll do|shut up|no more|leave it there|call it a day|turn off|switch off|see you|close|good night|later|go home|give it a rest|pack it in)"),
    ("help", r"(?:help(?: me)?|instructions|rules|what can i (?:say|do|ask)|what am i (?:allowed|supposed|meant) to (?:say|do)|how (?:do|does|can|should) (?:i|this|it|the quiz|you) (?:work|answer|play|say|do|use|reply|respond|speak|talk)|how to (?:play|answer)|what (?:do|should|can|are) (?:i|we|you) (?:do|say|allowed)|i'm (?:stuck|lost|confused)|what now|commands)"),
)  # fmt: skip
_TALK = frozenset(
    "quiz talking speaking speak talk read reading say saying said ask asked tell told repeat loud aloud "
    "hear heard catch caught last first next whole give given choose pick marked mark wrong correct point "
    "fair count score late ready think thinking end here there today night tonight tomorrow home tea break play "
    "playing work works use understand get getting down on off move skip come leave forget try different "
    "new else fast quick slow pace speed voice bored tired enough done finished finish stop change "
    "list options choices hint clue help final session revising revision doing definitely totally allowed "
    "only still bit start begin letter definitely sure explain feel free myself way anymore coming "
    "ready everything something moment answering answers possible four three two".split()
)
_COMPILED = tuple((name, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")) for name, pattern in _KEYS)
_NOT_COMMANDS = re.compile(r"^(?:they|he|she|people|there|because|cos|when|it (?:stopped|was))\b")

_DONT_KNOW = re.compile(
    r"\b(?:(?:i )?(?:really |just |honestly |actually )?(?:do not|don't|dont|didn't|did not) (?:really |actually |even |quite )?(?:know|no|remember|recall|have (?:a|the|any) \w*\s?(?:clue|idea))|dunno|donno|(?:i've |i have |got |haven't |have |not )?(?:no|not a|not the|haven't a|haven't the|ain't got a|without a) (?:\w+ )?(?:idea|ideas|clue|clues|foggiest)"
    r"|not? (?:a |the )?(?:\w+ )?(?:clue|idea|foggiest)|haven't (?:got )?(?:a|any|the) (?:\w+ )?(?:clue|idea|foggiest)|(?:can't|cannot|cant|couldn't|can not) (?:\w+ )?(?:remember|recall|think|tell you|say|decide|answer|even guess|guess)|(?:i )?give(?:n)? up|(?:i'm |am |totally |completely )?not sure|unsure|no clue|search me|beats me|who knows|gone blank|(?:mind|brain|head)(?:'s| is| has)?(?: gone| totally| completely| just)* (?:blank|empty|fried|mush)|drawn a blank|drawing a blank|(?:you've |you )?got me(?: there)?|you tell me|tell me the answer|what(?:'s| is) the answer|(?:just )?tell me|pass me|forgot(?:ten)?|slipped my mind|tip of my tongue|stumped|clueless|haven't (?:\w+ )?(?:learn(?:t|ed)|done|covered|revised|got)|never (?:\w+ )?(?:did|done|learn(?:t|ed)|heard|covered|revised|was taught)|wasn't (?:there|listening|in)|no recollection|i'd (?:just )?be guessing|(?:it )?could be (?:anything|either|any of)|(?:just )?guessing|idk|fifty fifty|i surrender|don't ask me|(?:me )?neither)\b"
)  # fmt: skip
_QUESTION_START = re.compile(
    r"^(?:(?:sorry|wait|hang on|hold on|ok|okay|oh|um|erm|uh|hey|so|and|but|also|actually|quick question|alexa|owl|well|right|before that|just|i have a question|one thing) )*"
    r"(?:what(?:'s|s|'re| is| are| was| were| do| does| did| would| if| about| happened| happens| else| made| kind| sort| type| year| caused| cause)\b(?! they| he did| happens is| happened was)"
    r"|who(?:'s| is| was| were| did| made| invented| discovered|'re| are)\b|wh(?:ere|en)(?:'s| is| was| were| did| does| do| are)\b|why (?:is|was|were|did|does|do|are|would|don't|didn't|doesn't|isn't|can't)\b|how (?:do|does|did|is|was|are|were|many|much|come|long|old|far|big|can|would|could)\b|which (?:one|ones|is|was|are|of|\w+ (?:is|was|are|has|have|did))\b"
    r"|(?:can|could|would|will) (?:you|u) (?:please |just )?(?:tell|explain|remind|define|describe|teach|go over)\b|(?:tell|remind|teach) me (?:about|what|who|why|how|when|where|again)|explain (?:what|how|why|the|to me)|define\b|what do you mean|(?:do|does|did|is|are|was|were) (?:\w+ ){1,6}(?:mean|count|matter|the same)\b|what on earth|whats?\b (?:a|an|the)\b|i want to (?:know|ask)|i don't get (?:what|how|why))"
)  # fmt: skip


def _text(heard: str) -> str:
    return " ".join(words(heard))


@lru_cache(maxsize=512)
def command_in(heard: str) -> str | None:
    """The command the whole utterance is, or None when it is an answer or a question.

    One of repeat, options, skip, hint, stop, help, slower, faster, why, override, wait.
    """
    text = _text(heard)
    if not text or len(text) > 160 or _NOT_COMMANDS.match(text):
        return None
    for name, pattern in _COMPILED:
        match = pattern.search(text)
        if match is None:
            continue
        left = (text[: match.start()] + " " + text[match.end() :]).split()
        if all(word in _COURTESY or word in _TALK for word in left) and len(left) <= 12:
            return name
    return None


@lru_cache(maxsize=512)
def says_dont_know(heard: str) -> bool:
    """Whether the words tell that the learner does not know (an answer may still follow)."""
    return _DONT_KNOW.search(_text(heard)) is not None


@lru_cache(maxsize=512)
def is_question(heard: str) -> bool:
    """Whether it asks something new ("what was Gosplan again?"), rather than answering.

    "Is it Stalin?" and "when the army took over" are answers.
    """
    text = _text(heard)
    return _QUESTION_START.match(text) is not None and command_in(heard) is None
