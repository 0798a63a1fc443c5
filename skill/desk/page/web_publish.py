"""What the page asks for when a teacher publishes."""

import json
import threading
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request

from skill.desk.page.publishing import Press
from skill.desk.page.shelf import Shelf
from skill.settings import Settings


def add_to(
    desk: Blueprint, shelf: Shelf, settings: Settings, client: Callable[[], Any] | None
) -> None:  # fmt: skip
    """Give the desk its way to the learners."""
    press = Press(shelf, settings, client)
    lock = threading.Lock()

    @desk.get("/api/publishing")
    def look() -> Response:
        return _said(press.view())

    @desk.post("/api/publishing")
    def publish() -> Response:
        asked = request.get_json(silent=True)
        straight = isinstance(asked, dict) and asked.get("how") == "straight"
        with lock:
            if straight:
                return _said({"lines": press.straight()})
            return _said({"file": press.file()})

    @desk.get("/api/built/<name>")
    def built(name: str) -> Response:
        if press.built is None or press.built[0] != name:
            abort(404, "That file is not here any more: build it again.")
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(press.built[1], headers=headers, mimetype="application/zip")


def _said(data: dict[str, Any]) -> Response:
    return Response(json.dumps(data), mimetype="application/json")
