"""Doors into the same owl: sessions, crossing over, linking, forgetting."""

import json
import threading
from datetime import timedelta

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.errors import StoreError
from skill.learner.linking import MOST_DOORS, MOST_LIVE, MOST_TRIES
from skill.learner.links import DOOR, SESSION
from skill.learner.sessions import MOST_BYTES, SECONDS, KeptSessions, Session
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.null import NullStore
from skill.learner.turns import attempt
from tests.doors.conftest import Alexa, At

DEVICE = "d" * 32


def spaced(digits: str) -> str:
    return "link code " + " ".join(digits)


def linked(house, alexa, device=DEVICE, channel="web") -> At:
    """Somebody at a door that was linked to Alexa's learner."""
    at = At(house.door(channel), device)
    code = at.door.link_code(device)
    assert "linked" in alexa.say(spaced(code.digits))
    return at


def reviews(house, key) -> int:
    """How many reviews a record holds, all questions together."""
    course = house.tools.course
    homes = [(item.id, course.topic_of(item.id)) for item in course.items()]

    def look(who):
        cards = (who.card(item, topic.id) for item, topic in homes if topic)
        return who, sum(card.reps for card in cards if card)

    return attempt(house.store, key, house.store.load(key), look)[1]


# Sessions


def test_a_quiz_goes_on_from_turn_to_turn(house):
    at = At(house.door(), DEVICE)
    assert "Hello" in at.say("", Act.LAUNCH)
    assert "five" in at.say("quiz me on the five year plans")
    at.say("{right}")
    # Another process of the same door knows where it stood.
    other = At(house.door(), DEVICE, at.state)
    other.say("{right}")
    assert other.state["quiz"]["marks"][:2] == [100, 100]
    assert "saved" in other.say("stop")
    assert house.slips.slip(f"{DOOR}web:{DEVICE}", SESSION, at.door._now()) is None


def test_a_session_is_over_after_half_an_hour_and_its_quiz_is_not(house):
    at = At(house.door(), DEVICE)
    at.say("quiz me on the five year plans")
    at.say("{right}")
    question = at.state["quiz"]
    house.clock.now += timedelta(seconds=SECONDS)
    assert "carry on" in at.say("", Act.LAUNCH)
    at.say("yes")
    assert at.state["quiz"] == question


def test_what_is_kept_holds_no_words_but_the_last_answers(house):
    at = At(house.door(), DEVICE)
    for said in ("hello there", "why did stalin industrialise", "quiz me on the five year plans",
                 "zebra crossing one", "purple elephant two"):  # fmt: skip
        at.say(said)
    kept = house.slips.slip(f"{DOOR}web:{DEVICE}", SESSION, at.door._now()).data.decode()
    assert "zebra" not in kept and "hello" not in kept and DEVICE not in kept
    state = json.loads(kept)[0]
    words = [state.pop("heard", ""), (state.get("quiz") or {}).pop("doubt", "")]
    assert any("elephant" in each for each in words)
    assert "elephant" not in json.dumps(state)
    assert len(kept) < MOST_BYTES / 2


def test_sessions_are_kept_with_memory_off(at_memory):
    house = at_memory(store=NullStore(), slips=MemoryStore(), linking=False)
    at = At(house.door(), DEVICE)
    at.say("quiz me on the five year plans")
    at.say("{right}")
    assert at.state["quiz"]["marks"][0] == 100
    house.clock.now += timedelta(seconds=SECONDS)
    assert "carry on" not in at.say("", Act.LAUNCH)


def test_devices_and_channels_are_apart(at_memory):
    house = at_memory(linking=False)
    one, two = At(house.door(), "a" * 32), At(house.door(), "b" * 32)
    other = At(house.door("messenger"), "a" * 32)
    one.say("quiz me on the five year plans")
    for each in (two, other):
        assert "Hello" in each.say("", Act.LAUNCH) and "quiz" not in each.state


def test_a_message_delivered_twice_is_taken_once(house):
    at = At(house.door(), DEVICE)
    at.say("quiz me on the five year plans", once="m1")
    at.say("{right}", once="m2")
    assert at.say("whatever it was", once="m2") == ""
    assert at.log == {"repeated": True} and at.state["quiz"]["marks"].count(100) == 1


def test_a_session_that_cannot_be_read_begins_anew(house):
    at = At(house.door(), DEVICE)
    now = at.door._now()
    house.slips.keep(f"{DOOR}web:{DEVICE}", SESSION, b"\xff", now + 600, now)
    assert "Hello" in at.say("", Act.LAUNCH)
    assert "five" in at.say("quiz me on the five year plans")
    at.say("{right}")
    assert at.state["quiz"]["marks"][0] == 100


