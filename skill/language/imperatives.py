"""Wordings that ask something of the owl wherever they stand, whatever stands beside them.

Each speaks to the listener ("can you ...", "you ..."), of the quiz ("the next question", "the
options") or of the learner ("my mum's calling"), so the rest may be any chatter: "skip this one
I hate dates". Wordings that could be part of an answer stand in `skill.language.phrases`.
"""

# ruff: noqa: E501 (one wording, or one family of words, a line)

_ITEM = r"(?:this|that|it|(?:this|that|the) (?:\w+ )?(?:one|question|thing|bit))"
_ASK = r"(?:can|could|would|will|do|did) (?:you|u|ya|we|i)(?: please| just| quickly)*"
_OPTIONS = r"(?:options?|choices|alternatives|possibilities)"
_LETTER = r"(?:a|b|c|d|option \w+|(?:the )?(?:first|second|third|fourth|last|other) (?:one|option|choice))"
_NOISE = r"(?:talking|shouting|ringing|calling|barking|crying|screaming|going|coming|here|gone|beeping|boiling|burning|pinging)"
_OTHERS = r"(?:mum|mam|dad|nan|brother|sister|gran|grandad|teacher|dog|cat|phone|door|doorbell|oven|kettle|timer|pasta|toast|bus|lift|dinner|tea|food|bath|baby)"

