"""How learners say that they do not know: regular expressions, one a line."""

# ruff: noqa: E501 (one wording, or one family of words, a line)

DONT_KNOW = r"""
    (?:i |i'm |i am |we )?(?:really |just |honestly |actually |genuinely |still |so )*(?:do not|don't|dont|didn't|did not|wouldn't|would not) (?:really |actually |even |quite |exactly |honestly |think i )*(?:know|no|remember|recall|understand)(?: (?:why|how|what|who|which|when|where)(?: (?:that|this|it|they|he|she)(?:'s| is| was| are| did| does| do)?| (?:is|was))*(?: (?:that|this|it))?$| (?:that|this|it)(?: one)?| us (?:doing|learning) .*)?
    (?:i )?(?:dunno|donno|idk|dun no|dough no|dont no)(?: why| how)?
    (?:i )?(?:don't |do not |haven't |ain't |have not |have |i've |i've got |haven't got |ain't got )*(?:no|not a|not the|a|any|the)? ?(?:\w+ )?(?:foggiest|faintest|scooby)(?: doo| idea| notion)?
    (?:i )?(?:have |i've |i've got |got )?(?:absolutely |literally |honestly )?(?:no|zero|not a|not an) (?:\w+ )?(?:idea|ideas|clue|clues|eye deer|eye dear)(?: at all| whatsoever| why| how| mate)?
    (?:i )?(?:don't|do not|haven't|ain't|have not|haven't got|ain't got|without|wouldn't) (?:have |got |even have )*(?:a|any|an|the) (?:\w+ )?(?:idea|clue)
    (?:i )?(?:really |just |honestly )*(?:can't|cannot|cant|couldn't|can not|could not) (?:\w+ ){0,2}?(?:remember|recall|think(?: of (?:it|any|one|anything|that|the (?:word|name|answer)))?|tell you|say|decide|answer|guess|name any|bring it to mind|place it)
    (?:i gave|i've given|(?:i )?(?:give)) (?:up|in)(?: on (?:this|that)(?: one)?)?(?! (?!i|it|is|this|sorry|mate|tell|what|please|maybe|just|next|skip|go|move|no|honestly|um)[\w']+)
    (?:i'm |i am |am )?(?:really |totally |completely |honestly |just )*(?:not|never) (?:really |too |very |that |so |at all |entirely |totally |completely |a hundred percent )*(?:sure|certain)(?: (?:on|about|of) (?:that|this|it)(?: one)?| (?:why|how)(?: .{0,12})?$)?(?: at all)?
    unsure
    (?:i've |i have |i )?not got (?:a|an|any|the) (?:\w+ )?(?:clue|idea)
    i (?:do |did )?(?:know|knew) (?:it|this|that|this one|that one) but (?:i )?(?:just )?(?:can't|cannot|don't|couldn't) .*
    i used to know (?:it|this|that)(?: one)?
    i (?:really |just )?can't do (?:maths|this|it|that|these|sums|numbers|dates)\b.*
    we(?:'ve| have) not (?:\w+ )?(?:done|covered|learnt|studied|got to) .*
    (?:search|beats) me
    (?:who|god|goodness|heaven|lord) knows(?: .*)?
    ^(?:no sorry|sorry no|absolutely nothing|not a foggy|no idear)$
    (?:you've |you have )lost me(?: there| here)?
    (?:it's |that's |that has |it has )?(?:gone|went) (?:right |straight )?over my head
    (?:my |the )?(?:brain|mind|head|memory)(?:'s| is| has| just)* (?:gone|switched off|not working|dead|blank|mush|frozen|fried|empty)(?: blank)?
    (?:there's )?nothing in my (?:head|brain)
    i should (?:really )?know (?:this|that|it)(?: one)?
    (?:i )?wouldn't know (?:where to start|that|this|it)
    (?:it |the (?:word|name) )?(?:won't come|escapes me|isn't coming)(?: to me)?
    (?:for the )?life of me
    i had it a (?:second|minute|moment) ago
    (?:is that|that's) even (?:a thing|something) we(?:'ve)? (?:learnt|learned|did|done)
    (?:way |far |much )?too (?:hard|difficult) (?:for me|that one|this one)
    that(?:'s| is) a (?:total |complete )?mystery(?: to me)?
    (?:i'd|i would) have to (?:look (?:it|that) up|google (?:it|that)|check)
    you'd have to tell me
    (?:i )?(?:don't|do not) think (?:we|i)(?:'ve| have) (?:covered|done|learnt|learned|studied|revised) .*
    (?:i've|we've|i have|we have) not (?:\w+ )?(?:learnt|learned|done|covered|revised|studied)(?: (?:that|this|it))?(?: one| yet)?
    how (?:am|would|should) i (?:supposed to |meant to )?know(?: (?:that|this|it))?
    (?:i'm |i am )?at a (?:complete |total )?loss
    nobody (?:really )?knows(?: do they)?
    what (?:would|do) i know(?: about .*)?
    i (?:knew|had) (?:this|it|that|this one) (?:yesterday|earlier|last (?:week|night|year)|a minute ago|in class)(?: .*)?
    i (?:really |honestly |literally )*know (?:nothing|naff all|nowt|zilch)(?: about .*)?
    (?:i'm |i am )?(?:clueless|completely lost|totally lost|lost for words)(?: me)?
    i(?:'m| am)(?: \w+)? (?:rubbish|terrible|hopeless|useless|no good|bad) at .*
    (?:it's |it is )?(?:just )?not coming(?: to me| back)?(?: at all)?
    nothing(?:'s| is)? (?:coming|there)(?: to me| up)?
    ^(?:no |nope |um |nah )*(?:nothing|zilch|nada|zero)(?: sorry| mate)?$
    i (?:was|were) (?:off|away|ill|absent|not in|asleep)(?: \w+)* (?:when|that|for|sick|day|lesson|week).*
    ask (?:my|someone|somebody|the) \w+.*
    (?:it's |it has )?gone (?:completely |totally |right |clean )?out of my (?:head|mind)
    (?:i've |i'm |my (?:mind|brain|head|memory)(?:'s| is| has| just)? ?)?(?:gone|went|is|going|drawn|drawing|totally|completely) (?:a |totally |completely |just )*(?:blank|empty|fried|mush)
    my (?:mind|brain|head)(?:'s| is| has) (?:gone )?(?:blank|empty|mush)
    (?:you've |you have )got me(?: there)?
    you tell me
    ^(?:can you |just |please |go on )*tell me(?: the answer)?(?: please)?$
    (?<!of )(?:it's|it has) (?:completely |totally |just )?gone
    we (?:didn't|never|haven't|did not) (?:\w+ ){1,2}(?:this|that|it)(?: .*)?
    (?:what(?:'s| is)|give me) the (?:right |correct )?answer
    (?:i |i've )?(?:completely |totally |just )?(?:forgot|forgotten|forget)(?: (?:it|that|this)(?: one)?)?
    (?:it's |it has |it )?(?:slipped|gone|escaped|escapes|left) (?:clean |right |completely )?(?:my|out of my) (?:mind|head|me)
    (?:it's )?(?:on )?the tip of my tongue
    (?:i'm |i am )(?:stumped|clueless|lost)
    stumped
    (?:we |i )?(?:haven't|have not) (?:\w+ )?(?:learn(?:t|ed)|done|covered|revised|studied|got (?:that|to that)) ?(?:this|that|it|about it)?(?: yet| one| topic)*
    (?:we |i )?never (?:\w+ )?(?:did|done|learn(?:t|ed)|heard(?: of)?|covered|revised|studied|get|got|was taught|understood)(?: .*)?
    (?:i |i must have )?wasn't (?:there|in)(?: .*)?
    i'd (?:just |only )?be guessing
    (?:it )?could be (?:anything|either|any(?: of them)?)(?: to be honest)?
    (?:i'm |it's |just )?(?:literally )?(?:guessing|a (?:wild |total |complete )?guess)
    (?:it's |it is )?(?:fifty fifty|a coin toss)
    (?:don't|dont) ask me
    (?:nothing|nothing's|nothing is) (?:comes?|coming|springs?|springing) to mind
    (?:nah |no )?(?:i've |i have )got nothing
    (?:i've )?got nothing
    your guess is as good as mine
    how (?:should|would) i know
    no recollection
    (?:that|this)(?:'s| is| one's)? (?:too hard|beyond me|over my head)
    (?:a |that's a |this is a )?tricky one
    pass me
    i(?:'ve| have) no (?:memory|recollection) of (?:that|it|this)
    (?:don't|haven't) (?:really )?(?:have|got) (?:a|an) answer
    i (?:always|keep) (?:forget|mix(?:ing)? .* up|get(?:ting)? .* (?:confused|muddled|mixed up))(?: .*)?"""  # fmt: skip
