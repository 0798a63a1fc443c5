"""What to answer Amazon's reviewers: names, phrases and declarations from the manifest, and for each
requirement on skills directed to children how this one meets it, which is our word."""

from collections.abc import Mapping
from typing import Any

_REQUIREMENTS = (
    ("Collects no personal information from a child",
     "No name, age, address, account or voice recording is asked for or kept; `permissions` is empty."),
    ("No account linking",
     "There is none in the manifest. Linking other doors to a record (`Linking`) is off, and for a skill "
     "directed to children it stays off whatever that says: nothing of it is heard or spoken."),
    ("No purchases, no advertising", "`allowsPurchases` and `containsAds` are false."),
    ("Leads nowhere out of Alexa",
     "No reply names a website, an app or another device; a request code names the Alexa app's card alone."),
    ("Content fit for children",
     "What is said comes from the course file. Abuse is answered calmly and never echoed."),
    ("A child in distress",
     "Is answered kindly in every state, with the locale's own help and emergency number; never marked."),
    ("What is kept can be deleted",
     "\"Forget me\", disabling the skill, or a request in writing with the code that is spoken on "
     "\"give me my request code\"."),
)  # fmt: skip
"""Of Amazon's policy for skills directed to children, as this skill meets it. Read the policy again
before you submit: it changes."""


def certification(manifest: Mapping[str, Any]) -> str:
    """The page, in Markdown."""
    whole = manifest["manifest"]
    privacy, publishing = whole["privacyAndCompliance"], whole["publishingInformation"]
    lines = [
        "# For certification",
        "",
        "Written by `owl package`; nobody at Amazon has seen it yet.",
        "",
    ]
    lines += [
        f"* {name}: {'yes' if privacy[name] else 'no'}"
        for name in sorted(privacy)
        if name != "locales"
    ]
    for locale, policies in privacy["locales"].items():
        listing = publishing["locales"][locale]
        told = policies.get("privacyPolicyUrl", "**none yet: a child-directed skill needs one**")
        lines += ["", f"## {locale}: {listing['name']}", "", f"Privacy policy: {told}", ""]
        lines += [f"* “{phrase}”" for phrase in listing["examplePhrases"]]
    lines += [
        "",
        "## Testing",
        "",
        publishing["testingInstructions"],
        "",
        "## Directed to children",
        "",
    ]
    lines += [f"* **{what}.** {how}" for what, how in _REQUIREMENTS]
    return "\n".join(lines) + "\n"
