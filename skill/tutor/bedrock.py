"""Amazon Bedrock's `converse`, as the tutor uses it: one short try within the turn's budget.

docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
"""

from functools import cached_property
from typing import Any

MOST_TOKENS = 160
CONNECT, READ = 0.8, 2.4
"""Seconds. Both stay inside `rephrasing.BUDGET`; nothing is tried a second time."""


class Bedrock:
    """Text from a model; loads boto3 when it is first asked.

    model: a model's id, or an inference profile's id or ARN. guardrail: "id:version", or "".
    """

    def __init__(
        self, model: str, region: str = "", guardrail: str = "", client: Any = None,
        patience: float = READ, tokens: int = MOST_TOKENS,
    ):  # fmt: skip
        self._model, self._region, self._guardrail, self._given = model, region, guardrail, client
        self._patience, self._tokens = patience, tokens

    @cached_property
    def _client(self) -> Any:
        if self._given is not None:
            return self._given
        import boto3
        from botocore.config import Config

        config = Config(
            connect_timeout=CONNECT, read_timeout=self._patience, retries={"total_max_attempts": 1}
        )
        return boto3.client("bedrock-runtime", region_name=self._region or None, config=config)

    def __call__(self, system: str, user: str) -> str:
        """The model's words; raises what botocore raises, ValueError for a reply without words."""
        more: dict[str, Any] = {}
        if self._guardrail:
            identifier, _, version = self._guardrail.partition(":")
            more["guardrailConfig"] = {
                "guardrailIdentifier": identifier, "guardrailVersion": version or "DRAFT",
            }  # fmt: skip
        reply = self._client.converse(
            modelId=self._model,
            system=[{"text": system}],
            messages=[{"role": "user", "content": [{"text": user}]}],
            inferenceConfig={"maxTokens": self._tokens, "temperature": 0.2},
            **more,
        )
        if reply.get("stopReason") in ("guardrail_intervened", "content_filtered"):
            return ""
        parts = reply["output"]["message"]["content"]
        return " ".join(part["text"] for part in parts if "text" in part)
