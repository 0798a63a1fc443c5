"""A topic's self-test: questions whose answers unfold, and what the page's script needs to mark them.

Without scripts it is a list of questions and answers; with them (`selftest.js`) it is answered and scored
in the page. Nothing leaves the page, and nothing is kept.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from skill.content.course import Course, QuizItem
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in

Write = Callable[[str], str]
_KIND = {"true_false": "True or false?"}


def test_section(
    course: Course, items: Sequence[QuizItem], topic_id: str, title: str, write: Write
) -> str:
    """The section; nothing where the topic asks nothing."""
    if not items:
        return ""
    questions = "\n".join(_question(course, item, write) for item in items)
    key = "".join(f"<li>{_answer(item, write)}</li>" for item in items)
    return (
        f'<section class="test" id="{topic_id}_test">\n'
        f'<h3>Test yourself<span class="paper">: {write(title)}</span></h3>\n'
        '<p class="small screen">Say your answer aloud before you look.</p>\n'
        f'<ol class="questions">\n{questions}\n</ol>\n'
        f'<div class="key paper"><h4>Answers</h4><ol>{key}</ol></div>\n</section>'
    )


def answers(items: Iterable[QuizItem]) -> str:
    """What the script marks by, as JSON that no text of the course can break out of."""
    found = {item.id: _marked(item) for item in items}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _marked(item: QuizItem) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": item.kind}
    if item.kind == "list":
        return data | {"wanted": item.wanted}
    if item.kind == "choice":
        said = [words(option) for option in options(item)]
        return data | {"right": said.index(words(item.answer))}
    if item.kind == "true_false":
        return data | {"right": 0 if item.answer.strip().lower() == "true" else 1}
    data |= {"accept": [item.answer, *item.accept], "reject": list(item.reject)}
    return data if item.kind == "short" else data | {"figures": _figures(item)}


def _figures(item: QuizItem) -> list[float]:
    """What may be typed in figures, the answer's own first: "five" is 5, and "March 1917" is 1917.

    Another wording counts where it has figures itself: "two decades" is not 2.
    """
    found: list[float] = []
    for text in (item.answer, *item.accept):
        said = [number.value for number in numbers_in(number_tokens(text))]
        if item.kind == "year":
            said = [value for value in said if value > 31] or said
        if said and (text is item.answer or (len(said) == 1 and re.search(r"\d", text))):
            found.append(int(said[0]) if said[0].denominator == 1 else float(said[0]))
    return list(dict.fromkeys(found))


def options(item: QuizItem) -> list[str]:
    """A choice's options in the alphabet's order: the file's may say which is right."""
    return sorted(item.options, key=str.lower)


def _question(course: Course, item: QuizItem, write: Write) -> str:
    lead = _KIND.get(item.kind, "")
    said = re.match(r"true or false", item.prompt, re.IGNORECASE)
    asked = write(item.prompt) if said or not lead else f"{lead} {write(item.prompt)}"
    parts = [f'<li data-item="{item.id}"><div class="ask" id="{item.id}_ask">{asked}</div>']
    if item.kind == "choice":
        parts.append(f'<ol class="options">{_list(options(item), write)}</ol>')
    if item.hint:
        parts.append(f"<details><summary>Hint</summary>{write(item.hint)}</details>")
    more = f" {write(item.explanation)}" if item.explanation else ""
    if course.entry(item.entry) is not None:
        more += f' <a href="#{item.entry}">Read more</a>'
    told = f'<div class="told">{_answer(item, write)}{more}</div>'
    parts.append(f'<details class="reveal"><summary>Answer</summary>{told}</details></li>')
    return "".join(parts)


def _answer(item: QuizItem, write: Write) -> str:
    if item.kind != "list":
        text = item.answer[:1].upper() + item.answer[1:]
        return f"<strong>{write(text)}</strong>{'' if text.endswith(('.', '!', '?')) else '.'}"
    lead = f"Any {item.wanted} of:" if item.wanted < len(item.points) else "All of:"
    return f'{lead}<ul class="points">{_list([point.text for point in item.points], write)}</ul>'


def _list(texts: Iterable[str], write: Write) -> str:
    return "".join(f"<li>{write(text)}</li>" for text in texts)