def test_a_session_has_a_size():
    sessions = KeptSessions(MemoryStore())
    with pytest.raises(ValueError, match=str(MOST_BYTES)):
        sessions.save("a", Session({"x": "y" * MOST_BYTES}), 0)


class Broken(MemoryStore):
    """Slips that can be broken, and mended."""

    down = False

    def _check(self):
        if self.down:
            raise StoreError("nobody answers")

    def slip(self, *args):
        self._check()
        return super().slip(*args)

    def keep(self, *args):
        self._check()
        return super().keep(*args)

    def drop(self, *args):
        self._check()
        super().drop(*args)


def test_a_storage_fault_ends_no_quiz(at_memory):
    slips = Broken()
    house = at_memory(slips=slips)
    at = At(house.door(), DEVICE)
    at.say("quiz me on the five year plans")
    slips.down = True
    at.say("{right}")
    at.say("{right}")
    slips.down = False
    at.say("{right}")
    assert at.state["quiz"]["marks"].count(100) == 3
    slips.down = True
    at.say("stop")
    assert at.say("hint") and "quiz" not in at.state
    slips.down = False
    assert "carry on" in at.say("", Act.LAUNCH)


# Crossing doors


def test_from_alexa_to_the_web_and_back_in_mid_question(house):
    alexa = Alexa(house.service)
    web = linked(house, alexa)
    alexa.say("", Act.LAUNCH)
    alexa.say("quiz me on the five year plans")
    alexa.say("{right}")
    question = alexa.state["quiz"]
    alexa.say("pause")
    assert "carry on" in web.say("", Act.LAUNCH)
    web.say("yes")
    assert web.state["quiz"] == question
    web.say("{right}")
    after = web.state["quiz"]
    web.say("pause")
    alexa.say("", Act.LAUNCH)
    alexa.say("carry on")
    assert alexa.state["quiz"] == after
    assert reviews(house, alexa.user) == 2


