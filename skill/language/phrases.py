"""The wordings behind `skill.language.commands`: regular expressions, one a line."""

# ruff: noqa: E501 (one wording, or one family of words, a line)

_ITEM = r"(?:one|it|that|this|that one|this one|the question|this question|that question|that last one|the last one|the last question|the sentence|the statement|that bit)"

COMMANDS: tuple[tuple[str, str], ...] = (
    ("override", rf"""
        (?:i|that) was (?:actually |definitely |totally )?(?:right|correct)
        i(?:'m| am) (?:actually |definitely )?(?:right|correct)
        (?:i )?(?:got|had) {_ITEM} (?:right|correct)
        (?:mark|count|score|give) (?:me )?(?:{_ITEM} )?(?:as )?(?:right|correct|the (?:mark|point))
        (?:count|accept) {_ITEM}
        {_ITEM} (?:should|should've|should have|ought to|does|did) (?:have )?(?:been |be )?(?:marked |mark )?(?:count(?:ed)?|right|correct)
        (?:my|the|that) answer (?:was|is|should be) (?:right|correct)
        i (?:did )?sa(?:id|y) (?:that|it|the right (?:one|thing|answer))
        that(?:'s| is| was) what i (?:said|meant|answered|put)
        (?:you )?(?:marked|marking) (?:me|it|that) (?:down|wrong)(?:ly)?
        (?:you )?(?:misheard|misunderstood)(?: me)?
        you(?:'re| are| were) wrong
        you got (?:me|it|that) wrong
        that(?:'s| is| was) (?:not fair|unfair)
        ^(?:but |no |well )*(?:that counts|it was right|i meant (?:that|it)|that's basically what i (?:said|meant))$
        i (?:deserve|should get|should've got|should have got|want) (?:the|that|a|my) (?:mark|point)
        (?:same thing|that's the same(?: thing)?|means the same(?: thing)?)"""),
    ("hint", r"""
        (?:a |an |any |another |the )?(?:hints?|clues?|pointers?|nudge|tip)
        help me (?:out )?with (?:this|that|it)(?: one)?
        (?:start|get) me (?:off|started)
        (?:what does it|does it|it) (?:start|begin)s? with(?: what| which letter)?
        (?:first|starting) letter
        point me (?:in the right direction|the right way)
        ^(?:can you |could you |please )*narrow it down(?: for me| a bit| please)*$
        (?:give me|gimme|can i have) a (?:starter|head start)
        ^start it off(?: for me)?(?: please)?$
        (?:need|want|have|give me) a hand with (?:this|that|it)(?: one)?
        (?:any|some|little|bit of) help with (?:this|that|it)(?: one)?
        does it (?:start|begin) with (?:an? )?\w$
        ^i(?:'m| am) stuck(?: on (?:this|that)(?: one)?)?$"""),
    ("options", r"""
        (?:the |my )?(?:options|choices|alternatives|possible answers|possibilities|multiple choice)
        the list
        list the \w+ again
        (?:what|which)(?: ones?)? (?:can|could|do|did) i (?:have to )?(?:choose|pick)(?: from| between)?
        (?:the )?answers again
        what was (?:a|b|c|d)(?: again)?
        what were they(?: again)?
        what were the (?:answers|letters)
        which (?:ones|letters) were (?:they|there)
        what was (?:a|b|c|d) and (?:a|b|c|d)
        ^say a b c(?: d)?(?: again)?$"""),
    ("repeat", rf"""
        repeat(?: {_ITEM})?
        say (?:{_ITEM}|what|again)(?: again)?
        come again
        ^(?:huh|what|eh|sorry|oh) what was that$
        ^(?:please |can you )*play it again$
        (?:i )?(?:couldn't|can't) make (?:that|it|you) out
        ^(?:i |sorry i |you )*lost you(?: there)?$
        (?:that|it) went past me
        ^(?:i |sorry )*missed the (?:start|beginning|end|first bit)(?: of (?:it|that))?$
        (?:say|read|give|tell)(?: me| us| out)* the (?:\w+ )?(?:numbers?|figures?|dates?|words?|statement|sentence|names?) (?:out )?again
        (?:ask|read|tell)(?: me| us)? {_ITEM}(?: out)? again
        (?:read|ask)(?: me| us)? (?:it|that|the question)
        what(?:'s| was| is| were| did you say) (?:that|{_ITEM}|the question)
        what (?:did|was) (?:you|it|i) (?:just )?(?:say|ask|asked|asking|said|supposed to answer)
        what (?:are|were) you (?:asking|saying)
        (?:i beg your |beg your |beg )?pardon
        (?:one|once) more(?: time)?
        (?:i )?(?:didn't|did not|couldn't|could not|can't|never) (?:quite |really )?(?:hear|catch|get|follow|understand)(?: {_ITEM}| what you said| you)?
        (?:i )?missed (?:all of )?{_ITEM}
        from the (?:top|beginning|start)
        ^(?:sorry |wait |oh )*(?:what|huh|eh|excuse me|you what|say what)(?: sorry| was that)?$
        (?:hear|have|get) {_ITEM} again
        (?:re read|reread|rephrase|reword|re say)(?: {_ITEM})?
        run {_ITEM} (?:by|past) me
        go over {_ITEM}(?: again)?
        ^(?:again|sorry)(?: again| please)?$
        say (?:it|that) (?:louder|more clearly|clearly)"""),
    ("skip", rf"""
        (?:skip|pass)(?: on| to)?(?: {_ITEM})?
        (?<!the )next(?: one| question| up)?
        the next (?:one|question)
        (?<!sand )move (?:on|along|forward)(?: to)?
        go (?:on )?to the next
        (?:leave|forget|miss|ditch|drop) (?:out )?{_ITEM}(?: out)?
        (?:come|get) back to {_ITEM}
        (?:do|ask|ask me|try|have|get|want|give me|gimme) (?:a |an |me )?(?:different|another|new|something else|other)(?: one| question)?
        (?:a )?(?:different|another|new) (?:one|question)
        not (?:this|that) one
        let's go on
        (?:get rid of|scrap|bin|dump) {_ITEM}
        ^(?:ooh|oh|ugh|nah|um|no) (?:pass|skip|next)$
        ^(?:give|ask) (?:me|us) another(?: one)?$
        i'd rather not do {_ITEM}
        ^something else(?: please)?$"""),
    ("slower", r"""
        slow(?:er|ly)?(?: down| it down)?
        (?:too|so|bit|very|really) (?:fast|quick|quickly)
        (?:less|not so|not as) (?:fast|quick|quickly)
        don't (?:rush|talk so fast|speak so fast|go so fast)
        (?:talk|speak) (?:more )?slow(?:er|ly)
        take your time
        (?:at )?half speed
        less speed
        ^(?:whoa|woah|hey|steady|easy|oi) (?:whoa |woah )*(?:on|tiger|too (?:fast|quick)|slow down)$
        one word at a time"""),
    ("faster", r"""
        (?:go |talk |speak |a bit |bit )?(?:faster|quicker|fast)
        speed (?:it |things )?up(?: a bit)?
        (?:too|so|bit|very|really) slow(?:ly)?
        hurry(?: it)?(?: up)?
        get a move on
        (?:pick up|up) the pace
        more quickly
        ^get on with it(?: then)?$
        get a (?:wriggle|shift) on
        ^(?:come on )?(?:step on it|make it snappy)(?: then| please)?$
        (?:i )?haven't got all (?:day|night)
        increase (?:the )?speed
        chop chop"""),
    ("wait", r"""
        (?:wait|hang on|hang about|hold on|hold up)(?: a| one| there)?(?: sec| second| minute| moment| mo| tick| bit)?
        (?<!the )(?:a|one|two|give me a|gimme a|give us a|need a|just a|half a|half) (?:secs?|seconds?|minutes?|moments?|mo|min|mins|ticks?|jiffy|while)
        (?:let me|lemme|let us|need to|want to|got to|gotta) (?:have a )?think(?: about it| about that)?(?: first)?
        (?:have a think|i'm thinking|i am thinking|still thinking|thinking)
        (?:give me|gimme|need|want|have|can i have|i need) (?:some |a bit of |a little |a bit |more )*(?:more )?(?:time|thinking time)
        a (?:bit|little) (?:more )?(?:time|longer)
        pause(?: it)?
        bear with me
        be right back
        (?:i'm )?not ready(?: yet)?
        hold your horses
        ^not yet(?: please)?$
        hold fire
        ^hold it(?: there)?(?: please)?$
        ^let me see(?: hang on)?$
        someone's at the door
        hold that thought
        don't rush me"""),
    ("stop", r"""
        stop(?: it| this| that| now| here| there| the quiz| talking| asking)*
        (?<!the )(?:quit|exit|cancel|end)(?: it| this| the quiz| here| there| now)*
        (?:that's |that is )?enough(?: of (?:this|that))?(?: for (?:now|today))?
        (?:bye|goodbye|good bye|see you|see ya|good night|night night|ta ra|laters?)(?: bye| later)?
        (?:finish|finished|finishing|wrap)(?: it| this| here| there| up| now| the quiz)*
        (?:i'm|i am|we're|all|i think i'm) (?:all )?(?:done|finished)
        that(?:'s| is) (?:all|it) (?:for (?:today|now|tonight)|thanks|thank you)
        that'll do(?: me| for (?:now|today))*
        shut (?:up|it|down)
        (?:no more|no more questions|don't want (?:to do )?any more)
        leave it (?:there|at that)
        call it a (?:day|night)
        (?:turn|switch) (?:it |yourself )?off
        (?:i )?(?:got to|gotta|have to|need to|must|wanna|want to) (?:go|leave|dash)(?: now| home)?
        (?:i've )?had enough
        give it a rest
        ^(?:go away|leave me alone|get lost)(?: owl| alexa| now| please)?$
        that's me (?:done|finished)
        (?:i'm|i am) stopping
        pack it in
        (?:take|have|need|want) a break
        (?:close|shut) (?:it|this|the quiz|the skill)(?: down)?
        (?:can't|don't want to|not|won't) (?:do|do this|be doing|play|answer|carry on)(?: any ?more| now)+"""),
    ("why", rf"""
        why(?: is| was| not| though| so| did i| isn't| wasn't| does| do)*(?: {_ITEM})?(?: wrong| right| not right| the answer)?
        how come(?: {_ITEM})?
        explain(?: {_ITEM}| that to me| it to me| why| the answer| yourself)*
        (?:the |an )?explanation
        what(?:'s| is| was) the reason(?: for (?:that|it))?
        (?:the )?reason why
        (?:where|how) did i go wrong
        ^how(?:'s| is) (?:that|it|it that)(?: right| wrong| so)?$
        ^in what way$
        (?:show me|what's|what is) the working(?: out)?
        what did i (?:do|get) wrong"""),
    ("help", r"""
        help(?: me)?(?: out)?
        (?:the )?(?:instructions|rules|commands)
        what (?:can|could|should|do|am|are|do i have|would) (?:i|we|you)?\s?(?:allowed |supposed |meant |able |need |have )?(?:to )?(?:say|do|ask|answer|tell you)
        what (?:are|is) (?:my|the) commands
        how (?:do|does|can|should|am|would) (?:i|this|it|the quiz|you|we)(?: supposed| meant)?(?: to)? (?:work|answer|play|say|do|use(?! one| them| a)|reply|respond|speak|talk)
        how to (?:play|answer|use)
        (?:i'm|i am) (?:lost|confused)
        what now
        what's going on
        ^(?:can you |please )*explain the rules$
        ^i (?:don't|do not) know what to (?:say|do)(?: here| now)?$"""),
)  # fmt: skip

