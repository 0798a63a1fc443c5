"""Who is answered: its own page under its own name, and nobody too often."""

import json
import random

import pytest

from skill.channels.web.guard import Front
from skill.channels.web.handler import App
from skill.channels.web.http import LARGEST, Request
from skill.channels.web.serving import front_for
from skill.channels.web.wsgi import application, request_of
from skill.doors.limits import LIMITS, SECONDS, Limits, home
from skill.errors import StoreError
from skill.settings import HOME
from tests.channels.web.conftest import HOST, KEY, Site

TURN = {"act": "said", "text": "quiz me"}
OWL = Front(secure=True, names=frozenset({"owl.example"}), proxied=True)
FLOOD = 10_000


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8320", "", "127.0.0.1@evil.example",
                                  "[::1", "localhost.evil.example", "10.0.0.7:8320"])  # fmt: skip
def test_a_foreign_name_that_points_here_is_refused(site, host):
    """DNS rebinding: the page, its files and what it asks for alike."""
    stranger = site.visitor(host=host)
    assert stranger.send("GET", "/").status == 403
    assert stranger.post("/api/turn", TURN).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:9999",
                                    "file://", "http://127.0.0.1:8320.evil.example"])  # fmt: skip
def test_another_sites_page_posts_nothing(site, origin):
    visitor = site.visitor()
    assert visitor.post("/api/turn", TURN, origin=origin).status == 403
    assert visitor.post("/api/marks", {}, origin=origin).status == 403


def test_what_a_form_can_send_is_not_taken(visitor):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert visitor.post("/api/turn", TURN, content_type=kind).status == 415
    assert visitor.post("/api/turn", TURN, sec_fetch_site="cross-site").status == 403
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert visitor.send(method, "/api/turn").status == 405


def test_by_default_this_machine_alone_is_answered(site):
    assert site.visitor(address="10.0.0.7").send("GET", "/").status == 403
    assert site.visitor(host="localhost:8320").send("GET", "/").status == 200
    assert site.visitor(host="[::1]:8320", address="::1").send("GET", "/").status == 200


def test_a_classroom_is_answered_by_number_and_by_no_foreign_name(tools):
    site = Site(tools, front_for("0.0.0.0", ""))
    pupil = site.visitor(host="10.0.0.2:8320", address="10.0.0.7")
    assert pupil.turn("launch")["listen"]
    assert site.visitor(host="evil.example", address="10.0.0.7").send("GET", "/").status == 403


def test_behind_tls_only_https_pages_of_its_name_ask(tools):
    site = Site(tools, OWL)
    learner = site.visitor(host="owl.example", address="203.0.113.7")
    learner.turn("launch")
    assert learner.cookie.startswith("__Host-owl=")
    assert "max-age" in learner.send("GET", "/").header("strict-transport-security")
    assert learner.post("/api/turn", TURN, origin="http://owl.example").status == 403
    assert site.visitor(host="127.0.0.1").send("GET", "/").status == 403


def test_the_page_may_load_nothing_of_anybody_else(visitor):
    policy = visitor.send("GET", "/").header("content-security-policy")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy


def test_the_cookie_is_for_no_script_and_no_other_site(visitor):
    response = visitor.post("/api/turn", {"act": "launch"})
    cookie = response.header("set-cookie")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    visitor.cookie = visitor.cookie[:-2] + "xx"
    assert visitor.get("/api/standing")["met"] == 0


def test_a_device_that_asks_too_often_waits(site, visitor):
    visitor.turn("launch")
    for _ in range(LIMITS["device"]):
        last = visitor.send("GET", "/api/standing")
    assert last.status in (200, 429)
    refused = visitor.send("GET", "/api/standing")
    assert refused.status == 429 and "breather" in json.loads(refused.body)["say"]
    site.seconds = SECONDS
    assert visitor.send("GET", "/api/standing").status == 200


def test_an_address_brings_only_so_many_newcomers(site):
    for _ in range(LIMITS["newcomers"]):
        assert site.visitor().post("/api/turn", {"act": "repeat"}).status == 200
    assert site.visitor().post("/api/turn", {"act": "repeat"}).status == 429
    assert site.visitor(address="::1").post("/api/turn", {"act": "repeat"}).status == 200


def test_an_address_is_a_digest_for_ten_minutes_beside_nobody():
    seconds = [0.0]
    limits = Limits(lambda: seconds[0])
    limits.allows("address", "203.0.113.7")
    (first,) = limits._counts
    limits.allows("device", "device-1")
    assert b"203" not in first and len(first) == 12 and len(limits._counts) == 2
    seconds[0] = SECONDS
    limits.allows("address", "203.0.113.7")
    (second,) = limits._counts
    assert first != second  # another key, so that two times of ten minutes are not to be joined


