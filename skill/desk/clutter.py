"""What a saved web page holds beside its subject: menus, logos, sign-up lines, adverts."""

import re

_WORDS = re.compile(
    r"\b(?:sign[ -]?(?:up|in)|log[ -]?(?:in|out)|subscribe|newsletter|cookies?|privacy policy"
    r"|terms (?:of|and)|all rights reserved|copyright|©|logo|skip to (?:content|main)"
    r"|scroll (?:to|down|up)|back to top|read more|show (?:more|less|answer)|click here|download"
    r"|share (?:this|on)|follow us|contact us|about us|our (?:new |revolutionary )*(?:app|website)"
    r"|app store|google play|facebook|twitter|instagram|whatsapp|tiktok|youtube|e-?mail us"
    r"|password|my account|create (?:an )?account|free trial|it'?s free\b|welcome to"
    r"|advertisement|sponsored|accept all|add to (?:basket|cart)|previous (?:page|article)"
    r"|ace your|buy (?:now|our|it)|try (?:it )?(?:for )?free|join [\d,]+|start (?:your )?free"
    r"|next (?:page|article)|related (?:articles?|pages?|topics?)|you (?:may|might) also like)\b",
    re.IGNORECASE,
)
_ELEMENT = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|footer|site-header|sidebar|cookies?|consent|signup|sign-up"
    r"|newsletter|breadcrumbs?|share|social|adverts?|ads?|promo|banner|logo|modal|popup|related"
    r"|comments?|login|toolbar|pagination|skip-link|cta|paywall|testimonials?)(?:$|[-_ ])",
    re.IGNORECASE,
)
CLUTTER_TAGS = frozenset(
    "script style nav footer aside form button svg noscript iframe template select input "
    "textarea video audio canvas object map dialog".split()
)
CLUTTER_ROLES = frozenset("navigation banner contentinfo search dialog menu toolbar alert".split())


def is_clutter(text: str) -> bool:
    """Whether a line belongs to the page rather than to its subject.

    Only short lines and those that end without a full stop are suspected: a course on the
    web may well speak of cookies and passwords.
    """
    if not _WORDS.search(text):
        return False
    return len(text.split()) <= 8 or not re.search(r"[.:;]$", text)


def is_clutter_name(names: str) -> bool:
    """Whether an element's class or id says that it is no part of the text."""
    return bool(_ELEMENT.search(names))


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(re.search(r"[.!?:;…]['\"”’)]*$", text))
