"""Which interaction model is really there: CAPTURE says one thing, the console may hold another.

A launch goes by CAPTURE. From the first intent on the function follows what the request shows:
only the elicited model has the intent for free words, and where that was never seen a Fallback
comes from the other. An INVALID_RESPONSE after an elicit is a mismatch: the next launch in this
process elicits nothing.
"""

import threading
from collections.abc import Mapping
from typing import Any

from skill.channels.alexa.intents import WORDS_INTENT, Capture
from skill.channels.alexa.requests import Incoming
from skill.dialogue.acts import Act

FOLLOWED = "cap"
"""The session attribute that remembers which model this session has shown."""
FALLBACK = "AMAZON.FallbackIntent"


class Capturing:
    """The captures of one process."""

    def __init__(self, capture: Capture):
        self._capture: Capture = capture
        self._seen_words = False
        self._lock = threading.Lock()

    def of(self, heard: Incoming) -> Capture:
        """The capture that a reply to this request should be made for."""
        with self._lock:
            if heard.intent == WORDS_INTENT:
                self._seen_words = True
                return "elicit"
            followed = heard.attributes.get(FOLLOWED)
            if heard.intent == FALLBACK and followed != "elicit" and not self._seen_words:
                return "intents"
            if followed in ("elicit", "intents"):
                return followed
            return self._capture

    def shown(self, heard: Incoming) -> Capture | None:
        """What the request itself shows of the model; None where it shows nothing."""
        if heard.intent == WORDS_INTENT:
            return "elicit"
        if heard.intent == FALLBACK and not self._seen_words:
            return "intents"
        followed = heard.attributes.get(FOLLOWED)
        return followed if followed in ("elicit", "intents") else None

    def mismatched(self, event: Any, heard: Incoming) -> bool:
        """Whether a session ended because the model does not know what was elicited; from then on
        launches elicit nothing."""
        if heard.turn.act is not Act.ENDED or self._capture != "elicit" or self._seen_words:
            return False
        request = event.get("request") if isinstance(event, Mapping) else None
        error = request.get("error") if isinstance(request, Mapping) else None
        kind = error.get("type") if isinstance(error, Mapping) else None
        if kind != "INVALID_RESPONSE":
            return False
        with self._lock:
            self._capture = "intents"
        return True
