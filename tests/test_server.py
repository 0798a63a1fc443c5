"""The HTTP endpoint: genuine requests are answered, every forged one is refused with 400."""

import contextlib
import http.client
import http.server
import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from waitress.server import create_server

from skill.bench.web import simulator_blueprint
from skill.bench.web_guard import Secret
from skill.channels.alexa.certificates import (
    Chains,
    Refused,
    certificate_url,
    checked_key,
    fetch,
    trusted_roots,
)
from skill.channels.alexa.verification import RequestVerifier
from skill.errors import SkillError
from skill.server import (
    LARGEST_BODY,
    create_app,
    endpoint_app,
    is_loopback,
    serve,
    serve_endpoint,
)
from skill.settings import Settings
from tests.signing import NOW, URL, Authority, Signer, pem

SKILL = "amzn1.ask.skill.ours"


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def genuine(authority):
    return authority.signer()


class Endpoint:
    """The app under test, with the chains it can fetch and the envelopes it passed on."""

    def __init__(self, authority, signer):
        self.now = NOW
        self.chain, self.fetched, self.passed = signer.chain, [], []
        self.chains = Chains(trusted_roots([authority.root]), self._fetch)
        verifier = RequestVerifier(self.chains, SKILL, lambda: self.now)
        app = create_app(self._handler, Settings(skill_id=SKILL), verifier=verifier)
        self.client = app.test_client()

    def _fetch(self, url):
        self.fetched.append(url)
        return self.chain

    def _handler(self, event, context):
        self.passed.append(event)
        return {"version": "1.0", "response": {}}

    def post(self, body, headers, **options):
        return self.client.post("/alexa", data=body, headers=headers, **options).status_code


@pytest.fixture
def endpoint(authority, genuine):
    return Endpoint(authority, genuine)


