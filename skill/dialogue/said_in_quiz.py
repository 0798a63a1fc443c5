"""What is said beside an open quiz question, as whole utterances without politeness."""

import re

LIST_IS_OVER = re.compile(
    r"(?:no |nope |nah |and |um )*(?:that's|thats|that is|that'll be|i think that's) (?:all|it|everything|me|"
    r"your lot|the lot|them all)(?: (?:i|of them|really|from me|for me|you're getting)\b.*)?|"
    r"(?:no more|nothing else|none left|(?:i'm |im |i am |all )?(?:done|finished|out)|that'll do|"
    r"(?:i )?(?:can't|cannot) (?:think of|remember|name|get|do) "
    r"(?:any|the)(?: \w+)?(?: more| others?| rest)?|"
    r"i (?:don't|do not) know any(?: more| others)?|i(?:'ve| have) (?:run out|got no more|none left))"
)
GO_ON = re.compile(
    r"(?:go|carry|keep) on(?: then)?|keep going|(?:ok|okay|right|alright|and) (?:i'm )?back(?: now)?"
)
"""Said to an owl that waits for an answer: the learner listens, and has skipped nothing."""
