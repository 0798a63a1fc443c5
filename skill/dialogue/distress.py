"""How distress and danger sound, for `safety`."""

_KIN = (
    r"(?:dad|daddy|mum|mom|mummy|father|mother|step ?dad|step ?mum|step ?father|step ?mother|uncle|"
    r"aunt|auntie|brother|sister|cousin|grandad|nan|parents|teacher|coach|tutor|boyfriend|girlfriend|"
    r"foster (?:mum|dad|carer)|carer|neighbour)"
)
_HARM = (
    r"(?:hits?|hitting|hurts?|hurting|beats?|beating|punch(?:es|ing)|slaps?|slapping|kicks?|kicking|"
    r"touch(?:es|ed|ing)|abus(?:es|ed|ing)|threaten(?:s|ed|ing)?|bull(?:y|ies|ied|ying)|"
    r"scares|locks|burns|chok(?:es|ed|ing))"
)
DISTRESS: tuple[str, ...] = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|starve|starving|burn|burning|hang|"
    r"drown) myself\b",
    r"\bi (?:just )?(?:want|wanna|wanted|would rather|wish i could|feel like|am going|need|'d rather)"
    r"(?: to)? (?:die|be dead|dying|end it all|end it|end my life|not (?:exist|be here|wake up))\b",
    r"\bi(?:'m|m| am)? (?:gonna|going to) (?:kill myself|end it all|end my life|jump off)\b",
    r"\bi wish i (?:was|were|am|had|could|d)? ?(?:dead|never been born|not alive|disappear)\b",
    r"\bi (?:don't|do not|dont|didn't) (?:want|wanna|deserve)(?: to)? "
    r"(?:live|be alive|be here any ?more|exist|go on living|wake up)\b",
    r"\b(?:i'm|i am|im|i feel|i've been|i have been) (?:feeling )?(?:so |really |very )?suicidal\b",
    r"\bi(?:'m| am|'ve been| have been|m)? (?:keep )?thinking (?:of|about) "
    r"(?:suicide|dying|ending it|killing)\b",
    r"\b(?:better off|happier) without me\b|\bbetter off dead\b",
    r"\bno ?(?:one|body) (?:would|will|'d) (?:care|notice|miss me) if i (?:died|was gone|disappeared|"
    r"went)\b",
    r"\bi(?:'ve| have|'ve just)? (?:taken|took|take) (?:an overdose|too many (?:pills|tablets)|"
    r"loads of (?:pills|tablets))\b",
    r"\bi (?:self harm|self-harm|make myself sick|make myself throw up)\b|\bi've been self harming\b",
    rf"\bmy {_KIN}(?:'s {_KIN})? (?:(?:just|always|often|sometimes|keeps?|kept|is|are|was|has been|has|"
    rf"have been|will|might|did)\s)*{_HARM} (?:me|us|my)\b",
    r"\b(?:someone|somebody|he|she|they|a man|this man|a grown up|an adult|people|kids|everyone)"
    r"(?:'s|'re)? (?:(?:is|are|was|keeps?|kept|has been|have been|always)\s)*"
    r"(?:hurting|hitting|touching|touched|abusing|bullying|threatening|following|beating) me\b",
    r"\bi(?:'m|m| am| was|'ve been| have been| keep|'m always)? (?:being|getting|been) "
    r"(?:bullied|abused|hurt|hit|beaten|threatened|groomed|touched|molested|raped)\b",
    r"\bi (?:was|got|have been) (?:raped|molested|abused|groomed)\b",
    r"\bi(?:'m| am|m) (?:so |really |too )?(?:scared|afraid|frightened|terrified) "
    r"(?:of (?:my|him|her|going home|being at home)|to go (?:home|to school))\b",
    r"\bi(?:'m| am|m) (?:not safe|in danger|unsafe)\b|\bi (?:don't|do not|dont) feel safe\b",
    r"\bi hate (?:myself|my life|being alive)\b",
    r"\bi(?:'m| am|m)? (?:just )?(?:can't|cannot|cant) (?:cope|go on)(?: any ?more)?$",
    r"\bi (?:can't|cannot|cant) (?:take|do|handle) (?:it|this|life) any ?more\b",
    r"\bi (?:feel|am|'m) (?:so |really |completely )?(?:hopeless|worthless|depressed)\b",
    r"\b(?:no ?one|nobody) (?:likes|loves|cares about) me\b",
    r"\bi(?:'m| am|m)? (?:want|wanna|going|gonna|have)(?: to)? (?:run|running|ran) away from home\b",
    r"\bi (?:haven't|have not) (?:eaten|had any food) (?:for|in) (?:\w+ )?days\b",
)
"""First-person, present distress or danger, as regular expressions over plain words."""
