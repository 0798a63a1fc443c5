"""The skill over HTTP: the signed Alexa endpoint, and the simulator's page on this machine."""

import importlib
import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn
from urllib.parse import urlsplit

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from skill.bench.web_guard import is_loopback
from skill.channels.alexa.certificates import Chains, Refused, trusted_roots
from skill.channels.alexa.composition import built_once, skill_handler
from skill.channels.alexa.handler import Handler
from skill.channels.alexa.verification import RequestVerifier, parsed
from skill.errors import ForeignRequest, SkillError
from skill.settings import Settings, from_environment

ROUTE = "/alexa"
LARGEST_BODY = 128 * 1024
"""Bytes of a request; Alexa's stay below 24 KB."""

LARGEST_PAGE_BODY = 2 * 1024 * 1024
"""Bytes of what the simulator's page sends, such as a saved conversation."""

_LOG = logging.getLogger("owl.server")
_UNVERIFIED = "Signatures are NOT checked on %s: anybody on this machine may speak as any learner."


class _Envelopes(DefaultSerializer):
    """The adapter's serialiser, which leaves envelopes as they are: plain dictionaries."""

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        return parsed((payload or "").encode())

    def serialize(self, obj: Any) -> Any:
        return obj


class _Skill(CustomSkill):
    """The skill as the adapter wants it, around our handler."""

    def __init__(self, handler: Handler):
        super().__init__(CustomSkillBuilder().skill_configuration)
        self.serializer = _Envelopes()
        self._handler = handler

    def invoke(self, request_envelope: Any, context: Any) -> Any:
        return self._handler(request_envelope, context)


def _adapter_class() -> Any:
    """flask-ask-sdk's SkillAdapter.

    Its import asks for certvalidator, whose own dependency (oscrypto 1.3.0) cannot read the
    version of today's OpenSSL and fails. Nothing here uses that verifier, so its place is
    held, while the import lasts, by one that refuses every certificate.
    """
    errors = ModuleType("certvalidator.errors")
    path_error = type("PathError", (Exception,), {})
    refusal = type("ValidationError", (Exception,), {})
    errors.PathError, errors.ValidationError = path_error, refusal  # type: ignore[attr-defined]

    class CertificateValidator:
        def __init__(self, *_args: object, **_kwargs: object) -> None:
            raise refusal("certificates are not checked here: everything is refused")

    package = ModuleType("certvalidator")
    package.CertificateValidator = CertificateValidator  # type: ignore[attr-defined]
    package.errors = errors  # type: ignore[attr-defined]
    stand_ins = {"certvalidator": package, "certvalidator.errors": errors}
    before = {name: sys.modules.get(name) for name in stand_ins}
    sys.modules.update(stand_ins)
    try:
        return importlib.import_module("flask_ask_sdk.skill_adapter").SkillAdapter
    finally:
        for name, module in before.items():
            sys.modules.pop(name)
            if module is not None:
                sys.modules[name] = module


