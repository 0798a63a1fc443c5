"""What the page asks of one course: read it, edit it, go back, check it, try it, bring a file."""

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, request

from skill.desk.page.bring import bring
from skill.desk.page.checking import Checks
from skill.desk.page.choices import Choices, Side
from skill.desk.page.drafts import settle_drafts
from skill.desk.page.edits import read_edit
from skill.desk.page.mends import mended
from skill.desk.page.records import Json
from skill.desk.page.shelf import Shelf
from skill.desk.page.store import Stand, Store
from skill.desk.page.wording import plain_note
from skill.errors import ContentError

if TYPE_CHECKING:
    from skill.desk.page.web import Preview

LONGEST = 500
"""Characters that can be said at once."""


def add_to(desk: Blueprint, shelf: Shelf, checks: Checks, preview: "Preview | None") -> None:
    """Give the desk its courses."""
    _add_reading(desk, shelf, checks)
    _add_editing(desk, shelf, checks)
    _add_bringing(desk, shelf)
    if preview is not None:
        _add_preview(desk, shelf, preview)


def asked() -> Json:
    """The page's JSON object. ValueError where it is none."""
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        raise ValueError("expected a JSON object")
    return data


def text_of(data: Json, name: str, most: int = LONGEST) -> str:
    """A text in it. ValueError where there is none, or too much."""
    found = data.get(name)
    if not isinstance(found, str) or len(found) > most:
        raise ValueError(f"{name}: expected a text of at most {most} characters")
    return found


def _said(data: Json | None = None, **more: Any) -> Response:
    return Response(json.dumps(more if data is None else data), mimetype="application/json")


def _store(shelf: Shelf, key: str) -> Store:
    found = shelf.store(key)
    if found is None:
        abort(404, "There is no such course on the shelf.")
    return found


def _state(store: Store, stand: Stand | None = None) -> Json:
    stand = stand or store.read()
    history = store.history
    return {
        "version": stand.version, "course": stand.course, "undo": history.undo, "redo": history.redo,
        "choices": Choices(store).number(stand.course),
    }  # fmt: skip


def _add_reading(desk: Blueprint, shelf: Shelf, checks: Checks) -> None:
    @desk.get("/api/courses/<key>")
    def course(key: str) -> Response:
        store = _store(shelf, key)
        try:
            return _said(_state(store))
        except ContentError as error:
            steps = [vars(step) for step in store.history.steps]
            return _said(broken=list(error.problems), steps=steps)

    @desk.get("/api/courses/<key>/version")
    def version(key: str) -> Response:
        return _said(version=_store(shelf, key).read().version)

    @desk.get("/api/courses/<key>/findings")
    def findings(key: str) -> Response:
        store = _store(shelf, key)
        return _said(checks.of(store.path, store.read()))

    @desk.get("/api/courses/<key>/history")
    def history(key: str) -> Response:
        kept = _store(shelf, key).history
        return _said(here=kept.here, steps=[vars(step) for step in kept.steps])


def _add_editing(desk: Blueprint, shelf: Shelf, checks: Checks) -> None:
    @desk.post("/api/courses/<key>/edits")
    def edit(key: str) -> Response:
        store = _store(shelf, key)
        stand, some_id = store.edit(read_edit(asked()))
        return _said({**_state(store, stand), "id": some_id})

    @desk.post("/api/courses/<key>/steps")
    def step(key: str) -> Response:
        store, data = _store(shelf, key), asked()
        version = text_of(data, "version")
        if isinstance(data.get("index"), int):
            return _said(_state(store, store.go(data["index"], version)))
        by = -1 if data.get("by") == -1 else 1
        return _said(_state(store, store.step(by, version)))

    @desk.post("/api/courses/<key>/mends")
    def mend(key: str) -> Response:
        store, data = _store(shelf, key), asked()
        wanted = text_of(data, "rule"), text_of(data, "id"), data.get("place")
        stand = store.change(
            lambda course: mended(course, checks.plain(course), *wanted),
            "Mended what the check found",
        )
        return _said(_state(store, stand))

    @desk.post("/api/courses/<key>/drafts")
    def drafts(key: str) -> Response:
        store, data = _store(shelf, key), asked()
        take, throw = (frozenset(map(str, data.get(name) or ())) for name in ("take", "throw"))
        what = f"Read drafts: {len(take)} accepted, {len(throw)} thrown away"
        return _said(_state(store, store.change(lambda c: settle_drafts(c, take, throw), what)))


def _add_bringing(desk: Blueprint, shelf: Shelf) -> None:
    @desk.post("/api/courses/<key>/files")
    def file(key: str) -> Response:
        store, data = _store(shelf, key), asked()
        name, packed = text_of(data, "name"), data.get("data")
        try:
            content = base64.b64decode(packed if isinstance(packed, str) else "", validate=True)
        except binascii.Error:
            raise ValueError("data: expected a file") from None
        stand, report = bring(store, name, content)
        return _said({**_state(store, stand), "report": report})

    @desk.get("/api/courses/<key>/choices")
    def choices(key: str) -> Response:
        store = _store(shelf, key)
        return _said(things=Choices(store).view(store.read().course))

    @desk.post("/api/courses/<key>/choices")
    def pick(key: str) -> Response:
        store, data = _store(shelf, key), asked()
        side: Side = "theirs" if text_of(data, "side") == "theirs" else "mine"
        every = Choices(store)
        if data.get("every") is True:
            stand, notes = every.pick_all(side)
        else:
            some_id, field = text_of(data, "id"), text_of(data, "field")
            stand, notes = every.pick(some_id, field, side, data.get("was"))
        plain = [plain_note(stand.course, each) for each in notes]
        return _said({**_state(store, stand), "notes": plain})


def _add_preview(desk: Blueprint, shelf: Shelf, preview: "Preview") -> None:
    @desk.post("/api/courses/<key>/ask")
    def ask(key: str) -> Response:
        return _said(preview.ask(_store(shelf, key).path, text_of(asked(), "words")))

    @desk.post("/api/courses/<key>/quiz")
    def quiz(key: str) -> Response:
        return _said(preview.quiz(_store(shelf, key).path, text_of(asked(), "id")))

    @desk.post("/api/talks/<talk>")
    def say(talk: str) -> Response:
        return _said(preview.say(talk, text_of(asked(), "words")))