TALK = """
    please pls thanks thank you cheers ta can could would will may might shall should ya i we me us my our he owl
    alexa hey hi hello ok okay right well so oh ah um umm uh uhh er erm hmm hm mm like just maybe perhaps actually
    sorry wait no yes yeah yep go on then now again a an the this that these those it one ones thing things bit
    little quick quickly real really do does did to for of at in with by from want wanna need gonna going love let
    let's lets have has had get gets got give given gimme be been is am are was were i'm i'd i'll i've you're it's
    that's what's there's them possible kindly mate pal dude bro man alright and but cos because if or
    know any some something quite very too there here up out as all question questions answer answers mind hear
    listen try today moment second minute time more another back over part about honestly actually basically
    seriously sec same what who which how don't not off quiz talking speaking speak talk read reading say saying
    said ask asked asking tell told loud aloud heard catch caught last first next whole choose pick marked mark
    wrong correct point fair count score late ready end night tonight tomorrow home tea break play playing work
    works use down move come leave forget different new else fast slow pace speed voice tired enough done finished
    change list final session revising revision doing definitely totally allowed only still start begin letter
    sure feel free myself way anymore coming everything answering dinner lunch bed through drop chance bored
    minutes seconds longer yet think thinking options choices before fancy previous earlier went when make us
    ~ meant small big tiny easy hard tricky difficult statement sentence slip skip stop repeat stuck help hold hang
""".strip()  # fmt: skip

NEVER_TALK = r"""
    (?:they|he|she|people) (?:all |just )?(?:stop|skip|help|end|pass|wait|quit|slow|finish|start)(?: .*)?
    (?:they|he|she|people|it) (?:stopped|skipped|helped|ended|passed|waited|quit|cancelled|slowed|finished|repeated)(?: .*)?
    (?:because|cos|since) .*
    (?:when|where|that|what) (?:he|she|they|people) .*
    (?:he|she|they) (?:said|says|told|asks|asked) .*
    ^(?:it's|that's|it is|to|get|getting) (?:a |an )?(?:hint|clue|pause|stop|repeat|end|skip|slower|faster|quicker|pass|help) .*"""
