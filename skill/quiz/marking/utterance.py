"""What was said, made ready for marking: fillers and carriers off, corrections applied."""

import re
from dataclasses import dataclass

from skill.language.measures import spoken_measures
from skill.language.normalise import without_fillers, words

_CORRECTION = re.compile(
    r"\b(?:no+,? (?:(?:no|wait|hang on|hold on|sorry|actually|i mean|i meant|not that|that's wrong|oh)\b,? ?)+"  # noqa: E501
    r"|(?:oh |um |erm |er )?(?:wait|hang on|hold on|sorry|actually)(?: a (?:sec|second|minute))?,? no\b,?(?: (?:wait|no|sorry|actually|i mean|it's|it was))*"  # noqa: E501
    r"|(?:wait|hang on|sorry|no|actually|well)?,? ?i mean(?:t)?(?: to say)?\b|or rather\b|scratch that|make that\b|correction\b"  # noqa: E501
    r"|(?:let me |i'll |i )?chang(?:e|ed|ing) (?:that|my (?:mind|answer))(?: to)?|on second thoughts?|oh no\b|oh wait\b|(?:or )?(?<!n't )(?<!to )(?<!not )wait\b(?! (?:for|until|till)\b)|hang on\b|hold on\b"  # noqa: E501
    r"|no (?=(?:it's|it was|its|they|he|she|it is|i think it|that's|that was|from|the|a|an|in|not)\b)|take that back|forget that|strike that|sorry\b)"  # noqa: E501
)  # fmt: skip
_BARE_NO = re.compile(r"(?<=\S)[ ,]+(?:no|nah|nope)[ ,]+(?=\S)")
_VERBS = frozenset(
    "is are was were be been have has had having got get gets there's there with contains contain makes made make "  # noqa: E501
    "means say said gives give gave had's meant needs need uses use used leaves left or and because but so just "  # noqa: E501
    "almost basically shows show of in to by literally absolutely at saw see sees did does it's they're they've "  # noqa: E501
    "they'd i've i'm you've you'd we've receives receive feels felt feel earned paid wanted took".split()
)
_TAGS = re.compile(
    r"\b(?:isn't it|wasn't it|innit|isn't that|aren't they|don't they|doesn't it|weren't they|didn't (?:they|it|he|she)"  # noqa: E501
    r"|right\?|is it not|wasn't (?:he|she)|isn't (?:he|she)|haven't they|hasn't it|couldn't it|won't it)\s*$"
)
_REASON = re.compile(
    r"^that's (?:the |an? )?\w+(?: one| ones)? (?=(?:it|it's|he|she|they|you|so|i|its|they're|he's|she's)\b)"
)
"""Why something was taken back: "no, that's the resurrection, he went up to heaven"."""
_WHATS_IT = re.compile(
    r"\b(?:oh )?what(?:'s|s| is| was) (?:it|its|his|her|their|the|that) (?:called|name|word|face|thing)\b"
)
_ISNT_START = re.compile(r"^(?:isn't|wasn't|aren't|weren't) (?:it|that|they|he|she)\b")


@dataclass(frozen=True)
class Utterance:
    """One thing a learner said."""

    raw: str
    text: str
    """Folded, fillers and tags off, one space between words."""
    final: str
    """What counts after corrections; the same as `text` when there were none."""
    dropped: str
    """What a correction took back; "" when there was none."""

    @property
    def tokens(self) -> list[str]:
        """The words of what counts."""
        return self.final.split()


def read(heard: str, bare_no: bool = True) -> Utterance:
    """Reads what was said. bare_no: whether "no" alone between two words corrects the first."""
    text = " ".join(without_fillers(words(spoken_measures(heard.replace("%", " percent ")[:2000]))))
    text = _TAGS.sub("", text).strip()
    text = _WHATS_IT.sub("", text).strip() or text
    text = _ISNT_START.sub("it is", text)
    final, dropped = _corrected(text, bare_no)
    return Utterance(heard, text, final, dropped)


def _corrected(text: str, bare_no: bool) -> tuple[str, str]:
    """The part that the last correction leaves standing, and the part it takes back."""
    cuts = [(m.start(), m.end()) for m in _CORRECTION.finditer(text)]
    for match in _BARE_NO.finditer(text) if bare_no else ():
        lead = text[: match.start()].split()
        if lead and lead[-1] not in _VERBS and len(lead) <= 12:
            cuts.append((match.start(), match.end()))
    for start, end in sorted(cuts, reverse=True):
        before, after = text[:start].strip(" ,"), text[end:].strip(" ,")
        if after and _has_content(after):
            if not before or not _has_content(before):
                return after, ""
            return _REASON.sub("", after), before
    return text, ""


def _has_content(text: str) -> bool:
    hollow = {
        "i",
        "think",
        "it",
        "was",
        "is",
        "it's",
        "no",
        "yeah",
        "oh",
        "well",
        "sorry",
        "wait",
        "please",
        "actually",
        "the",
    }
    return any(word not in hollow for word in text.split())


def repaired(utterance: Utterance) -> str:
    """What was taken back, restarted where the correction picks it up.

    "they can hold less no more haemoglobin": the repair replaces the tail of what stood
    before it (Levelt, "Monitoring and self-repair in speech", 1983).
    """
    before, after = utterance.dropped.split(), utterance.final.split()
    if not before or not after:
        return utterance.final
    for at in range(len(before) - 1, -1, -1):
        if before[at] == after[0]:
            return " ".join(before[:at] + after)
    return " ".join(before[:-1] + after)