def test_a_household_is_one_address_and_what_is_known_is_bounded():
    assert home("2001:db8:1:2:3:4:5:6") == home("2001:db8:1:2::9") != home("2001:db8:1:3::9")
    assert home("not an address" * 20) == ("not an address" * 20)[:64]
    limits = Limits(lambda: 0.0, most=10)
    for number in range(50):
        limits.allows("address", f"10.0.0.{number}")
    assert len(limits._counts) == 10


def test_a_store_that_is_away_is_told_calmly(site):
    class Away:
        links_doors = False

        def overview(self, device):
            raise StoreError("away")

    app = App(Away(), lambda: site.service, KEY, Front())  # type: ignore[arg-type]
    told = app(Request("GET", "/api/standing", {"host": HOST}, address="127.0.0.1"))
    assert told.status == 503 and "error" not in json.loads(told.body)["say"].lower()


def test_a_body_is_read_no_further_than_it_may_be():
    class Endless:
        read_so_far = 0

        def read(self, most):
            self.read_so_far += most
            return b"x" * most

    for length in ("99999999999", "1e9", "-1", str(LARGEST * 2)):
        stream = Endless()
        environ = {"CONTENT_LENGTH": length, "wsgi.input": stream, "REQUEST_METHOD": "POST"}
        assert len(request_of(environ, Front()).body) == LARGEST + 1 == stream.read_so_far


def test_ten_thousand_forged_and_oversized_requests_break_nothing(site):
    """Forged, oversized, half-JSON, wrong types, odd hosts and cookies: refused, never a 5xx."""
    rng = random.Random(20)
    serve = application(site.app, Front())
    seen: dict[int, int] = {}
    for _ in range(FLOOD):
        status: list[str] = []
        list(serve(_forged(rng), lambda told, headers: status.append(told)))  # noqa: B023
        seen[int(status[0][:3])] = seen.get(int(status[0][:3]), 0) + 1
        site.seconds += 1
    assert sum(seen.values()) == FLOOD and max(seen) < 500, seen
    assert {400, 403, 404, 405, 413, 415} <= set(seen)


def _forged(rng: random.Random) -> dict:
    import io

    words = ["quiz me", "\ud800", "\x00", "a" * 5_000, "../../etc/passwd", "<script>", "", "💥"]
    value = rng.choice([*words, 7, None, [], {}, True, 1e308, -1])
    body = rng.choice([
        json.dumps({"act": rng.choice(["said", "touched", "launch", "ended", value]), "text": value,
                    "touched": rng.choice(["option:99", "option:1", "say:hi", value]), "once": value}),
        json.dumps({"answers": [{"item": value, "heard": value, "at": value}] * rng.randrange(30)}),
        json.dumps(value), "{" * rng.randrange(1, 9_000), "[" * 9_000, "x" * (LARGEST + 9),
        '{"act": "said", "text": "\\ud800"}', "", "\x00\xff",
    ]).encode("latin-1", "replace")  # fmt: skip
    return {
        "REQUEST_METHOD": rng.choice(["POST"] * 6 + ["GET", "PUT", "HEAD", "BREW"]),
        "PATH_INFO": rng.choice(["/api/turn", "/api/marks", "/api/link", "/api/standing", "/api/guide",
                                 "/", "/s/x/y", "/s/../sw.js", "/\x00", "/api/", "//"]),
        "QUERY_STRING": rng.choice(["", "subject=x", "subject=" + "a" * 99, "%00&&="]),
        "REMOTE_ADDR": rng.choice(["127.0.0.1"] * 9 + ["10.0.0.1", "", "fe80::1%eth0", "\x00"]),
        "HTTP_HOST": rng.choice([HOST] * 9 + ["evil.example", "", "[", "\x00", "a" * 9_000]),
        "HTTP_ORIGIN": rng.choice([f"http://{HOST}"] * 9 + ["null", "http://evil.example", "://"]),
        "HTTP_COOKIE": rng.choice(["", "owl=x.y", "owl=" + "z" * 500, "owl=\xff.\xff", ";;=", "owl"]),
        "CONTENT_TYPE": rng.choice(["application/json"] * 9 + ["text/plain", "", ";"]),
        "CONTENT_LENGTH": rng.choice([str(len(body))] * 9 + ["-1", "x", "9" * 30, ""]),
        "wsgi.input": io.BytesIO(body),
    }  # fmt: skip


def test_the_papers_say_what_the_code_does():
    guide = " ".join((HOME / "docs" / "deploy.md").read_text("utf-8").split())
    assert f"a device has {LIMITS['device']} requests in ten minutes" in guide
    assert f"an address {LIMITS['address']:,}" in guide and SECONDS == 600
    assert f"{LARGEST // 1024} kB a request" in " ".join(
        (HOME / "SECURITY.md").read_text("utf-8").split()
    )
    assert "for ten minutes" in (HOME / "PRIVACY.md").read_text("utf-8")
