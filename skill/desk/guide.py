"""`owl guide`: a course as a study guide, one HTML page that needs nothing else.

Reads well on a phone, prints well, works without scripts; answers of the self-test fold away.
"""

import re
from html import escape

from skill.content.course import Course, Entry, QuizItem, Topic
from skill.speech.composing import sentence

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fdfcf8; --soft: #5b6475;
  --line: #d9d5c9; --accent: #7a3b12; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #171a21;
  --soft: #a8afbd; --line: #3a4150; --accent: #f0a868; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem 1.1rem 4rem; color: var(--ink);
  background: var(--paper); font: 1.05rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3 { line-height: 1.25; font-family: system-ui, sans-serif; }
h1 { font-size: 1.9rem; } h2 { margin-top: 3rem; border-bottom: 2px solid var(--accent); }
h3 { margin: 2rem 0 .4rem; font-size: 1.1rem; }
a { color: var(--accent); } nav li, li { margin: .3rem 0; }
.answer { font-weight: 600; margin: .3rem 0 .6rem; }
.detail { border-left: 3px solid var(--line); padding-left: .9rem; }
.boards, .small { color: var(--soft); font: .85rem system-ui, sans-serif; }
details { margin: .3rem 0 0; } summary { cursor: pointer; color: var(--accent);
  font-family: system-ui, sans-serif; font-size: .95rem; padding: .3rem 0; }
.options { list-style: upper-alpha; } .test > li { margin: 1.4rem 0; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #444; --line: #999; --accent: #000; }
  body { max-width: none; font-size: 10.5pt; padding: 0; } nav { display: none; }
  section.topic, .key { break-before: page; } article, .test > li { break-inside: avoid; }
  h2, h3 { break-after: avoid; } .test details { display: none; } a { text-decoration: none; }
}
@media screen { .key { display: none; } }
"""
_KIND = {"true_false": "True or false?", "list": "Name as many as you are asked for."}


def study_guide(course: Course) -> str:
    """The whole page. Every text of the course is escaped."""
    title = escape(course.info.title)
    items = list(course.items())
    body = [
        f"<header><h1>{title}</h1>",
        f'<p class="small">A study guide to read, print, and test yourself with.{_boards(course)}'
        "</p></header>",
        _contents(course, bool(items)),
        "<main>",
        *(_topic(topic) for topic in course.topics if topic.entries),
    ]
    if items:
        body += [_self_test(course, items), _key(items)]
    if course.file.exam_questions:
        body.append(_exam_questions(course))
    body.append("</main>")
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}: study guide</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _boards(course: Course) -> str:
    boards = ", ".join(map(escape, course.info.exam_boards))
    return f" Written for {boards}; no board has endorsed it." if boards else ""


def _contents(course: Course, has_test: bool) -> str:
    lines = [
        f'<li><a href="#{topic.id}">{escape(topic.title)}</a></li>'
        for topic in course.topics
        if topic.entries
    ]
    if has_test:
        lines.append('<li><a href="#self-test">Test yourself</a></li>')
    return f'<nav aria-label="Contents"><ol>{"".join(lines)}</ol></nav>'


def _exam_questions(course: Course) -> str:
    questions = "\n".join(
        f"<li><div>{escape(q.prompt)} <em>({q.marks} marks)</em></div>"
        f'<p class="small">{escape(q.tip)}</p>'
        f"<details><summary>What earns marks</summary><ul>"
        f"{''.join(f'<li>{escape(point.text)} ({point.marks})</li>' for point in q.scheme)}</ul>"
        f"<p>{escape(q.model_answer)}</p></details></li>"
        for q in course.file.exam_questions
    )
    return f'<section id="exam"><h2>Exam questions</h2>\n<ol class="exam">\n{questions}\n</ol></section>'


def _glossary(topic: Topic) -> str:
    terms = "".join(
        f"<dt>{escape(t.term)}</dt><dd>{escape(t.meaning)}</dd>" for t in topic.glossary
    )
    return f"<h3>Words to know</h3>\n<dl>{terms}</dl>\n" if terms else ""


def _topic(topic: Topic) -> str:
    entries = "\n".join(_entry(entry) for entry in topic.entries) + _glossary(topic)
    return (
        f'<section class="topic" id="{topic.id}">\n<h2>{escape(topic.title)}</h2>\n'
        f"{entries}\n</section>"
    )


def _entry(entry: Entry) -> str:
    parts = [f'<article id="{entry.id}"><h3>{escape(entry.question)}</h3>']
    parts.append(f'<p class="answer">{escape(entry.answer)}</p>')
    if entry.points:
        points = "".join(f"<li>{escape(point)}</li>" for point in entry.points)
        parts.append(f"<ol>{points}</ol>")
    if entry.detail:
        parts.append(f'<p class="detail">{escape(entry.detail)}</p>')
    for label, text in (
        ("Why it matters", entry.why_it_matters), ("To remember", entry.remember),
        *(("Example", example) for example in entry.examples),
        *(("Often mixed up", f"{sentence(m.wrong)} {sentence(m.right)}") for m in entry.misconceptions),
    ):  # fmt: skip
        if text:
            parts.append(f'<p class="small"><strong>{label}:</strong> {escape(text)}</p>')
    if entry.exam_boards:
        parts.append(f'<p class="boards">{", ".join(map(escape, entry.exam_boards))}</p>')
    return "\n".join(parts) + "</article>"


def _self_test(course: Course, items: list[QuizItem]) -> str:
    questions = "\n".join(f"<li>{_question(course, item)}</li>" for item in items)
    return (
        '<section id="self-test"><h2>Test yourself</h2>\n'
        '<p class="small">Say your answer aloud before you look.</p>\n'
        f'<ol class="test">\n{questions}\n</ol></section>'
    )


def _question(course: Course, item: QuizItem) -> str:
    lead = _KIND.get(item.kind, "")
    repeats = re.match(r"true or false", item.prompt, re.IGNORECASE) or item.kind == "list"
    asked = escape(item.prompt) if repeats or not lead else f"{lead} {escape(item.prompt)}"
    parts = [f"<div>{asked}</div>"]
    if item.kind == "choice":
        options = "".join(f"<li>{escape(option)}</li>" for option in item.options)
        parts.append(f'<ol class="options">{options}</ol>')
    if item.hint:
        parts.append(f"<details><summary>Hint</summary>{escape(item.hint)}</details>")
    more = f" {escape(item.explanation)}" if item.explanation else ""
    if course.entry(item.entry) is not None:
        more += f' <a href="#{item.entry}">Read more</a>'
    parts.append(f"<details><summary>Answer</summary>{_answer(item)}{more}</details>")
    return "".join(parts)


def _answer(item: QuizItem) -> str:
    if item.kind != "list":
        text = item.answer[:1].upper() + item.answer[1:]
        return f"<strong>{escape(text)}</strong>{'' if text.endswith(('.', '!', '?')) else '.'}"
    lead = f"Any {item.wanted} of:" if item.wanted < len(item.points) else "All of:"
    points = "".join(f"<li>{escape(point.text)}</li>" for point in item.points)
    return f"{lead}<ul>{points}</ul>"


def _key(items: list[QuizItem]) -> str:
    """The answers once more at the end, for paper, where nothing unfolds."""
    answers = "".join(f"<li>{_answer(item)}</li>" for item in items)
    return f'<section class="key"><h2>Answers</h2><ol>{answers}</ol></section>'
