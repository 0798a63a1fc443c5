"""A learner who was here before."""

from collections.abc import Mapping
from typing import Any

from skill.bench.exchange import Exchange
from skill.bench.session import Session
from skill.bench.web_suggestions import right, wrong
from skill.channels.alexa.requests import STATE
from skill.content.course import Course
from skill.dialogue.state import from_dict

_MOST = 40
"""Answers: no quiz takes more."""


def take_a_quiz(device: Session, course: Course) -> None:
    """Let the learner of a device take a quiz, half of it right, and go."""
    exchange = device.say(f"ask {device.invocation_name} to quiz me")
    for number in range(_MOST):
        quiz = from_dict(_state(exchange)).quiz
        item = course.item(quiz.item_id) if quiz else None
        if not device.open or item is None:
            break
        exchange = device.say(wrong(item) if number % 2 else right(item))
    device.end()


def _state(exchange: Exchange) -> Any:
    attributes: Mapping[str, Any] = (exchange.response or {}).get("sessionAttributes") or {}
    return attributes.get(STATE)
