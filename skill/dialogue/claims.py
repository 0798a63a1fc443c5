"""What a learner insists on having answered."""

import re

_CLAIM = re.compile(
    r"(?:but |no |oi |hey |wait )*i (?:(?:did|just|already|definitely|literally|actually) )*"
    r"(?:say|said|told you|answered|put|meant) (?!it\b|that\b|so\b|the right)(?P<said>.+)|"
    r"(?:but |no )*(?:that|that's|it|it's|you|you're|you've got (?:that|it))(?: is| was| are| were)? "
    r"(?:wrong|not right) (?:because |cos |and )*(?:it|it's|that|that's)(?: is| was| definitely| really)* "
    r"(?P<truth>.+?)(?: though| actually)?"
)


def claimed(request: str) -> str:
    """What a learner insists on, for an answer they gave: "I said Lenin", "that was wrong, it's
    Lenin" → "lenin"; "" when they insist on nothing."""
    found = _CLAIM.fullmatch(request)
    return (found["said"] or found["truth"] or "") if found else ""
