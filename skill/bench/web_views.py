"""One turn as the page shows it, in plain JSON values."""

from collections.abc import Iterator, Mapping
from typing import Any

from skill.bench.exchange import Exchange
from skill.content.course import Course

Json = dict[str, Any]


def turn_view(exchange: Exchange) -> Json:
    """What was heard and sent, without how it was decided."""
    body = _within(exchange.response, "response")
    return {
        "said": exchange.said,
        "speech": exchange.speech,
        "ssml": _ssml(_within(body, "outputSpeech")),
        "reprompt": exchange.reprompt,
        "reprompt_ssml": _ssml(_within(body, "reprompt", "outputSpeech")),
        "listening": exchange.listening,
        "card": exchange.card,
        "screen": exchange.screen,
        "faults": list(exchange.faults),
        "request": exchange.request,
        "response": exchange.response,
        "ms": exchange.milliseconds,
        "understood": understood(exchange.request),
        "attributes": _attributes(exchange),
    }


def _within(value: Any, *keys: str) -> Any:
    """A value inside objects; {} where a request by hand has something else instead."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return {} if value is None else value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _ssml(speech: Any) -> str:
    return str(speech.get("ssml", "")) if isinstance(speech, Mapping) else ""


def understood(request: Json | None) -> Json | None:
    """The intent and its slots as Alexa resolved them; for other requests, their type."""
    inner = (request or {}).get("request")
    if not isinstance(inner, Mapping):
        return None
    intent = inner.get("intent")
    if not isinstance(intent, Mapping):
        return {"type": str(inner.get("type", "")), "intent": "", "slots": []}
    slots = intent.get("slots")
    filled = slots.values() if isinstance(slots, Mapping) else ()
    return {
        "type": str(inner.get("type", "")),
        "intent": str(intent.get("name", "")),
        "slots": [
            _slot(slot) for slot in filled if isinstance(slot, Mapping) and slot.get("value")
        ],
    }


def _slot(slot: Mapping[str, Any]) -> Json:
    names = []
    for authority in _listed(_within(slot, "resolutions", "resolutionsPerAuthority")):
        kind = "dynamic" if ".dynamic." in str(_within(authority, "authority")) else "static"
        values = [_within(value, "value") for value in _listed(_within(authority, "values"))]
        named = [{"name": _within(v, "name") or "", "id": _within(v, "id") or ""} for v in values]
        code = _within(authority, "status", "code") or ""
        names.append({"from": kind, "code": code, "values": named})
    return {"name": slot.get("name", ""), "value": slot.get("value", ""), "resolved": names}


def _attributes(exchange: Exchange) -> Json:
    if exchange.response is None:
        return {"after": None, "changes": []}
    after = exchange.response.get("sessionAttributes") or {}
    before = _within(exchange.request, "session", "attributes")
    return {"after": after, "changes": changes(before, after)}


def changes(before: Any, after: Any) -> list[Json]:
    """What differs between two JSON values, by path: `{"path", "before", "after"}`; a side
    that has nothing there leaves its key out."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    found = []
    for path in dict.fromkeys((*old, *new)):
        if path in old and path in new and old[path] == new[path]:
            continue
        change: Json = {"path": path}
        if path in old:
            change["before"] = old[path]
        if path in new:
            change["after"] = new[path]
        found.append(change)
    return found


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif path or not isinstance(value, Mapping):
        yield path, value


def named(course: Course, why: Json) -> Json:
    """The reasons with the course's words beside its ids."""
    routing, marking = why.get("routing"), why.get("marking")
    if isinstance(routing, dict):
        for candidate in routing.get("candidates", ()):
            entry = course.entry(candidate["entry_id"])
            candidate["question"] = entry.question if entry else ""
            at = candidate.get("point")
            if entry and at is not None and at < len(entry.points):
                candidate["asks_point"] = entry.points[at]
    if isinstance(marking, dict):
        item = course.item(marking.get("item"))
        if item:
            marking["prompt"], marking["answer"] = item.prompt, item.answer
            marking["wanted"] = item.wanted
            marking["earned"] = [
                item.points[at].text for at in marking.get("points", ()) if at < len(item.points)
            ]
    return why