def body(seconds=0, skill=SKILL, kind="LaunchRequest", timestamp=...):
    sent = (
        timestamp
        if timestamp is not ...
        else (NOW + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    return json.dumps({
        "version": "1.0",
        "session": {"application": {"applicationId": skill}},
        "request": {"type": kind, "timestamp": sent, "locale": "en-GB"},
    }).encode()  # fmt: skip


def test_a_genuine_request_is_answered_and_the_chain_fetched_once(endpoint, genuine):
    for _ in range(3):
        assert endpoint.post(body(), genuine.headers(body())) == 200
    assert endpoint.fetched == [URL] and len(endpoint.passed) == 3


@pytest.mark.parametrize(
    "url",
    ["https://s3.amazonaws.com:443/echo.api/c.pem", "HTTPS://S3.AmazonAWS.com/echo.api/c.pem",
     "https://s3.amazonaws.com/echo.api/../echo.api/c.pem"],
)  # fmt: skip
def test_amazons_own_examples_of_good_urls_pass(endpoint, genuine, url):
    assert endpoint.post(body(), genuine.headers(body(), url)) == 200
    assert endpoint.fetched == ["https://s3.amazonaws.com/echo.api/c.pem"]


BAD_URLS = [
    "", "x", "http://s3.amazonaws.com/echo.api/c.pem", "https://notamazon.com/echo.api/c.pem",
    "https://s3.amazonaws.com/EcHo.aPi/c.pem", "https://s3.amazonaws.com/invalid.path/c.pem",
    "https://s3.amazonaws.com:563/echo.api/c.pem", "https://s3.amazonaws.com/echo.api/../x/c.pem",
    "https://s3.amazonaws.com/echo.api/%2e%2e/x/c.pem", "https://s3.amazonaws.com/echo.api",
    "https://s3.amazonaws.com@evil.com/echo.api/c.pem",
    "https://evil@s3.amazonaws.com/echo.api/c.pem",
    "https://s3.amazonaws.com.evil.com/echo.api/c.pem",
    "https://s3.amazonaws.com./echo.api/c.pem", "https://s3.amazonaws.com//echo.api/c.pem",
    "https://s3.amazonaws.com\\@evil.com/echo.api/c.pem", "https://s3.amazonaws.com/echo.api/c?x=1",
    "https://s3.amazonaws.com/echo.api/c#x", "https://s3.amazonaws.com:x/echo.api/c.pem",
    "https://s3.amazonaws.com:99999999/echo.api/c.pem", "https://[::1/echo.api/c.pem",
    "https://ѕ3.amazonaws.com/echo.api/c.pem", "https://s3.amazonaws.com/echo.api/" + "a" * 600,
    "//s3.amazonaws.com/echo.api/c.pem", "file:///echo.api/c.pem", "https:///echo.api/c.pem",
    "https://s3.amazonaws.com/echo.api/c.pem\n", "https://s3.ａmazonaws.com/echo.api/c.pem",
]  # fmt: skip


@pytest.mark.parametrize("url", BAD_URLS)
def test_other_urls_are_refused(url):
    with pytest.raises(Refused):
        certificate_url(url)


@pytest.mark.parametrize("url", BAD_URLS[:16])
def test_nothing_is_fetched_from_other_urls(endpoint, genuine, url):
    assert endpoint.post(body(), genuine.headers(body(), url)) == 400
    assert endpoint.fetched == [] and endpoint.passed == []


@pytest.mark.parametrize(
    "change",
    [
        {"Signature-256": None}, {"SignatureCertChainUrl": None}, {"Signature-256": ""},
        {"Signature-256": "%%%"}, {"Signature-256": "AAAA"}, {"Signature-256": "A" * 5000},
        {"Signature-256": "é"}, {"Content-Encoding": "gzip"},
        {"Content-Type": "application/json; charset=utf-16"},
    ],
)  # fmt: skip
def test_bad_headers_are_refused(endpoint, genuine, change):
    headers = {k: v for k, v in (genuine.headers(body()) | change).items() if v is not None}
    assert endpoint.post(body(), headers) == 400
    assert endpoint.passed == []


def test_sha1_only_is_refused(endpoint, genuine):
    headers = genuine.headers(body())
    headers["Signature"] = headers.pop("Signature-256")
    assert endpoint.post(body(), headers) == 400


def test_doubled_headers_are_refused(endpoint, genuine):
    headers = [*genuine.headers(body()).items(), ("Signature-256", genuine.sign(body()))]
    assert endpoint.post(body(), headers) == 400


def test_a_tampered_body_is_refused(endpoint, genuine):
    assert endpoint.post(body() + b" ", genuine.headers(body())) == 400
    assert endpoint.passed == []


@pytest.mark.parametrize(
    ("seconds", "kind", "status"),
    [(149, "LaunchRequest", 200), (-149, "LaunchRequest", 200), (151, "LaunchRequest", 400),
     (-151, "LaunchRequest", 400), (-3000, "AlexaSkillEvent.SkillDisabled", 200),
     (-3700, "AlexaSkillEvent.SkillDisabled", 400)],
)  # fmt: skip
def test_the_timestamp_is_now(endpoint, genuine, seconds, kind, status):
    sent = body(seconds, kind=kind)
    assert endpoint.post(sent, genuine.headers(sent)) == status


@pytest.mark.parametrize("timestamp", [int(NOW.timestamp() * 1000), NOW.isoformat()])
def test_other_ways_of_writing_now(endpoint, genuine, timestamp):
    sent = body(timestamp=timestamp)
    assert endpoint.post(sent, genuine.headers(sent)) == 200


@pytest.mark.parametrize(
    "timestamp", ["yesterday", 1e30, None, True, [], {}, "9999-99-99T00:00:00Z"]
)
def test_timestamps_that_cannot_be_read_are_refused(endpoint, genuine, timestamp):
    sent = body(timestamp=timestamp)
    assert endpoint.post(sent, genuine.headers(sent)) == 400


@pytest.mark.parametrize(
    "sent",
    [b"", b"not json", b"[]", b"3", b"null", b'{"request": 1}', b"\xff\xfe", b'{"a": "\xff"}',
     b"[" * 100_000, body(skill="amzn1.ask.skill.another"), body().decode().encode("utf-16")],
)  # fmt: skip
def test_signed_nonsense_is_refused(endpoint, genuine, sent):
    assert endpoint.post(sent, genuine.headers(sent)) == 400
    assert endpoint.passed == []


def test_methods_and_sizes(endpoint, genuine):
    for method in ("get", "put", "delete", "patch", "options", "head"):
        assert getattr(endpoint.client, method)("/alexa").status_code == 405, method
    for size in (LARGEST_BODY + 1, 10 * 1024 * 1024):
        large = b" " * size
        assert endpoint.post(large, genuine.headers(large)) == 413
    assert endpoint.client.post("/").status_code == 404


def chains(authority):
    """Chains that must not be trusted, by what is wrong with them."""
    other = Authority()
    day, mine = timedelta(days=1), authority.signer()
    leaf_only = Signer(mine.key, mine.chain.split(b"-----END CERTIFICATE-----")[0]
                       + b"-----END CERTIFICATE-----\n")  # fmt: skip
    return {
        "untrusted": other.signer(),
        "wrong name": authority.signer(names=("evil.amazon.com",)),
        "expired": authority.signer(valid=(NOW - 30 * day, NOW - day)),
        "not yet valid": authority.signer(valid=(NOW + day, NOW + 30 * day)),
        "wrong usage": authority.signer(usage=ExtendedKeyUsageOID.CLIENT_AUTH),
        "short key": authority.signer(key=rsa.generate_private_key(65537, 1024)),
        "elliptic": authority.signer(key=ec.generate_private_key(ec.SECP256R1())),
        "weak digest": authority.signer(digest=hashes.SHA224()),
        "no intermediate": leaf_only,
        "not its key": Signer(rsa.generate_private_key(65537, 2048), mine.chain),
        "an authority as signer": Signer(
            authority._key, pem(authority.intermediate, authority.root)
        ),
        "empty": Signer(mine.key, b""),
        "not pem": Signer(mine.key, b"<html>gone</html>"),
        "broken pem": Signer(mine.key, mine.chain[:200] + mine.chain[300:]),
        "too many": Signer(mine.key, mine.chain * 4),
    }


def test_bad_chains_are_refused_and_not_kept(authority):
    for wrong, signer in chains(authority).items():
        endpoint = Endpoint(authority, signer)
        assert endpoint.post(body(), signer.headers(body())) == 400, wrong
        assert endpoint.passed == [], wrong
        assert len(endpoint.chains) == 0 or wrong == "not its key"


def test_a_failed_fetch_is_refused(endpoint, genuine):
    def fail(url):
        raise Refused("certificate chain: not fetched")

    endpoint.chains._fetched = fail
    assert endpoint.post(body(), genuine.headers(body())) == 400


def test_an_unforeseen_fault_in_a_check_is_a_refusal(endpoint, genuine):
    endpoint.chains._fetched = lambda url: 1 / 0
    assert endpoint.post(body(), genuine.headers(body())) == 400


def test_kept_chains_expire_are_bounded_and_are_checked_again(endpoint, genuine):
    for n in range(12):
        endpoint.post(body(), genuine.headers(body(), f"https://s3.amazonaws.com/echo.api/{n}.pem"))
    assert len(endpoint.chains) == 8 and len(endpoint.fetched) == 12
    endpoint.now = NOW + timedelta(hours=2)
    later = body(7200)
    latest = "https://s3.amazonaws.com/echo.api/11.pem"
    assert endpoint.post(later, genuine.headers(later, latest)) == 200
    assert len(endpoint.fetched) == 13
    endpoint.chains._lifetime = timedelta(days=365)
    endpoint.now = NOW + timedelta(days=31)
    expired = body(31 * 86_400)
    assert endpoint.post(expired, genuine.headers(expired, latest)) == 400
    assert len(endpoint.fetched) == 13


class Certificates(http.server.BaseHTTPRequestHandler):
    """A certificate server with moods."""

    chain = b""

    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/good")
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        if self.path == "/silent":
            time.sleep(1.5)
            return
        if self.path == "/headers":
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.0 200 OK\r\n")
                for number in range(40):
                    self.wfile.write(b"X-%d: drip\r\n" % number)
                    time.sleep(0.1)
            return
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(40 if self.path == "/drip" else 1):
                self.wfile.write(b"x" * 200_000 if self.path == "/large" else self.chain)
                time.sleep(0.1 if self.path == "/drip" else 0)
        except OSError:
            pass

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def certificate_server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Certificates)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetching_from_a_server(certificate_server, authority, genuine):
    Certificates.chain = genuine.chain
    endpoint = Endpoint(authority, genuine)
    endpoint.chains._fetched = lambda url: fetch(f"{certificate_server}/good")
    assert endpoint.post(body(), genuine.headers(body())) == 200


@pytest.mark.parametrize("mood", ["moved", "gone", "silent", "large", "drip"])
def test_fetching_has_limits(certificate_server, mood):
    started = time.monotonic()
    with pytest.raises(Refused):
        fetch(f"{certificate_server}/{mood}", patience=0.5)
    assert time.monotonic() - started < 1.4


def test_a_chain_that_never_comes_is_not_waited_for(certificate_server, authority, genuine):
    """Headers that drip never exceed a socket's time-out; the request's own patience ends it,
    and those left behind are bounded."""
    endpoint = Endpoint(authority, genuine)
    asked = []

    def drip(url):
        asked.append(url)
        return fetch(f"{certificate_server}/headers", patience=0.3)

    endpoint.chains = Chains(trusted_roots([authority.root]), drip, patience=0.05, fetchers=2)
    for number in range(5):
        with pytest.raises(Refused, match="too slow" if number < 2 else "too many"):
            endpoint.chains.key(f"{URL}{number}", NOW)
    with pytest.raises(Refused, match="a moment ago"):
        endpoint.chains.key(f"{URL}0", NOW)
    assert len(asked) == 2 and len(endpoint.chains) == 0


def test_a_chain_that_was_good_holds_while_its_host_is_flooded(authority, genuine):
    """Due to be fetched again with every fetcher taken, it is used while its own dates hold."""
    endpoint = Endpoint(authority, genuine)
    endpoint.chains = Chains(
        trusted_roots([authority.root]), lambda url: genuine.chain, fetchers=1,
        lifetime=timedelta(minutes=1),
    )  # fmt: skip
    key = endpoint.chains.key(URL, NOW)
    assert endpoint.chains._fetchers.acquire(blocking=False)
    later = endpoint.chains.key(URL, NOW + timedelta(minutes=2))
    assert later.public_numbers() == key.public_numbers()
    with pytest.raises(Refused, match="too many"):
        endpoint.chains.key(f"{URL}other", NOW)


def test_what_faces_the_network_is_the_endpoint_and_nothing_else(authority, genuine):
    app = endpoint_app(lambda e, c: {"version": "1.0", "response": {}}, Settings())
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.post("/alexa", data=body()).status_code == 400
    for place in ("/", "/simulator/learners", "/simulator/static/simulator.js"):
        assert client.get(place).status_code == 404


def test_the_endpoint_wants_to_know_its_skill():
    with pytest.raises(SkillError, match="SKILL_ID"):
        serve_endpoint(Settings())


@pytest.fixture
def bench(settings):
    app = create_app(lambda e, c: {}, settings, verify=False)
    app.register_blueprint(simulator_blueprint(settings))
    secret = Secret()
    secret.keep(app)
    return app.test_client(), secret.query


def test_the_bench_opens_for_whoever_holds_its_secret(bench):
    client, query = bench
    assert client.get("/simulator/learners").status_code == 403
    assert client.get("/?token=guessed").status_code == 403
    opened = client.get(f"/?{query}")
    assert opened.status_code == 302 and "token" not in opened.headers["Location"]
    cookie = opened.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert client.get("/").status_code in (200, 302)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_the_bench_is_not_to_be_had_through_a_proxy(bench, header):
    client, query = bench
    client.get(f"/?{query}")
    assert client.get("/", headers={header: "203.0.113.9"}).status_code == 403


def test_what_is_logged_of_a_chain_is_one_line(authority):
    past = (NOW - timedelta(days=9), NOW - timedelta(days=5))
    evil = authority.signer(valid=past, subject="evil\nWARNING")
    with pytest.raises(Refused, match="evil") as caught:
        checked_key(evil.chain, trusted_roots([authority.root]), NOW)
    assert "\n" not in str(caught.value)


def test_no_server_is_a_refusal():
    with pytest.raises(Refused):
        fetch("http://127.0.0.1:9/x", patience=0.5)


def test_without_checks_only_this_machine_is_answered(caplog):
    app = create_app(lambda e, c: {"version": "1.0", "response": {}}, Settings(), verify=False)
    assert "NOT checked" in caplog.text
    client = app.test_client()
    json_ = {"content_type": "application/json"}
    assert client.post("/alexa", data=body(), **json_).status_code == 200
    assert client.post("/alexa", data=b"x", **json_).status_code == 400
    far = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.post("/alexa", data=body(), environ_overrides=far, **json_).status_code == 400
    rebound = {"Host": "evil.example"}
    assert client.post("/alexa", data=body(), headers=rebound, **json_).status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_without_checks_another_sites_form_is_refused(kind):
    """A cross-site POST of text needs nobody's leave; it must not delete what was learned."""
    seen = []
    app = create_app(lambda e, c: seen.append(e), Settings(), verify=False)
    client = app.test_client()
    assert client.post("/alexa", data=body(), content_type=kind).status_code == 400
    foreign = {"Origin": "http://evil.example"}
    sent = client.post("/alexa", data=body(), content_type="application/json", headers=foreign)
    assert sent.status_code == 400 and not seen


def test_checks_are_on_by_default(genuine):
    client = create_app(lambda e, c: {}, Settings()).test_client()
    assert client.post("/alexa", data=body()).status_code == 400


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False),
     ("192.168.1.4", False), ("evil.example", False), ("", False)],
)  # fmt: skip
def test_loopback(host, ours):
    assert is_loopback(host) is ours


def test_only_loopback_is_served():
    with pytest.raises(SkillError, match="loopback"):
        serve(Settings(), host="0.0.0.0")


def test_many_at_once_over_real_http(endpoint, genuine):
    """Sixteen connections share one server, one verifier and one cache."""
    server = create_server(endpoint.client.application, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    statuses = []

    def talk(number):
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=20)
        for turn in range(6):
            sent = body()
            headers = genuine.headers(sent)
            forged = (number + turn) % 3 == 0
            if forged:
                headers["Signature-256"] = genuine.sign(sent + b"x")
            connection.request("POST", "/alexa", sent, headers)
            reply = connection.getresponse()
            reply.read()
            statuses.append((forged, reply.status))
        connection.close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(talk, range(16)))
    server.close()
    assert sorted(set(statuses)) == [(False, 200), (True, 400)] and len(statuses) == 96


def test_the_stand_in_for_certvalidator_refuses_and_does_not_stay():
    code = (
        "import sys, skill.server as s; s._adapter_class();"
        "assert 'certvalidator' not in sys.modules;"
        "from ask_sdk_webservice_support import verifier as v\n"
        "try: v.CertificateValidator(b'', [])\n"
        "except v.ValidationError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "refused\n", done.stderr
