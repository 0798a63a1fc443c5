"""How questions open: regular expressions, one a line."""

# ruff: noqa: E501 (one wording, or one family of words, a line)

_THAT = r"(?:that|this|those|these)"
_MENTION = r"(?:thing|bit|one|part|time|story|study|experiment|film|scene|chapter|poem|guy|lady|bloke|man|woman|person|king|queen|speech|act|law|battle|test|idea|topic)s?"

QUESTIONS = rf"""
    what(?:'s|s|'re| is| are| was| were| do| does| did| would| if| about| happened(?! was)| happens (?:to|at|in|when|if|after|next)| else| caused| made) .*
    what (?!they|he|she|it|we|you|people|happens|happened)(?:(?!they |he |she |it |we |you )\w+ ){{1,4}}(?:is|are|was|were|do|does|did|has|have|had|would|can) .*
    what (?:stops|causes|makes|keeps|comes|goes|counts|triggers|starts|ends|kills|controls|carries|connects|gives|holds|produces|absorbs|protects|detects|affects|determines|sort of|kind of|type of) .*
    what (?!he|she|it|that)\w+'s \w+.*
    (?:who|whose|whom)(?:'s|'re)? (?!they|he|she|you|we|it)\w+.*
    (?:who|whose) (?:was|is) (?:he|she|it|they)(?: again| then)?
    (?:where|when)(?:'s| is| was| were| did| does| do| are| will| would) .*
    why(?: is| was| were| did| does| do| are| would| don't| didn't| doesn't| isn't| wasn't| can't| couldn't) .*
    how (?:\w+ )?(?:do|does|did|is|was|are|were|come|can|would|could|has|have|will|should) .*
    how (?:many|much)(?! (?:\w+ )?(?:you|it|they|he|she|we)\b) .*
    which (?:one|ones|of|is|was|are|were) .*
    which (?:\w+ ){{1,3}}(?:is|was|are|were|did|does|do|has|have|had) .*
    which (?!means|makes|causes|caused|gives|leads|lets|then|it|they|he|she|we|you|had|has|made|led|is|was|were|helps?|stops?)\w+ (?:\w+ed|won|came|went|led|fought|wrote|made|ran|lost|got|said|has|goes)(?: .*)?
    (?:can|could|would|will) (?:you|u) (?:please |just |quickly )*(?:tell|explain|remind|define|describe|teach|go over|say (?:what|who|why|how)) .*
    (?:tell|remind|teach) me (?:about|what|who|why|how|when|where|again|more) ?.*
    (?:explain|define|describe) .*
    what do you mean.*
    (?:does|did|do) (?!stuff|things|something|nothing|more|less|whatever|what|everything|a |an |some |your |their |it |nice|good)\w+ .*
    (?:has|have|had|can|will) (?:the|a|an|it|he|she|they|you|we|i|there|any|anyone|someone) .*
    (?:is|are|was|were) (?!it |that |this |they |those |these |\w \w$)(?:(?:the|a|an|there|we|you|all|any|every|your|my|his|her) )?\w+ .*
    (?:is|are|was|were) (?:it|they) (?:the same|any different|different|similar|related|linked) (?:as|to|from|with) .*
    (?:is|are|was|were) {_THAT} (?:the same|any different|different|similar|related|linked|part of|like(?! \w+$)|just like|before|after|during|when|where|why|how|because|a type|a kind|to do with the|anything to do) ?.*
    (?:is|are|was|were) {_THAT} (?:the|a|an|that|those|your) (?:[\w']+ ){{0,4}}?{_MENTION}(?: (?:with|where|when|that|who|which|about|from|in|you|they|we|he|she|the|again) ?.*)?
    are they the \w+ (?:that|which|who|where) .*
    .* (?:what(?:'s| is) (?:that|it) called|is that (?:where|when|the one)|what(?:'s| was) that)(?: .*)? again
    which (?:one's|ones are|one is) .*
    i (?:want|need|would like|'d like) to (?:know|ask) .*
    i don't (?:get|understand) (?:what|how|why|who) .*
    i(?:'ve| have)? got a question .*
    .* what(?:'s| is) (?:that|it) called again"""  # fmt: skip

CLAUSES = r"""
    (?:how (?:many|much) .*|what (?!is|are|was|were|do|does|did|'s|about|if)\w+ .*|wh(?:o|ose|ich|ere|en) (?!is|are|was|were|do|does|did)\w+ .*) and (?:if|whether|how|what|who|where|when|the) .*
    how (?:many|much) (?:(?!is|are|was|were|do|does|did|has|have|can|will)\w+ )+(?:there (?:is|are)|(?:is|are|they|it|he|she|you|we|all|live|lives|weighs?|gets?|takes?|move|moves|comes?|goes|goes on|has|have|can|eat|grow|die|need|use|make|change|changes|cost|costs|earn|earns|own|owns)(?: .*)?)
    how (?:many|much) (?:\w+ )*(?:there (?:is|are)|live|lives|weighs?|gets?|takes?|costs?|changes?)(?: \w+)*
    who(?:se)? (?:you|they|he|she|we|people) .*
    (?:do|does) (?:it|they|he|she) (?!look|mean|matter|count)\w+ .*
    what (?:stops|causes|makes|keeps|controls|carries|connects|gives|holds|produces|absorbs|protects|detects|affects|determines) .*
    do a \w+ .*"""
"""Asked or not, these answer what a prompt asks for: what affects it, what it means."""

NAMED = r"""
    (?:who|what|where|which one|when) (?:was|is) it (?!again|called|about|like|for|then|in|that|the|a|called|because|to|on|at|when)\w+(?: \w+)?
    (?:what|how) about (?!the rest|them|it|that|when|if|you)\w+(?: \w+)?
    (?:is|was|were|are) (?:it|that|this) (?!the same|before|after|different|when|where|like|why|because)(?:the |a |an )?(?!thing|bit|part)[\w']+(?: (?!thing|bit|part|story|study|scene|experiment|film)[\w']+)?"""
"""A name put forward as a question."""