def create_app(
    handler: Handler, settings: Settings, *, verify: bool = True,
    verifier: RequestVerifier | None = None,
) -> Flask:  # fmt: skip
    """The Flask application with the Alexa endpoint at `/alexa`.

    Args:
        handler: the skill; called with (event, None).
        settings: `skill_id` is the only skill whose requests pass; empty lets any pass.
        verify: False checks no signature, and answers this machine alone.
        verifier: checks the requests; by default one that trusts the web's roots.
    """
    app = Flask("skill", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    # Ours stands in front: theirs parses the body before it knows who sent it.
    app.config["ASK_SDK_VERIFY_SIGNATURE"] = app.config["ASK_SDK_VERIFY_TIMESTAMP"] = False
    checked: Callable[[], object]
    if verify:
        genuine = verifier or RequestVerifier(Chains(trusted_roots()), settings.skill_id)

        def checked() -> object:
            return genuine.verify(request.headers, request.get_data())
    else:
        _LOG.warning(_UNVERIFIED, ROUTE)
        checked = _from_this_machine

    skill_id = settings.skill_id or "any"
    adapter = _adapter_class()(skill=_Skill(handler), skill_id=skill_id, app=app)

    view = _endpoint(checked, adapter.dispatch_request)
    app.add_url_rule(
        ROUTE, view_func=view, endpoint="alexa", methods=["POST"], provide_automatic_options=False
    )
    return app


def _endpoint(
    checked: Callable[[], object], answered: Callable[[], Response]
) -> Callable[[], Response]:
    """The view: what is not genuine is refused with 400, whatever the reason."""

    def alexa() -> Response:
        request.max_content_length = LARGEST_BODY
        try:
            _check_encoding()
            checked()
        except HTTPException:
            raise
        except Refused as error:
            return _refuse(str(error))
        except Exception as error:
            # What could not be checked is refused like what failed the check.
            return _refuse(f"the checks broke down ({type(error).__name__})")
        try:
            return answered()
        except (Refused, ForeignRequest) as error:
            return _refuse(str(error))

    return alexa


def _refuse(reason: str) -> NoReturn:
    _LOG.warning("refused: %s", reason)
    abort(400, "The request was refused.")


def _check_encoding() -> None:
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused("body: compressed")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused("body: not UTF-8")


def _from_this_machine() -> None:
    if not is_loopback(request.remote_addr or "") or not is_loopback(
        urlsplit(f"//{request.host}").hostname or ""
    ):
        raise Refused("unverified requests are answered to this machine alone")
    # A page of another site can make a browser post text, and cannot make it post JSON unasked.
    if request.mimetype != "application/json":
        raise Refused("body: not declared as JSON")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Refused("sent by another site's page")
    parsed(request.get_data())


def serve(
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8310,
    verify: bool = True,
    logs: Iterable[Path] = (),
) -> NoReturn:
    """Serve the bench, with the endpoint beside it, to this machine until stopped; `logs` are shown
    beside the course.

    The bench shows what learners asked in vain: only a browser that was given the secret printed
    here may open it, and nothing that came through a proxy.

    Raises:
        SkillError: `host` is not a loopback address.
    """
    if not is_loopback(host):
        raise SkillError(
            f"--host: expected a loopback address, got {host}; "
            "for the network there is: owl endpoint"
        )
    from skill.bench.web import simulator_blueprint
    from skill.bench.web_guard import Secret

    app = create_app(skill_handler(settings, service=built_once(settings)), settings, verify=verify)
    secret = Secret()
    app.register_blueprint(simulator_blueprint(settings, logs=logs))
    secret.keep(app)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_PAGE_BODY
    name = f"[{host}]" if ":" in host else host
    print(f"The bench: http://{name}:{port}/?{secret.query}", flush=True)
    print("That address opens it in one browser; keep it to yourself.", flush=True)
    print(f"The Alexa endpoint, for this machine: http://{name}:{port}{ROUTE}", flush=True)
    _serve_forever(app, host, port, LARGEST_PAGE_BODY)


def serve_endpoint(settings: Settings, *, host: str = "127.0.0.1", port: int = 8311) -> NoReturn:
    """Serve the signed Alexa endpoint, and /healthz, until stopped: what a proxy with TLS may face
    the network with (docs/self-hosting.md).

    Raises:
        SkillError: SKILL_ID is not set, so that any skill would be answered.
    """
    if not settings.skill_id:
        raise SkillError("SKILL_ID is not set: without it any skill's requests would be answered")
    app = endpoint_app(skill_handler(settings, service=built_once(settings)), settings)
    print(f"The Alexa endpoint: http://{host}:{port}{ROUTE} (put TLS in front)", flush=True)
    _serve_forever(app, host, port, LARGEST_BODY)


def endpoint_app(
    handler: Handler, settings: Settings, verifier: RequestVerifier | None = None
) -> Flask:
    """The application that faces the network: `/alexa` and `/healthz`, nothing else."""
    app = create_app(handler, settings, verifier=verifier)
    app.add_url_rule("/healthz", view_func=lambda: {"status": "ok"}, endpoint="healthz")
    return app


def endpoint() -> Flask:
    """For a WSGI server: `gunicorn 'skill.server:endpoint()'`. Settings come from the environment."""
    settings = from_environment()
    if not settings.skill_id:
        raise SkillError("SKILL_ID is not set: without it any skill's requests would be answered")
    return endpoint_app(skill_handler(settings, service=built_once(settings)), settings)


def _serve_forever(app: Flask, host: str, port: int, largest: int) -> NoReturn:
    from waitress import serve as serve_forever

    try:
        serve_forever(
            app, host=host, port=port, threads=8, ident=None, max_request_body_size=largest,
            # Connections that say nothing are cheap, and let go of soon.
            connection_limit=1_000, channel_timeout=20, cleanup_interval=5, asyncore_use_poll=True,
        )  # fmt: skip
    except OSError as error:
        raise SkillError(f"--port {port}: {error.strerror or error}") from None
    raise SystemExit(0)
