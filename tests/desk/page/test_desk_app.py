"""The whole application: the desk with the bench beside it, and both behind the same door."""

from skill.desk.page.guard import Keeper
from skill.desk_server import desk_app


def test_the_bench_stands_beside_the_desk_behind_the_same_door(settings):
    keeper = Keeper()
    client = desk_app(settings, keeper).test_client()
    assert client.get("/").status_code == client.get("/desk/").status_code == 403
    client.get(f"/desk/?{keeper.query}")
    assert b"bench" in client.get("/").data
    assert b"The desk" in client.get("/desk/").data
    for name, code in (("apl.js", 200), ("main.js", 200), ("../web.py", 404)):
        with client.get(f"/desk/static/{name}") as answer:
            assert answer.status_code == code
