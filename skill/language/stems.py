"""Words brought to a common form, so that "arteries" meets "artery" and "invaded" "invasion"."""

# ruff: noqa: E501 (one wording, or one family of words, a line)

from functools import lru_cache

STOP = frozenset(
    "a an the of to in on at by for from with into onto as and or but so that this these those it its it's "
    "is are was were be been being am do does did done have has had having get gets got getting i me my we us "
    "our you your he him his she her hers they them their theirs there here what which who whom whose when "
    "where why how than then too very just also more some any all can could would should will shall may might must "
    "if because cause cos cuz about like really quite pretty well yeah yes ok okay right kind sort thing things "
    "stuff bit lot lots loads one ones etc um uh they're it'd they'd he'd i'd that's there's i'm you're we're "
    "don't isn't wasn't know think gonna going go goes went up down out off over not no never n't let lets".split()
)
"""Words that carry no meaning of their own when answers are compared."""

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "people": "person",
    "mice": "mouse", "died": "die", "dying": "die", "dead": "die", "death": "die", "deaths": "die", "lies": "lie",
    "lying": "lie", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow",
    "grown": "grow", "growth": "grow", "went": "go", "gone": "go", "bought": "buy", "sold": "sell", "sale": "sell",
    "sales": "sell", "built": "build", "made": "make", "lost": "lose", "loss": "lose", "losses": "lose", "won": "win",
    "fought": "fight", "kept": "keep", "held": "hold", "led": "lead", "left": "leave", "met": "meet", "paid": "pay",
    "payment": "pay", "sent": "send", "spent": "spend", "taught": "teach", "thought": "think", "took": "take",
    "taken": "take", "told": "tell", "wrote": "write", "written": "write", "broke": "break", "broken": "break",
    "brought": "bring", "began": "begin", "begun": "begin", "chose": "choose", "chosen": "choose", "came": "come",
    "drove": "drive", "ate": "eat", "eaten": "eat", "flew": "fly", "forgot": "forget", "gave": "give", "given": "give",
    "hid": "hide", "hidden": "hide", "ran": "run", "saw": "see", "seen": "see", "spoke": "speak", "stole": "steal",
    "stolen": "steal", "swam": "swim", "threw": "throw", "thrown": "throw", "wore": "wear", "mitochondrion": "mitochondria",
    "bacterium": "bacteria", "nuclei": "nucleus", "fungi": "fungus", "criteria": "criterion", "phenomena": "phenomenon",
    "analyses": "analysis", "hypotheses": "hypothesis", "axes": "axis", "matrices": "matrix", "vertices": "vertex",
    "indices": "index", "radii": "radius", "alveoli": "alveolus", "villi": "villus", "strata": "stratum", "media": "medium",
    "wives": "wife", "lives": "life", "knives": "knife", "leaves": "leaf", "wolves": "wolf", "halves": "half",
    "invasion": "invade", "invasions": "invade", "invaders": "invade", "expansion": "expand", "decision": "decide",
    "division": "divide", "explosion": "explode", "erosion": "erode", "corrosion": "corrode", "evasion": "evade",
    "belief": "believe", "proof": "prove", "choice": "choose", "choices": "choose", "strength": "strong", "length": "long",
    "width": "wide", "height": "high", "depth": "deep", "heat": "hot", "hotter": "hot", "bigger": "big", "biggest": "big",
    "poverty": "poor", "wealth": "rich", "wealthy": "rich", "hunger": "hungry", "starvation": "starve", "famine": "starve",
    "warmth": "warm", "safety": "safe", "freedom": "free", "jealousy": "jealous", "better": "good", "best": "good",
    "worse": "bad", "worst": "bad", "less": "few", "fewer": "few", "least": "few",
}  # fmt: skip
_SUFFIXES = (
    "izations", "isations", "ization", "isation", "ational", "fulness", "ousness", "iveness", "ements", "ement",
    "ments", "ment", "ations", "ation", "ators", "ator", "ities", "ity", "ances", "ance", "ences", "ence", "ously",
    "ively", "fully", "ables", "able", "ibles", "ible", "ings", "ing", "ised", "ized", "ises", "izes", "ise", "ize",
    "ions", "ion", "ness", "less", "ical", "ally", "ies", "ied", "ier", "iest", "ers", "er", "ors", "or", "est",
    "ed", "es", "ful", "ous", "ive", "ial", "al", "ly", "ic", "ist", "ism", "y", "e", "s",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The word without plural or possessive ending."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR and word.endswith(("ves", "i", "ices", "a", "en", "eet", "eeth")):
        return _IRREGULAR[word]
    if word == "mitochondrion":
        return "mitochondria"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word's stem: what inflected and derived forms share."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if word[:1].isdigit():
        return word
    return _tidy(_stripped(word))


def _tidy(root: str) -> str:
    """The y and i that spelling swaps: carry, carri(es), happi(ness)."""
    if len(root) > 3 and root[-1] in "iy" and root[-2] not in "aeiou":
        return root[:-1]
    return root


def _stripped(word: str) -> str:
    for suffix in _SUFFIXES:
        if suffix == "y" and len(word) > 2 and word[-2] in "aeiou":
            continue
        if word.endswith(suffix) and len(word) - len(suffix) >= (3 if len(suffix) < 4 else 4):
            root = word[: -len(suffix)]
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                return word
            if suffix in ("ing", "ed", "er", "ers", "est") and len(root) > 3 and root[-1] == root[-2] \
                    and root[-1] not in "ls":  # fmt: skip
                root = root[:-1]
            if suffix in ("ies", "ied", "ier", "iest"):
                return root
            return root.removesuffix("e") if len(root) > 4 else root
    return word


def content_words(words: list[str]) -> list[str]:
    """The words that carry meaning, in order."""
    return [word for word in words if word not in STOP]
