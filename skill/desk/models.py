"""A language model at an OpenAI-compatible address, such as one on the teacher's own machine."""

import json
import urllib.error
import urllib.request

from skill.errors import SkillError

PATIENCE = 120
"""Seconds: a small machine thinks slowly."""


class Chat:
    """`POST {endpoint}/chat/completions`. Raises SkillError that says what went wrong."""

    def __init__(self, endpoint: str, model: str, key: str = ""):
        if not endpoint.startswith(("http://", "https://")):
            raise SkillError(
                f"expected an address such as http://localhost:11434/v1, got {endpoint!r}"
            )
        self._url = f"{endpoint.rstrip('/')}/chat/completions"
        self._model, self._key = model, key

    def __call__(self, system: str, user: str) -> str:
        """The model's words."""
        body = {
            "model": self._model, "temperature": 0.2,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }  # fmt: skip
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(
            self._url, json.dumps(body).encode(), headers, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                found = json.loads(reply.read(4_000_000))
        except urllib.error.HTTPError as error:
            error.close()
            raise SkillError(f"{self._url} answered {error.code} {error.reason}") from None
        except (OSError, ValueError) as error:
            raise SkillError(f"{self._url} could not be asked: {error}") from None
        try:
            return str(found["choices"][0]["message"]["content"])
        except (KeyError, IndexError, TypeError):
            raise SkillError(f"{self._url} answered something that is no chat completion") from None
