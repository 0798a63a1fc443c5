"""What a tool hands over: the owl's words, and facts that say no more than a screen would."""

from skill.channels.mcp import requests
from skill.channels.mcp.responses import as_json


def take(owl, turn):
    return owl.handler.take("one", turn)


def test_an_answer_has_its_points_and_waits(owl):
    told = take(owl, requests.said("why did stalin industrialise"))
    assert told.title == "Why did Stalin want to industrialise the USSR?"
    assert len(told.lines) == 6 and told.waits and told.question is None and told.quiz is None


def test_a_quiz_from_its_start_to_its_end(owl):
    told = take(owl, requests.quiz("the five year plans", 3))
    verdicts = []
    for number in (1, 2, 3):
        assert (told.question.number, told.question.of) == (number, 3)
        answer = owl.right(told.question.text)
        # Nothing tells the answer before it is given, unless it is one of the options.
        if not told.question.options:
            assert answer not in str(as_json(told))
        told = take(owl, requests.said(answer if number < 3 else "a purple elephant"))
        verdicts.append(told.marked.verdict if told.marked else None)
    assert verdicts[:2] == ["right", "right"]
    while told.question:
        told = take(owl, requests.said("i don't know"))
    assert told.quiz.points == 2 and told.quiz.marked == told.quiz.of == 3
    assert len(told.lines) == 3
    assert take(owl, requests.said("what was gosplan")).quiz is None


def test_a_choice_comes_with_its_options(owl):
    told = take(owl, requests.quiz("", 20))
    seen = 0
    while told.question:
        item = next(i for i in owl.course.items() if i.prompt.rstrip(".?") in told.question.text)
        if item.kind == "choice":
            assert sorted(told.question.options) == sorted(item.options)
            seen += 1
        told = take(owl, requests.said("i don't know"))
    assert seen


def test_a_goodbye_does_not_wait(owl):
    take(owl, requests.quiz("", None))
    told = take(owl, requests.said("stop"))
    assert not told.waits and "saved" in told.says
    assert take(owl, requests.said("carry on")).question


def test_distress_is_answered_and_never_marked(owl):
    take(owl, requests.quiz("", None))
    told = take(owl, requests.said("i want to kill myself"))
    assert told.marked is None and told.waits
    assert "nine nine nine" in told.says or "trust" in told.says


def test_no_code_without_the_switch(owl, linking_owl):
    assert not owl.handler.links_doors
    assert "no code" in owl.handler.link_code("one").says
    assert "link code" in linking_owl.handler.link_code("one").says
