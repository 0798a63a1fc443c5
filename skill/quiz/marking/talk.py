"""Words that people put around an answer, and that say nothing of it."""

HEDGES = frozenset(
    "i think it's is was would be i'd say maybe perhaps probably possibly guess guessing guessed reckon believe suppose "  # noqa: E501
    "sure definitely pretty fairly answer called named something someone somebody whatever wanna want going gonna go "  # noqa: E501
    "with must gotta might could has have either one them ones both say said not no yeah oh him her he she "
    "please deffo defo honestly innit mate right thing stuff like dunno know don't remember can't decide cannot kinda sorta "  # noqa: E501
    "well erm um final lock got gets actually basically literally just some kind sort type somehow somewhere word name bet "  # noqa: E501
    "hundred percent thingy summat isn't wasn't hang hold on wait sorry let's try hope hopefully used known as".split()  # noqa: E501
)