IMPERATIVES: tuple[tuple[str, str], ...] = (
    ("override", r"""
        (?:you|it) (?:must have |must've |just |clearly |totally |only )?(?:misheard|misunderstood|mis heard)(?: .*)?
        (?:you|it|alexa)(?:'ve| have)? (?:just |clearly )?(?:heard|picked up|got|put|marked|took|understood) (?:me |it |that |my answer |the )*(?:wrong|the wrong (?:word|thing|one|answer)|wrongly|wrong word)
        (?:you|it) (?:didn't|did not|can't|couldn't) hear (?:me|what i said|my answer)(?: right| properly| correctly)?
        you(?:'ve| have)? (?:heard|put|got|marked) (?!of|about|me|it|that|him|her)\w+(?: \w+)? (?:instead|not \w+)
        i (?:just |literally |definitely |clearly |actually )*did (?:just |literally )?say \w+.*
        i (?:just |literally |definitely |clearly |already |actually )*said .+ (?:you (?:heard|put|got|said|thought|wally|muppet|div|idiot|marked|picked|wrote)|not) .+
        i (?:just |literally |definitely |clearly |already |actually )+said (?:that|it|exactly that|the same(?: thing)?|the right (?:one|thing|answer))
        i said (?:the )?\w+(?: \w+)? you (?:wally|muppet|div|idiot|numpty|heard .*|put .*|got .*)
        (?:you|your|the) (?:mic|mike|microphone|hearing|ears?)(?:'s| is| are)? (?:rubbish|broken|wrong|bad|useless|off|terrible)(?: .*)?
        (?:count|accept|mark|score) (?:it|that|this|me|mine)(?: one)?(?: as)?(?: right| correct| up)?(?: please| then)?$
        (?:mark|count|change|put|score|make) (?:it|that|this|me|mine|my (?:answer|score|mark))(?: one)? (?:as |to |down as )?(?:right|correct)
        (?:that|it|mine|my answer) (?:should|should've|should have|ought to|deserves to) (?:have )?(?:be |been |count |get )?(?:marked |a )?(?:right|correct|counted|point|mark)
        (?:you should |please |just )?(?:give|gimme|owe) (?:me )?(?:that|the|a|my) (?:one|point|mark)(?! again)
        i (?:\w+ )?said (?:it|that) (?:right|correctly|properly)(?: .*)?
        my answer (?:was|is|were) (?:actually |totally )?(?:right|correct|fine)
        (?:i was|i'm|that was) (?:actually |totally |definitely )*(?:right|correct) (?:i said|you|count|give|mark|and you|just|not wrong).*
        (?:but|no|yeah|though|actually) i was right
        (?:it's|that's|that is|that was|it was)(?: literally| exactly| just)? what i (?:said|put|answered|meant|told you)
        how(?:'s| is| was) that (?:one )?wrong (?:i|when i|that's) .*
        i (?:got|had) (?:it|that|this one|that one) right
        ^override(?: please| that| it)?$"""),
    ("hint", r"""
        (?<!haven't )(?<!hasn't )(?<!not )(?<!ain't )(?<!they've )(?:give|gimme|got|get|getting|want|need|(?<!wouldn't )(?<!don't )have|having|throw|drop|chuck|slip|like|offer|lend|use|spare)(?: (?!the answer|me the answer)[\w']+){0,4}? (?:hints?|clues?|nudges?|pointers?|tip)
        (?<!haven't )(?<!haven't got )(?<!not )(?:a |another |one |little |small |tiny |quick )+(?:hint|clue|nudge|pointer)s? (?:please|maybe|first|would (?:be (?:nice|good|great)|help)).*
        ^(?:any |a |another |ooh |oh |um |go on )*(?:hints?|clues?) .*(?:please|maybe|mate|or something|at (?:the|it|this).*)
        ^(?:hint|hinge|clue) (?:please|peas|pleas|pls)(?: mate)?$
        (?:just |please |could you |can you )+hint (?:at|to) .*
        (?:just |please |gently |can you |could you )*nudge me(?: .*)?
        (?:give|tell)(?: me| us) (?:something|anything|a bit|a little bit) to (?:go on|work with|start (?:me|us) off)
        (?:what|which) letter (?:does it|is it|it) (?:start|begin)s?(?: with)?
        (?:what|which) (?:letter )?(?:does|do) (?:it|they) (?:start|begin|end) with(?: .*)?
        what(?:'s| is) the (?:first|starting|last) letter
        (?:start|say|tell me|give me) (?:off )?(?:the )?(?:first (?:letter|bit|sound)|beginning)(?: of (?:it|the word|the answer))?
        start (?:the|off the) (?:word|answer|name)(?: off)?(?: for me)?
        (?:what|which word) does it rhyme with
        how many (?:letters|syllables|words) (?:is it|are in it|in it|does it have|has it got|are there in it)
        point me in the right direction
        throw me a bone"""),
    ("options", rf"""
        (?:read|say|give|list|run|go|tell|repeat|do|need|want|hear|have|remind|give us|can i get|forgot|missed|what were|what are|which were)(?: (?:me|us|out|off|through|over|to|of|all|back|just|know|be|have|hear|the|my|those|four|three|possible|multiple|which))*? {_OPTIONS}(?: .*)?
        (?:read|say|give|run|go|tell|repeat|list|need|hear)(?: (?:me|us|out|off|through|over|all|back|to|hear))* (?:the |my )?(?:\w+ )?answers(?: again| please| one more time| out)+
        (?:read|say|list|run|go|tell|do|give)(?: (?:through|over|me|us))* (?:them|those|all of them|the four|the three|a to d|the a b c d|a b c d|the letters)(?: (?:all|out|to me|bits|four|three|through|over))*(?: again| one more time| please| not the question)+(?: .*)?
        what was the one you (?:said|read) .*
        {_ASK} (?:list|read|say|do|go through|run through) (?:them|the four|all four|a to d|those)(?: .*)?
        (?:read|list|say) the (?:four|three|five)(?: \w+)? (?:out|again)(?: again)?
        (?:was it (?:three|four|five) \w+ )?what (?:were|are|was) (?:they|those|the (?:four|three|others?|rest|other ones|other two|other three|ones))(?: all)?(?: again)?(?: sorry| please| the four| the three)*$
        what was (?:it |that |the )?{_LETTER}(?: again| sorry| please| you said| the| i| then| out of| on).*
        (?:sorry |wait )*what(?:'s| was| is) {_LETTER}(?: again)?(?: please| sorry)*$
        what was (?:the one )?(?:between|before|after) (?:a|b|c|d)(?: and (?:b|c|d))?(?: .*)?
        ^(?:sorry |wait |no |oh |um )*i (?:only )?(?:forgot|forget|missed|didn't (?:hear|catch|get)|can't remember) (?:what )?(?:the )?{_LETTER}(?: .*)?$
        i only (?:heard|got|caught) (?:a|b|c|d)(?: and (?:a|b|c|d))*(?: .*)?
        (?:which|what) (?:could it be|is it|am i|are we|do i) (?:out of|choosing (?:from|between)|picking from|pick from|choose from)
        (?:auctions|op shuns|opt shuns) (?:again|please).*
        ^(?:options|choices|alternatives)(?: .{{0,30}})? (?:again|please)"""),
    ("repeat", rf"""
        (?:repeat|reap eat|re peat) (?:that|this|it(?! and| until| till)|the (?:question|quote|statement|sentence|line|number|first|last|whole)|please|what you|yourself|everything|all of that|from)(?: .*)?
        {_ASK} (?:repeat|say it again|say that again|read it again|go again)(?: .*)?
        (?:say|ask|read|tell|give|do|hear|go over|run) (?:me |us )?(?:that|this|it|the (?:\w+ )?(?:question|statement|sentence|quote|bit|one|line|end|start|beginning|part)|what you said)(?: (?:to|by|past) me| out| one| over)? (?:again|once more|one more time|another time|louder|properly|slowly again)
        (?:say|ask|read|tell|give)(?: me)? (?:the )?(?:question|statement|sentence) (?:again|out|once more|one more time)
        (?<!you )(?<!they )(?<!we )(?:say|(?:^|(?<=sorry )|(?<=please )|(?<=you )|(?<=over ))(?:come|go|ask|read)) again(?: (?:please|love|sorry|mate|owl|alexa|i .*|my .*)(?: .*)?)?$
        (?:say |read )?the question (?:again|one more time|once more)
        (?:i |sorry )?(?:didn't|did not|couldn't|could not|can't|never)(?: (?:really|quite|even))? (?:get (?:a word|any of (?:that|it)|what you (?:said|asked))|(?:hear|catch|make out) (?:you|that|it|a word|any of (?:that|it)|a thing|anything|the (?:\w+ )?(?:question|end|start|beginning|bit|last|first|middle|half|word)|what you (?:said|asked)|what that was))(?: .*)?
        i (?:missed|only (?:heard|caught|got)) (?:that|it|all of that|half|the (?:\w+ )?(?:question|end|start|beginning|bit|last|first|middle|half|word|part)|some)(?: .*)?
        (?:i |sorry i )?(?:wasn't|was not) (?:listening|paying attention|concentrating)(?: .*)?
        i (?:zoned out|drifted off|got distracted|was (?:miles away|daydreaming|distracted))(?: .*)?
        (?:what|sorry what) (?:did|do) you (?:just )?(?:say|ask|mean the question)(?: (?:again|sorry|please|mate|i|my|mum|dad|there|then|just now)(?: .*)?)?$
        what (?:was|were|is|am) (?:the (?:question|statement|sentence|quote)|i (?:meant|supposed) to (?:be )?answer\w*|you (?:saying|asking)|the (?:middle|first|last|second|end|start|beginning)(?: (?:bit|part|half|word))?)(?: (?:again|sorry|please|of (?:it|that|the (?:question|sentence|statement))|say|i|my).*)?$
        (?:sorry|pardon|wait|oops) what (?:was|is) (?:that|it|the question)(?: (?:again|sorry|please|mate|i|my|mum|dad|there|the \w+(?:'s| was| is))(?: .*)?)?$
        you (?:cut|went|dropped|broke|froze) (?:out|off|quiet|up)(?: .*)?
        (?:^| )(?:pardon|beg your pardon|i beg your pardon)(?: me)?(?: (?!it|him|her|the )[\w']+.*)?$
        (?:my |the )?\w+(?: was|'s| were)(?: too)? (?:talking over you|making a (?:noise|racket)|on too loud|so loud|too loud|in the way)(?: .*)?
        (?:mum|dad|nan|my (?:mum|dad|brother|sister|nan|mate)) was (?:talking|shouting|screaming|singing|moaning)(?: .*)? (?:again|what|that|you)(?: .*)?
        (?:you what|say what)(?: mate| love| sorry)?$
        ^(?:\w+ ){{0,4}}what sorry$
        (?:start|go) (?:again )?from the (?:top|beginning|start)
        (?:re read|reread|rephrase|reword) (?:it|that|the \w+)(?: .*)?"""),
    ("skip", rf"""
        (?:skip|skit|skipped) (?:{_ITEM}|past (?:this|that|it)|to the next(?: one| question)?|me|please|over (?:it|this|that))(?: .*)?
        (?<!to )(?<!they )(?:skip|ski pit)$
        (?<!the )(?<!is )(?<!was )next (?:question|please|one (?:please|cos|i|this|that|then|mate|alexa).*|one$)(?: .*)?
        (?:the|another|a new|a different|different|new) (?:next )?question (?:please|now|then|instead|for me)
        (?:on to|onto|go to|jump to|go on to|move to|move on to|get to|want|have|try|do|hit|ask|ask me) (?:the next|another|a different|a new)(?: one| question)?(?: please| thing)*$
        (?<!is )(?<!was )(?<!the )(?<!are )(?<!comes )(?<!came )(?<!up )next$
        (?:^(?!go on$)|(?:again|please|boring|rubbish|no|nah|ugh|ok|okay|dunno|know|can we|let's|just|and|now|one|this|that) )(?:move|moving|go|let's go|let's move|crack|carry|get) (?:on|along)(?: (?:please|then|now|from (?:this|that|it)|to the next.*|mate|owl|alexa|i .*|this .*))*$
        (?:^|(?:again|one|this|hard|boring|no|nah|um|please|i'll|dates|maths|sorry|oh|ugh|eww|can i|yeah|it|rubbish|these) )(?:pass|past)(?: please| on (?:this|that|it)(?: one)?| this one| mate)*$
        (?:swap|change|ditch|bin|leave|drop|lose|miss|avoid|dodge|park) (?:out )?(?:this|that|the) (?:one|question)(?: .*)?
        (?:i )?(?:don't|do not|didn't) (?:want|like|fancy|wanna do|want to do) (?:this|that) (?:one|question)(?: .*)?
        (?:go|jump|get) past (?:this|that|it)(?: one| question)?(?: .*)?
        (?:come|get|go) back to (?:{_ITEM})(?: later| at the end| in a bit| another time)?(?: .*)?
        (?:keep|save|leave) (?:{_ITEM}) (?:for|till|until) (?:later|the end|another time|last)(?: .*)?"""),
    ("slower", r"""
        (?:^|(?:you|please|whoa|wait|a bit|just|hey|hang on|blimey|and|alexa|owl|calm down|down|so|again|but|sorry|language) )(?:talk|speak|go|read|say (?:it|that)|slow|slough|do it|take it) (?:a bit |a little |much |lot |a lot |way |more |it |things )*(?:slow|slower|slowly|down|steady|steadier)(?: .*)?
        (?:much |a bit |way |a lot |a little |a touch )+slower(?: please| than that| this time| next time| on .*)*$
        ^slower(?: .{0,25})?$
        (?:you|you're|that's|that was|this is|talking|speaking|reading)(?: (?:are|were|talk|talking|speak|speaking|go|going|read|reading|say|saying|said|it|that|asked|a|just|all|way|far|went|voice|is))* (?:too|so|way too|dead|well|really|proper|bit) (?:fast|quick|quickly|speedy)(?: .*)?
        you (?:don't half|do not half) (?:talk|speak|go|rattle)(?: on)?(?: fast)?
        you(?:'re| are)(?: \w+)? (?:gabbling|rattling|racing|rushing|rapping|speeding|zooming|flying|going a million)(?: .*)?
        (?:drop|lower|reduce|cut|decrease|bring) (?:down )?(?:the |your |that )(?:pace|speed|tempo|talking speed)(?: down| a bit| a little)*
        turn (?:down (?:the |your )(?:pace|speed)|(?:the |your )(?:pace|speed) down).*
        slow your roll(?: .*)?
        (?:can't|cannot|couldn't) (?:keep up|follow you|follow that|keep up with you)(?: .*)?
        (?:ease up|take it easy|calm down|easy tiger|steady on)(?: .*)? (?:you|you're|fast|talking|speaking|reading)(?: .*)?
        (?:don't|stop) (?:talk|speak|talking|speaking|reading|going) (?:so|that|this) (?:fast|quick)(?:ly)?"""),
    ("faster", r"""
        (?:talk|speak|go|read|say (?:it|that)|move|ask|do it)(?: \w+){0,2} (?:faster|quicker|quickly|at normal speed)(?: .*)?
        ^(?:please |can you |just |owl )*(?:talk|speak|read) fast(?: .*)?
        (?:much |a bit |way |a lot |a little |a touch )+(?:faster|quicker)(?: please| than that| this time)*$
        ^(?:faster|quicker|vaster)(?: please| owl| alexa| mate| now| than that| i'm .*| you're .*)+$
        (?:turn|put|crank|whack|push|bump|get) (?:the |your |that |it )(?:pace |speed |tempo )?up(?: a bit)?(?: please)?$
        (?:increase|raise|up) (?:the |your )(?:pace|speed|tempo)
        (?:put it on|at|on|in|use) (?:fast|double|twice the|one and a half times|triple)(?: (?:speed|mode))?(?: please)?$
        (?:double|triple|normal|one and a half times|one point five times|twice the) speed(?: please)?$
        (?:you|you're|your|voice|this|talking|speaking|reading)(?: (?:are|were|talk|talking|speak|speaking|go|going|read|reading|say|saying|said|it|that|asked|a|just|all|way|far|went|voice|is))* (?:too|so|really|painfully|dead|well|very|bit) slow(?:ly)?(?: .*)?
        ^(?:too|so|way too|much too|far too|that's too|it's too) slow(?:ly)?(?: .*)?
        (?:stop|don't) (?:talk|talking|speak|speaking|going|go|reading|be|being) (?:so |that |this )?slow(?:ly)?
        you(?:'re| are) (?:so |well |really |proper |kind of |just )?(?:dragging|dawdling|plodding|crawling|slow)(?: .*)?
        (?:speed|hurry)(?: it| things| yourself)? up (?:mate|owl|alexa|i|you|please|a bit|this|my|then|will|would|can)(?: .*)?
        (?:you|grandad|nan|slow|ages|day|bit|here|come on|please|ugh|can you|could you|just|and|then|go on) (?:hurry|speed)(?: it| things)? up
        get a (?:move|shift) on"""),
    ("wait", rf"""
        (?:wait|weight|hang on|hold on|hold up|one|just|give me|give us|gimme|need|need a|half|half a|two|a|bear with me) (?:(?:a|one|half a|two|just|like) )*(?:sec|secs|second|seconds|minute|minutes|min|mo|moment|tick|ticks|jiffy)(?: .*)? (?:i'm|my|i|me|the|mum|dad|nan|{_OTHERS}|{_OTHERS}'s) .*
        (?:wait|weight) (?:a|one) (?:sec|second|minute|moment|mo|min|tick)(?: .*)?
        (?:wait|hang on|hold on|hold up|one sec|a sec|shush|quiet|patience|shh|hush)(?: \w+){{0,2}} (?:i'm|i am|i've|let me|lemme|i need to|i gotta|my|the) (?:just |still |nearly |almost |gonna )*(?:\w+ing|picture|think|work|check|get|grab|see|do|nearly|got it|{_OTHERS}\w*)(?: .*)?
        i'm (?:just |still |only )*(?:working (?:it|that|this) out|thinking(?! about| of| it| maybe| that| like| \d)|letting the|getting (?:my|the|a) |stirring|trying to think|counting|figuring|writing it|getting there|not ready|nearly there|doing it)(?: .*)?
        (?:still|just) (?:thinking|working it out|getting there|figuring it out)
        (?:i've |i have )?(?:nearly|almost) (?:got|there|had) (?:it|there)?(?: .*)?(?:wait|hang on|hold on|sec|minute)(?: .*)?
        let me (?:just |quickly |have a )*(?:think|picture|work|check|grab|get a|get my|get the|do it|do the|do this|go and|write|count|finish|put|answer the|turn|stir|dry|wash|find|look)(?: .*)?
        lemme (?:just )?(?:think|work|check|grab|get|see)(?: .*)?
        (?:my |the )?{_OTHERS}(?:'s| is| has)(?: just)? {_NOISE}(?: .*)?(?:hang on|wait|hold on|sec|minute|back)(?: .*)?
        (?:hang on|wait|hold on|hold up|sec|second|minute|moment|mo|pause it)(?: \w+){{0,2}} (?:my |the )?{_OTHERS}(?:'s| is| has)(?: just)? .*
        pause (?:it|this|the quiz|please|for a|a)(?: sec| second| minute| moment| bit| while)?(?: .*)?
        (?:stop|don't|quit) (?:rushing|rush|hurrying|hurry) me(?: .*)?
        bear with(?: me)?(?: .*)?
        (?:can|could|will|would) (?:you|u) (?:please |just )*(?:wait|hold on|hang on|pause)(?: .*)?
        (?:i )?(?:need|want|give me|gimme|can i have|have) (?:a bit |a little |some |a |more |longer )+(?:more |longer )?(?:time|to think|thinking time|minute|moment)(?: .*)?
        (?:be |i'll be )?(?:right )?back in (?:a|one|two)(?: .*)?
        (?:shush|patience|hush|shh|quiet)(?: .*)? (?:i'm|thinking|getting|let me)(?: .*)?"""),
    ("stop", r"""
        (?:turn|switch|shut) (?:it|this|yourself|the quiz|that|owl)(?: all)? (?:off|down)(?: .*)?
        (?:please |just |and |so |now |can you |could you |here |there |yeah )*(?:end|stop|quit|cancel|exit|close|finish|stock) (?:the (?:quiz|skill|game|test|session)|this (?:quiz|now|skill|game)|it (?:now|there|here|please|all|today|for)|now|talking|asking(?: me)?|there please|quizzing me|here)(?: .*)?
        (?:end|stop) (?:it|this|there|here)(?: now| please| then| there| here)*$
        shut up(?: .*)?$
        (?:i|i've|we've|i'll|we) (?:got to|gotta|have to|need to|had better|better|must|should|have got to|really need to)(?: \w+)? (?:go|stop|leave|dash|run|head off|lay the table|get off|eat|sleep|get ready)(?: .*)?
        (?:gotta|got to|need to|have to) (?:go|dash|run|stop)(?: (?:now|mum|my|the|dinner|tea|bye|see|its|it's|we're|sorry).*)?$
        (?:mum|mam|dad|nan|gran|my mum|my dad)(?:'s| is| says| said| wants)(?: \w+){0,4} (?:stop|go|come off|come down|leave|lay the table|turn (?:it|this|you) off|eat|get off)(?: .*)?
        i'm (?:going to bed|off(?: now| to bed| out)?|going (?:now|out|home)|leaving|done(?: for (?:today|now|tonight)| here| now| with (?:this|you|the quiz))|finished(?: for (?:today|now))?|calling it a (?:day|night))(?: .*)?$
        (?:log|sign) (?:me )?(?:off|out)
        (?:done|finished|enough|that's it|that's enough|that's all|all done) for (?:today|now|tonight|this week|one day)(?: .*)?
        (?:my |the )?(?:lift|dinner|tea|food|bus|mate|friend|taxi|mum|dad)(?:'s| is)(?: \w+)? (?:here|ready|outside|done|waiting|come)(?: .*)? (?:bye|stop|off|see you|go|end it|finish|later)(?: .*)?
        (?:^|(?:now|here|then|right|ok|okay|thanks|cheers|anyway|bed|off|go) )(?:bye|goodbye|good night|night night|night|see ya|see you(?: later)?|laters)(?: owl| alexa| bye| now| then)*$
        (?:i've )?had enough (?:of (?:this|it|you|that|the quiz|maths|revision|quizzing))(?: .*)?
        i (?:don't|do not) (?:want|wanna)(?: to)? (?:do|play|answer|revise|carry on|go on|any)(?: \w+){0,2} (?:any ?more|now)(?: .*)?
        no more questions(?: .*)?"""),
    ("why", r"""
        why(?:'s| is| was| isn't| wasn't| are| aren't)(?: it| that)* (?:the answer|that|mine|my answer|it|right|wrong|correct|not|so)(?: (?!was|is|that|they)[\w']+){0,4}$
        ^(?:but |ok |okay |wait |hang on |sorry |oh |huh |um |no |and |so )*(?:why|y)(?:'s| is| does| was)? (?:that|it|this)(?: (?:right|wrong|happen|work|so|be|one|then|though|the answer|true|false))*$
        (?:why|how) (?:not|is it not) (?:a|b|c|d|mine|the other(?: one)?|the (?:first|second|third|last)(?: one)?)$
        (?:why|how) (?:wasn't|isn't|is|was) (?:mine|my answer|what i said|that one|it that one|it the other one|that the answer|it the answer)(?: .*)?
        that (?:makes|made) no sense(?: .*)?(?:why|how|explain)(?: .*)?
        (?:i )?(?:want|need|like|wanna)(?: to)? know why(?: .{0,18})?$
        (?:what|which)(?:'s| is| was) the (?:reason|logic|thinking|explanation|reasoning)(?: (?:there|for (?:that|it|this)|behind (?:that|it|this)|it's that))?$
        (?:walk|talk|run|take|guide) me through (?:it|that|this|the (?:working|explanation|answer|reason|steps|logic|method|solution)\w*)(?: .*)?
        give me the (?:reason|explanation|working)(?: .*)?
        what makes it (?:that|this|that one|a|b|c|d|right|wrong|true|false)(?: one)?$
        how (?:did you|do you|d'you|'d you) (?:get|work out|figure out) (?:that|to that|it|the answer)
        how (?:does|did|is|do you make) (?:that|it)(?: \w+)? (?:come out as|come to|equal|make|the answer|be|get to|work out as)(?: .{0,20})?$
        where (?:does|do|did) (?:the|that) \w+ come from$
        (?:can you |could you |please |just )+explain(?: (?:it|that|this|the answer|why(?: .*)?))?(?: (?:please|to me|again|properly|then))*$"""),
    ("help", r"""
        (?:show|give|get|open|read|tell)(?: me| us)? (?:the |some )?(?:help|help menu|instructions|rules|commands|manual|controls)(?: .*)?
        ^(?:the )?(?:help|kelp)(?: menu| page| section| me)+(?: please)?$
        i need (?:some )?help (?:using|with (?:this|the|how)|working)(?: .*)?
        (?:what|which)(?: sort of| kind of)? (?:thing|things|words|stuff|commands?|else) (?:can|do|could|should|am i allowed to) (?:i|you)(?: \w+){0,3}$
        what (?:can|do|does|else can|else do) (?:you|this|it|this thing|the owl|alexa)(?: \w+)? (?:do|meant to do|supposed to do)$
        what(?:'s| is) this (?:thing )?(?:meant|supposed|for|all about|do)(?: .*)?$
        (?:explain|tell me|remind me|show me|can you tell me|i don't (?:get|know|understand)|not sure|what is|teach me) how (?:this|it|the quiz|this quiz|the game|this thing|to (?:use|play|do|answer|work) (?:this|it|you|the quiz|these))(?: (?:works?|thing|quiz|out|goes?|again|even|is|meant|supposed).*)?$
        (?:how|what) (?:do|does|am|should|can|would) (?:i|you|we) (?:supposed to |meant to |even |actually )*(?:work|use|play|answer|reply to|do|control|turn|change) (?:this|it(?! out| in| for)|you|the (?:quiz|subject|topic|volume|speed|questions?|answers?)|these)(?: .*)?
        do i (?:just |have to |need to |get )*(?:say|press|speak|talk|tap|shout|give|get|answer|need|have|pick|use|points)(?: .*)?
        (?:i )?(?:don't|do not) (?:get|know|understand) what i(?:'m| am) (?:meant|supposed) to(?: .*)?
        what (?:am i|do i) (?:meant |supposed |allowed |have )?(?:to )?(?:do|say)(?: .*)?$
        what do i (?:do|say|press|need to do)(?: .*)?$
        first time (?:using|doing|playing|on) (?:this|it)(?: .*)?
        tell me what you can do
        can you do anything (?:else|other than)(?: .*)?
        how(?:'s| does) this (?:work|go|thing work)(?: .*)?"""),
)  # fmt: skip

