"""A newcomer's first conversation over HTTP, each request signed and verified."""

import json

import pytest

from skill.bench.models import course_models
from skill.bench.session import Session
from skill.channels.alexa.certificates import Chains, trusted_roots
from skill.channels.alexa.composition import skill_handler
from skill.channels.alexa.verification import RequestVerifier
from skill.server import create_app
from skill.settings import Settings
from tests.bench.alexa_talk import AlexaTalk
from tests.conversation import TRANSCRIPTS, Clock, hold
from tests.signing import NOW, Authority


class HttpTalk(AlexaTalk):
    """As AlexaTalk, through Flask's endpoint with signature checks on."""

    def __init__(self, tools):
        super().__init__(tools)
        authority = Authority()
        signer = authority.signer()
        self.statuses = []
        settings = Settings()
        chains = Chains(trusted_roots([authority.root]), lambda url: signer.chain)
        client = create_app(
            skill_handler(settings, service=lambda: self.service),
            settings,
            verifier=RequestVerifier(chains, "", lambda: NOW),
        ).test_client()

        def post(event, context):
            event["request"]["timestamp"] = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
            body = json.dumps(event).encode()
            answer = client.post("/alexa", data=body, headers=signer.headers(body))
            self.statuses.append(answer.status_code)
            assert answer.status_code == 200, answer.get_data(as_text=True)
            return answer.get_json()

        self.session = Session(post, course_models(tools.course, "elicit"), clock=Clock())


@pytest.mark.parametrize("name", ["first_conversation", "one_shot", "in_the_quiz"])
def test_the_conversation_over_http(tools, name):
    talk = HttpTalk(tools)
    hold(TRANSCRIPTS / f"{name}.txt", talk)
    assert len(talk.statuses) > 5 and set(talk.statuses) == {200}
