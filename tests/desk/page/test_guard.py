"""Who may sit at the desk."""

import pytest
from flask import Flask

from skill.desk.page.guard import GUESSES, HEADERS, MOST_GUESSES, Keeper
from skill.desk.page.web import desk_blueprint

API = "/desk/api/shelf"
TABLET = {"REMOTE_ADDR": "192.168.1.20"}
LAN = {"Host": "192.168.1.5:8313", "Origin": "http://192.168.1.5:8313"}


def desk(settings, network=False):
    codes = []
    keeper = Keeper(network, codes.append)
    app = Flask("skill", static_folder=None)
    keeper.keep(app)
    app.register_blueprint(desk_blueprint(settings, keeper))
    return app.test_client(), keeper, codes


def test_only_a_browser_that_was_given_the_address_may_come_in(settings):
    client, keeper, _ = desk(settings)
    assert client.get(API).status_code == 403
    assert client.get("/desk/?token=wrong").status_code == 403
    came = client.get(f"/desk/?{keeper.query}")
    assert came.status_code == 302 and "token" not in came.headers["Location"]
    cookie = came.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    answer = client.get(API)
    assert answer.status_code == 200
    assert all(answer.headers[name] == value for name, value in HEADERS.items())


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.nip.io", "192.168.1.5"])
def test_a_foreign_name_is_refused(settings, host):
    client, keeper, _ = desk(settings)
    client.get(f"/desk/?{keeper.query}")
    assert client.get(API, headers={"Host": host}).status_code == 403


def test_orders_come_from_the_page_itself(settings):
    client, keeper, _ = desk(settings)
    client.get(f"/desk/?{keeper.query}")
    path = "/desk/api/courses/x/edits"
    for origin in ("http://evil.example", "", "null"):
        answer = client.post(path, json={}, headers={"Origin": origin})
        assert answer.status_code == 403
    own = {"Origin": "http://localhost"}
    assert client.post(path, data="{}", headers=own).status_code == 415
    assert client.post(path, json={}, headers=own).status_code == 404


def test_another_machine_and_a_proxy_are_refused(settings):
    client, keeper, _ = desk(settings)
    where = f"/desk/?{keeper.query}"
    assert client.get(where, environ_overrides=TABLET).status_code == 403
    assert client.get(where, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403


def test_a_tablet_is_paired_by_the_code_on_the_laptop(settings):
    client, _, codes = desk(settings, network=True)
    sent = {"headers": LAN, "environ_overrides": TABLET}
    assert client.get("/desk/", **sent).headers["Location"] == "/desk/pairing"
    assert client.get("/desk/pairing", **sent).status_code == 200
    assert client.get(API, **sent).status_code == 403
    assert client.post("/desk/pair", json={"code": "none"}, **sent).status_code == 403
    paired = client.post("/desk/pair", json={"code": codes[-1]}, **sent)
    assert paired.status_code == 200
    seat = paired.headers["Set-Cookie"].split(";")[0].partition("=")[2]
    client.set_cookie("owl_desk", seat, domain="192.168.1.5")
    assert client.get(API, **sent).status_code == 200
    # The code is the laptop's to show, and serves once.
    assert client.get("/desk/api/pairing", **sent).json == {"code": ""}
    assert len(codes) == 2
    assert (
        client.get(API, headers={"Host": "evil.example"}, environ_overrides=TABLET).status_code
        == 403
    )
    far = {"REMOTE_ADDR": "8.8.8.8"}
    assert client.get("/desk/pairing", headers=LAN, environ_overrides=far).status_code == 403


def test_a_code_cannot_be_guessed(settings):
    client, keeper, codes = desk(settings, network=True)
    sent = {"headers": LAN, "environ_overrides": TABLET}
    for _ in range(GUESSES):
        client.post("/desk/pair", json={"code": "x"}, **sent)
    assert len(codes) == 2
    for _ in range(MOST_GUESSES):
        client.post("/desk/pair", json={"code": "x"}, **sent)
    assert client.post("/desk/pair", json={"code": codes[-1]}, **sent).status_code == 403
    assert keeper.pairing.code == ""