def test_two_doors_at_once_lose_no_mark(house):
    alexa = Alexa(house.service)
    web = linked(house, alexa)
    alexa.say("quiz me on the five year plans")
    web.say("quiz me on life for ordinary people")

    def answering(who):
        for _ in range(4):
            house.store._calls.begin() if hasattr(house.store, "_calls") else None
            who.say("i don't know")

    threads = [threading.Thread(target=answering, args=(who,)) for who in (alexa, web)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    owing = [len(who.state.get("owed", ())) for who in (alexa, web)]
    assert reviews(house, alexa.user) + sum(owing) == 8


def test_two_turns_of_one_device_at_once_owe_what_either_owes(at_memory):
    from tests.conversation import Breakable

    house = at_memory(store=Breakable(), slips=MemoryStore(), linking=False)
    door = house.door()
    at = At(door, DEVICE)
    at.say("quiz me on the five year plans")
    house.store.broken = True
    inner, between = door._service, []

    def meanwhile():
        # Between this turn's loading and saving, the same device takes another.
        if not between:
            between.append(True)
            other = At(house.door(), DEVICE, dict(at.state))
            other.say("{right}")
        return inner()

    door._service = meanwhile
    at.say("what was gosplan")
    door._service = inner
    house.store.broken = False
    at.say("score")
    assert between and reviews(house, f"{DOOR}web:{DEVICE}") == 1
    assert at.state["quiz"]["marks"].count(100) == 1


# Linking


def test_a_code_links_the_door_that_shows_it(house):
    alexa = Alexa(house.service)
    alexa.say("", Act.LAUNCH)
    alexa.say("quiz me on the five year plans")
    alexa.say("{right}")
    web = At(house.door(), DEVICE)
    assert "Hello" in web.say("", Act.LAUNCH) and not web.door.is_linked(DEVICE)
    code = web.door.link_code(DEVICE)
    question = alexa.state["quiz"]
    said = alexa.say(spaced(code.digits))
    assert "linked" in said and "number two" in said and alexa.state["quiz"] == question
    assert web.door.is_linked(DEVICE)
    assert "carry on" in web.say("", Act.LAUNCH)
    # It served once.
    assert "don't know that code" in alexa.say(spaced(code.digits))


def test_a_linked_door_links_another_and_an_open_one_none(house):
    alexa = Alexa(house.service)
    web = linked(house, alexa)
    phone = At(house.door("messenger"), "p" * 32)
    stranger = At(house.door(), "s" * 32)
    code = phone.door.link_code(phone.device)
    assert "linked" not in stranger.say(spaced(code.digits))
    assert not phone.door.is_linked(phone.device)
    assert "linked" in web.say(spaced(code.digits))
    assert phone.door.is_linked(phone.device)
    assert str(house.links.learner_of(phone.door._key(phone.device), phone.door._now())) == str(
        house.links.learner_of(web.door._key(web.device), web.door._now())
    )


def test_a_code_is_over_after_ten_minutes(at_memory):
    house = at_memory()
    web = At(house.door(), DEVICE)
    code = web.door.link_code(DEVICE)
    house.clock.now += timedelta(minutes=10)
    assert "don't know that code" in Alexa(house.service).say(spaced(code.digits))


def test_five_tries_and_a_success_gives_none_of_them_back(at_memory):
    house = at_memory()
    alexa = Alexa(house.service)
    wrong = "000000"
    for n in range(MOST_TRIES):
        if n == 3:
            linked(house, alexa, device="x" * 32)
        assert "don't know" in alexa.say(spaced(wrong))
    web = At(house.door(), DEVICE)
    right = web.door.link_code(DEVICE).digits
    assert "too many tries" in alexa.say(spaced(right))
    assert "linked" in Alexa(house.service, "amzn1.ask.account.B").say(spaced(right))
    house.clock.now += timedelta(days=1)
    assert "linked" in alexa.say(spaced(web.door.link_code(DEVICE).digits))


def test_guesses_at_once_are_counted_each(at_memory):
    house = at_memory()
    now, done = house.door()._now(), []
    threads = [
        threading.Thread(target=lambda: done.append(house.links.claim("amzn1.a", "000000", now)))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done.count("unknown") <= MOST_TRIES and set(done) <= {"unknown", "spent", "busy"}


def test_of_two_who_say_a_code_at_once_one_has_it(house):
    now = house.door()._now()
    code = house.links.issue("door:web:x", now)
    done = []
    threads = [
        threading.Thread(target=lambda n=n: done.append(house.links.claim(f"amzn1.{n}", code.digits, now)))
        for n in range(4)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done.count("linked") == 1


def test_live_codes_and_links_are_bounded(at_memory):
    house = at_memory()
    door, alexa = house.door(), Alexa(house.service)
    for n in range(MOST_DOORS):
        linked(house, alexa, device=f"{n:032}")
    code = door.link_code("x" * 32)
    assert "unlink everything" in alexa.say(spaced(code.digits))
    for n in range(MOST_LIVE):
        door.link_code(f"{n:032}")
    assert door.link_code("y" * 32) is None


def test_with_the_switch_off_nothing_is_heard_or_shown(at_memory):
    house = at_memory(linking=False)
    web, alexa = At(house.door(), DEVICE), Alexa(house.service)
    assert web.door.link_code(DEVICE) is None and not web.door.links_doors
    assert "link" not in alexa.say("link code one two three four five six").lower()
    assert "link" not in alexa.say("unlink").lower()


def test_too_few_digits_are_asked_for_and_mark_nothing(at_memory):
    house = at_memory()
    alexa = Alexa(house.service)
    alexa.say("quiz me on the five year plans")
    question = alexa.state["quiz"]
    assert "all six digits" in alexa.say("link code one two")
    assert alexa.state["quiz"] == question


def test_a_store_that_fails_while_linking(at_memory):
    slips = Broken()
    house = at_memory(slips=slips)
    alexa, web = Alexa(house.service), At(house.door(), DEVICE)
    code = web.door.link_code(DEVICE)
    slips.down = True
    assert "couldn't link" in alexa.say(spaced(code.digits))
    assert "couldn't unlink" in alexa.say("unlink")
    slips.down = False
    assert "linked" in alexa.say(spaced(code.digits))


def test_marks_wait_while_it_cannot_be_read_whose_they_are(at_memory):
    slips = Broken()
    house = at_memory(slips=slips)
    alexa = Alexa(house.service)
    web = linked(house, alexa)
    slips.down = True
    web.say("quiz me on the five year plans")
    web.say("{right}")
    assert reviews(house, alexa.user) == 0
    slips.down = False
    web.say("{right}")
    web.say("{right}")
    assert reviews(house, alexa.user) == 3
    assert house.store.load(f"{DOOR}web:{DEVICE}").is_new


# Unlinking and forgetting


def test_unlinking_in_a_door_gives_its_own_record_back(house):
    alexa = Alexa(house.service)
    web = At(house.door(), DEVICE)
    web.say("quiz me on the five year plans")
    web.say("{right}")
    web.say("stop")
    web = linked(house, alexa)
    assert "carry on" not in web.say("", Act.LAUNCH)
    web.say("quiz me on life for ordinary people")
    assert "Unlinked" in web.say("unlink this device")
    assert not web.door.is_linked(DEVICE)
    assert "carry on" in web.say("", Act.LAUNCH)
    assert reviews(house, f"{DOOR}web:{DEVICE}") == 1 and not house.store.load(alexa.user).is_new


def test_unlinking_on_alexa_closes_every_door(house):
    alexa = Alexa(house.service)
    web, phone = linked(house, alexa), linked(house, alexa, "p" * 32, "messenger")
    web.say("quiz me on the five year plans")
    assert "Unlinked" in alexa.say("unlink")
    for each in (web, phone):
        assert not each.door.is_linked(each.device)
    assert "carry on" not in web.say("", Act.LAUNCH)
    assert "nothing linked" in alexa.say("unlink")


def test_a_turn_under_way_does_not_keep_an_unlinked_door_open(at_memory):
    house = at_memory()
    alexa = Alexa(house.service)
    web = linked(house, alexa)
    web.say("quiz me on the five year plans")
    inner = web.door._service

    def meanwhile():
        alexa.say("unlink")
        return inner()

    web.door._service = meanwhile
    web.say("hint")
    web.door._service = inner
    web.say("{right}")
    assert reviews(house, alexa.user) == 0


def test_a_door_linked_to_another_since_is_not_the_firsts_to_unlink(at_memory):
    house = at_memory()
    one, two = Alexa(house.service), Alexa(house.service, "amzn1.ask.account.B")
    web = linked(house, one)
    linked(house, two)
    assert "Unlinked" in one.say("unlink")
    assert web.door.is_linked(DEVICE)


def test_a_buttons_unlinking(house):
    web = linked(house, Alexa(house.service))
    assert web.door.unlink(DEVICE) and not web.door.unlink(DEVICE)


@pytest.mark.parametrize("where", ["alexa", "web", "button"])
def test_forget_me_reaches_everything(house, where):
    alexa = Alexa(house.service)
    web = At(house.door(), DEVICE)
    web.say("quiz me on the five year plans")
    web.say("{right}")
    web.say("stop")
    web, phone = linked(house, alexa), linked(house, alexa, "p" * 32, "messenger")
    alexa.say("quiz me on the five year plans")
    alexa.say("{right}")
    phone.say("", Act.LAUNCH)
    if where == "button":
        web.door.forget(DEVICE)
    else:
        who = alexa if where == "alexa" else web
        who.say("forget me")
        assert "couldn't" not in who.say("yes")
    assert house.store.load(alexa.user).is_new
    for each in (web, phone):
        assert not each.door.is_linked(each.device)
    if where != "alexa":
        assert house.store.load(f"{DOOR}web:{DEVICE}").is_new
    assert "Hello" in phone.say("", Act.LAUNCH)


def test_forgetting_an_unlinked_door(house):
    web = At(house.door(), DEVICE)
    web.say("quiz me on the five year plans")
    web.door.forget(DEVICE)
    assert [part for part, _ in house.store.every()] == []
    assert "Hello" in web.say("", Act.LAUNCH)


def test_a_link_in_use_is_kept_alive_and_one_that_is_not_goes(at_memory):
    house = at_memory()
    alexa = Alexa(house.service)
    web = linked(house, alexa)
    for _ in range(3):
        house.clock.now += timedelta(days=200)
        assert web.door.is_linked(DEVICE)
    house.clock.now += timedelta(days=401)
    assert not web.door.is_linked(DEVICE)


def test_a_question_that_opens_a_session_is_not_all_of_it(at_memory):
    at = At(at_memory(linking=False).door(), DEVICE)
    assert "Shall I list" in at.say("why did stalin industrialise") and at.listens
    assert "heir" in at.say("yes")


def test_what_has_no_listener_leaves_the_session_alone(at_memory):
    house = at_memory(linking=False)
    at = At(house.door(), DEVICE)
    at.say("quiz me on the five year plans")
    at.door.take_turn(DEVICE, UserTurn(Act.IGNORED))
    at.say("{right}")
    assert at.state["quiz"]["marks"][0] == 100
    at.door.take_turn(DEVICE, UserTurn(Act.ENDED))
    assert "carry on" in at.say("", Act.LAUNCH)
