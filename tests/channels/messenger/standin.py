"""A stand-in of Meta's Graph API, as a server process of its own: it takes what Meta takes, refuses what
Meta refuses, and fails as it is told to.

    python -m tests.channels.messenger.standin      prints its port, and serves until it is killed

GET /_told gives what was sent; POST /_script takes {"faults": [...], "people": {...}, "closed": [...]}.
"""

import contextlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE, TOKEN, SECRET, APP = "1907", "page-token-of-the-tests", "secret-of-the-tests", "4711"
VERSION = "v26.0"


class State:
    """What was sent, and what goes wrong next."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.told: list[dict[str, Any]] = []
        self.calls: list[dict[str, Any]] = []
        self.script: dict[str, Any] = {}

    def fault(self, typing: bool) -> dict[str, Any]:
        with self.lock:
            faults = self.script.get("faults", [])
            if faults and (not typing or faults[0].get("typing")):
                return faults.pop(0)
        return {}


STATE = State()


def proof(token: str) -> str:
    return hmac.digest(SECRET.encode(), token.encode(), "sha256").hex()


def refusal(code: int, message: str, subcode: int = 0) -> dict[str, Any]:
    told = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "x"}
    return {"error": told | ({"error_subcode": subcode} if subcode else {})}


def wrong(told: dict[str, Any]) -> dict[str, Any] | None:
    """Why Meta would not take a message; None where it would."""
    if told.get("recipient", {}).get("id") in STATE.script.get("closed", []):
        return refusal(10, "(#10) This message is sent outside of allowed window.", 2018278)
    if told.get("sender_action") == "typing_on" and "message" not in told:
        return None
    message = told.get("message", {})
    quick = message.get("quick_replies")
    fine = (
        told.get("messaging_type") == "RESPONSE"
        and set(told) == {"recipient", "messaging_type", "message"}
        and set(message) <= {"text", "quick_replies"}
        and 0 < len(message.get("text", "").encode("utf-16-le")) // 2 <= 2000
        and (quick is None or 1 <= len(quick) <= 13)
        and all(
            each["content_type"] == "text" and 0 < len(each["title"]) <= 20
            and 0 < len(each["payload"]) <= 1000
            for each in quick or ()
        )
    )  # fmt: skip
    return None if fine else refusal(100, "(#100) Invalid parameter")


class Meta(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Quietly."""

    def answer(self, status: int, data: Any, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def allowed(self, token: str) -> bool:
        query = parse_qs(urlsplit(self.path).query)
        return (
            self.headers.get("Authorization") == f"Bearer {token}"
            and query.get("appsecret_proof") == [proof(token)]
        )  # fmt: skip

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/_told":
            with STATE.lock:
                self.answer(200, {"told": STATE.told, "calls": STATE.calls})
            return
        if path.startswith(f"/{VERSION}/") and path.endswith("/ids_for_pages"):
            if not self.allowed(f"{APP}|{SECRET}"):
                self.answer(400, refusal(190, "Invalid OAuth access token."))
                return
            if fault := STATE.fault(False):
                self.failed(fault)
                return
            user = path.split("/")[2]
            found = STATE.script.get("people", {}).get(user, [])
            self.answer(200, {"data": [{"id": each, "page": {"id": PAGE}} for each in found]})
            return
        self.answer(404, refusal(2500, "Unknown path components"))

    def do_POST(self) -> None:
        body, path = self.body(), urlsplit(self.path).path
        if path == "/_script":
            with STATE.lock:
                STATE.script = json.loads(body)
                STATE.told, STATE.calls = [], []
            self.answer(200, {})
            return
        if path != f"/{VERSION}/{PAGE}/messages":
            self.answer(404, refusal(2500, "Unknown path components"))
        elif not self.allowed(TOKEN):
            self.answer(400, refusal(190, "Invalid OAuth access token."))
        else:
            self.message(json.loads(body))

    def message(self, told: dict[str, Any]) -> None:
        typing = "sender_action" in told
        with STATE.lock:
            STATE.calls.append({"typing": typing, "at": time.monotonic()})
        if fault := STATE.fault(typing):
            if fault.get("taken"):
                with STATE.lock:
                    STATE.told.append(told)
            self.failed(fault)
            return
        if reason := wrong(told):
            self.answer(400, reason)
            return
        with STATE.lock:
            STATE.told.append(told)
        headers = STATE.script.get("headers", {})
        self.answer(200, {"recipient_id": told["recipient"]["id"], "message_id": "m_1"}, headers)

    def failed(self, fault: dict[str, Any]) -> None:
        """As a script says: slowly, with a status, with an error of Meta's, or by hanging up."""
        time.sleep(fault.get("seconds", 0))
        if fault.get("hangs_up"):
            self.close_connection = True
            return
        data = refusal(fault["code"], "as it was told to") if "code" in fault else {}
        with contextlib.suppress(OSError):  # whoever asked may have waited no longer
            self.answer(fault.get("status", 400), data, fault.get("headers"))


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Meta)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