TRIGGERS = {
    "override": "said say heard hear misheard misunderstood count mark accept score mic mike microphone hearing ears right correct override give change put gimme",
    "hint": "hinge hint hints clue clues nudge nudges pointer pointers tip letter start begin starts begins first rhyme letters syllables words bone go direction beginning",
    "options": "options option choices alternatives possibilities answers again list four three d those auctions shuns out others rest two please bits what what's forgot forget missed only",
    "repeat": "repeat reap re meant supposed say again question hear catch get make missed heard listening zoned drifted distracted ask statement sentence quote answer cut went dropped broke froze pardon talking shouting screaming singing moaning sorry oops wait you top beginning start middle reread rephrase reword loud noise",
    "skip": "skip skit skipped ski next question move moving go crack carry get pass past swap change ditch bin leave drop lose miss avoid dodge park one back keep save",
    "slower": "slow slower slowly slough fast quick quickly speedy half gabbling rattling racing rushing rapping speeding zooming flying going pace speed tempo keep follow ease easy steady down",
    "faster": "faster talk quicker quickly vaster speed slow slowly fast up pace tempo normal dragging dawdling plodding crawling move shift",
    "wait": "wait weight hang hold sec secs second seconds minute minutes min mo moment tick ticks jiffy shush quiet patience shh hush thinking i'm lemme let pause rushing rush bear still just nearly almost time back",
    "stop": "turn switch shut end stop stock quit cancel exit close finish gotta got have need better must should mum mam dad nan gran mum's dad's i'm log sign done finished enough lift dinner tea food bye goodbye night ya laters questions want wanna see",
    "why": "why why's y explain reason logic thinking explanation reasoning through sense makes come where how",
    "help": "help kelp instructions rules commands manual what what's how do works using time tell can",
}
"""For each command, words of which one must be there: most answers hold none."""

NOT_FROM = r"""
    .*(?<!\S)(?:he|she|they|people|him|you'd|whoever|someone|who)(?!\S).*
    .*(?<!\S)it (?!again|please|i|and|one|sorry|say)\w+(?: .*)?
    .*(?:what|when|who|where) (?:\w+ )?(?:did|does) .*
    (?:it's|it is|that means|this means|means|to|because|cos|when|where|so (?:they|he|she|people|it|that)|that's|like)
    .* (?:means|meaning|is called|is french for|is spanish for|is german for|to|because|cos|so that|when)
    (?:the|a|an|his|their|her|of|for)"""
"""What stands before a wording that tells of somebody else, or says what a word means."""
