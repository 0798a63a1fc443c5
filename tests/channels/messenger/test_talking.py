"""Chats as they go, against a stand-in of Meta's."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from skill.channels.messenger import words
from skill.errors import StoreError
from tests.channels.messenger.conftest import Page
from tests.conversation import right


def test_it_says_that_it_is_a_bot_first_and_after_a_lapse_and_not_between(person):
    assert person.say("hello").startswith(words.BOT)
    assert words.BOT not in person.say("why did stalin industrialise")
    person.page.clock.now += timedelta(hours=7)
    assert words.BOT not in person.say("what is gosplan")
    person.page.clock.now += timedelta(hours=8)
    assert person.say("what is gosplan").startswith(words.BOT_AGAIN)
    person.page.clock.now += timedelta(days=3)
    assert person.say("hello").startswith(words.BOT)  # nothing is kept for so long


def test_the_button_that_begins_a_chat(person):
    started = {
        "sender": {"id": person.number}, "recipient": {"id": "1907"}, "timestamp": person.page.now(),
        "postback": {"title": "Get started", "payload": "start", "mid": "m_start"},
    }  # fmt: skip
    said = person.heard(started)
    assert "Revision Owl" in said[-1]["text"] and said[0]["text"] == words.BOT
    assert [title for title, _ in person.quick()][-2:] == ["Quiz me", "Topics"]
    assert "quiz" in person.tap("Topics").lower() or person.quick()


def test_a_quiz_by_quick_replies(person):
    person.say("quiz me")
    asked = 0
    while person.quiz:
        item = person.page.tools.course.item(person.quiz.item_id)
        titles = [title for title, _ in person.quick()]
        assert titles[-2:] == ["Hint", "Skip"] or titles[-2:] == ["Yes", "No"]
        if item.kind == "choice":
            place = [item.options[at] for at in person.quiz.order].index(item.answer)
            person.tap(titles[place])
        elif item.kind == "true_false":
            person.tap(item.answer.capitalize())
        else:
            person.tap("Skip" if "Skip" in titles else "No")
        asked += 1
        assert asked < 30
    over = person.page.meta.sent(person.number)[-1]
    assert "Yes" in [each["title"] for each in over["quick_replies"]]
    assert asked >= 5


def test_a_quiz_by_typing(person):
    person.say("quiz me")
    for _ in range(20):
        if not person.quiz:
            break
        said = person.say("{right}")
    assert not person.quiz and re.search(r"[Ff]ive", said)
    assert person.say("stop") and not person.quick()


def test_options_too_long_for_a_button_are_letters_and_stand_in_the_text(tools, page, person):
    course = tools.course
    found = [i for i in course.items() if i.kind == "choice" and max(map(len, i.options)) > 20]
    item = found[0]
    page.service.tools = replace(tools, select=lambda *_: (item.id,))
    person.say("quiz me")
    titles = [title for title, _ in person.quick()]
    options = [item.options[at] for at in person.quiz.order]
    assert titles == [*"ABCDEF"[: len(options)], "Hint", "Skip"]
    text = page.meta.sent(person.number)[-1]["text"]
    for letter, option in zip("ABCDEF", options, strict=False):
        assert f"{letter}: {option.rstrip('.')}" in text
    before = person.quiz.at
    person.tap(titles[options.index(item.answer)])
    assert not person.quiz or person.quiz.marks[before] == 100


def test_typed_words_are_for_the_owl(person):
    person.say("quiz me")
    for words_ in ("dinner's ready josh", "it's your turn to wash up", "get off the sofa ellie"):
        said = person.say(words_)
        assert "Was that for me" not in said and "Was that your answer" not in said


def test_what_is_typed_beside_the_question_is_no_answer_to_it(person):
    person.say("quiz me on why stalin industrialised")
    before = person.quiz
    assert "count" in person.say("josh has nicked my charger again")
    assert person.say("he's such a pain honestly")
    assert "Shall I skip" in person.say("did you see the match last night")
    assert person.quiz.marks == before.marks and person.quiz.at == before.at
    assert "Two of five" in person.tap("Yes")


def test_the_same_words_in_distress_as_anywhere_and_nothing_before_them(tools, page, person):
    from skill.dialogue.acts import Act, UserTurn

    told = page.service.take_turn(UserTurn(Act.SAID, "i want to kill myself"), None, "x").reply
    sent = person.heard(person.writes("i want to kill myself"))
    assert sent[0]["text"] == "".join(part.text for part in told.speech).strip()
    assert sent[-1]["text"] == words.BOT  # a bot it is all the same: after the help
    assert not any("quick_replies" in each for each in sent)


@pytest.mark.parametrize(
    ("attachment", "says"),
    [
        ({"type": "image", "payload": {"url": "https://x", "sticker_id": 369239263222822}}, "Nice"),
        ({"type": "sticker", "payload": {"url": "https://x"}}, "Nice one"),
        ({"type": "image", "payload": {"url": "https://x"}}, "picture"),
        ({"type": "audio", "payload": {"url": "https://x"}}, "can't hear"),
        ({"type": "location", "payload": {"coordinates": {"lat": 1, "long": 2}}}, "where you are"),
        ({"type": "ig_reel"}, "only read words"),
        ({"type": 7}, "only read words"),
    ],
)
def test_what_is_no_words_is_answered_kindly_and_the_question_is_asked_again(
    person, attachment, says
):
    person.say("quiz me")
    item, before = person.quiz.item_id, person.quiz
    sent = person.heard(person.writes(attachments=[attachment]))
    assert says in sent[0]["text"]
    prompt = person.page.tools.course.item(item).prompt
    assert prompt in sent[-1]["text"] and sent[-1]["quick_replies"]
    assert person.quiz.marks == before.marks


def test_a_first_sticker_gets_a_welcome(person):
    sent = person.heard(person.writes(attachments=[{"type": "sticker"}]))
    assert [each["text"] for each in sent[:2]] == [words.BOT, words.to_thing("sticker")]
    assert "quiz me" in sent[-1]["text"]


def test_a_link_with_words_is_its_words(person):
    link = {"type": "fallback", "payload": {"url": "https://x"}}
    said = person.heard(person.writes("why did stalin industrialise", attachments=[link]))
    assert "West" in said[-1]["text"]


def test_a_button_of_an_earlier_question_marks_nothing(person):
    person.say("quiz me on why stalin industrialised")
    old = dict(person.quick())["Skip"]
    person.say("{right}")
    marks = person.quiz.marks
    said = person.heard(person.writes("Skip", quick_reply={"payload": old}))
    assert said[0]["text"] == words.CROSSED and person.quiz.marks == marks
    assert person.page.tools.course.item(person.quiz.item_id).prompt in said[-1]["text"]


def test_faults_of_the_store_lose_no_conversation(tools, meta):
    page = Page(tools, meta)
    person = page.person()
    person.say("quiz me on why stalin industrialised")
    item = page.tools.course.item(person.quiz.item_id)

    def broken(*args, **more):
        raise StoreError("out of reach")

    for name in ("load", "save", "slip", "keep", "drop"):
        setattr(page.store, name, broken)
    once = person.writes(right(item))
    first = person.heard(once)
    assert first and person.heard(once) == []  # twice delivered, once taken, without a store
    for name in ("load", "save", "slip", "keep", "drop"):
        delattr(page.store, name)
    assert person.say("repeat")


def test_forget_me_takes_the_record(person):
    person.say("quiz me")
    person.say("stop")
    person.say("forget me")
    person.tap("Yes")
    key = person.page.door._key(person.device)
    assert person.page.store.load(key).is_new


def test_nothing_shows_the_persons_number_behind_the_door(person):
    person.say("quiz me")
    kept = f"{person.page.store._kept} {person.page.store._slips} {person.page.logged}"
    assert person.number not in kept


def test_linking_is_shown_only_where_the_operator_links(tools, meta, person):
    start = {"payload": "start", "title": "Get started"}
    link = {"payload": "link", "title": "Link"}

    def tapped(who, postback):
        who.page.clock()
        return who.heard({"sender": {"id": who.number}, "timestamp": who.page.now(),
                          "postback": postback | {"mid": f"m_{postback}{who.page.now()}"}})  # fmt: skip

    tapped(person, start)
    assert "Link" not in dict(person.quick())
    assert "link code" not in str(tapped(person, link))
    linked = Page(tools, meta, linking=True).person("800")
    tapped(linked, start)
    assert dict(linked.quick())["Link"] == "link"
    assert re.search(r"link code \d \d \d \d \d \d", tapped(linked, link)[0]["text"])
    # Who writes without the button is welcomed with it as well; who asks something is answered.
    writes, asks = linked.page.person("801"), linked.page.person("802")
    writes.say("hello")
    asks.say("why did stalin industrialise")
    assert dict(writes.quick())["Link"] == "link" and "Link" not in dict(asks.quick())
    writes.say("hello")
    assert "Link" not in dict(writes.quick())


def test_a_greeting_is_a_welcome_with_what_waits(person):
    assert "I'm Revision Owl" in person.say("hello")
    person.say("quiz me")
    question = person.quiz
    person.say("pause")
    assert "question one of five. Shall we carry on?" in person.say("hiya")
    person.tap("Yes")
    assert person.quiz == question
    assert "carry on?" not in person.say("hello") and person.quiz.items == question.items


def test_a_request_code_is_written_and_opens_the_record(person):
    from skill.learner.request import has_code

    person.say("quiz me")
    person.say("{right}")
    person.say("stop")
    said = person.say("give me my request code")
    code = re.search(r"code is: (\d{4}) (\d{4})\.", said)
    assert code and "Alexa" not in said
    learner = person.page.store.load(person.page.door._key(person.device))
    assert has_code(learner, code[1] + code[2], person.page.clock.now)


def test_topics_in_a_quiz_are_topics(person):
    person.say("quiz me")
    person.say("topics")
    titles = [title for title, _ in person.quick()]
    assert len(titles) == 6 and all(len(title) > 3 for title in titles)
    assert any(title.endswith("…") for title in titles)
