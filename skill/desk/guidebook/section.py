"""A topic's section of the guide: its sheet, its exam questions and its self-test."""

from collections.abc import Sequence
from html import escape

from skill.content.course import Course, Entry, QuizItem, Topic
from skill.desk.guidebook.exam import exam_section
from skill.desk.guidebook.selftest import test_section
from skill.desk.guidebook.sheet import DATES, points_for, size_class
from skill.desk.guidebook.terms import KeyTerm, key_terms
from skill.desk.guidebook.timeline import Moment, leading, timeline
from skill.desk.guidebook.written import Writer
from skill.speech.composing import sentence

_PARTS = {
    "timeline": "Timeline", "terms": "Key terms", "exam": "Exam questions", "test": "Test yourself",
}  # fmt: skip


def topic_section(course: Course, topic: Topic, write: Writer) -> str:
    """The whole section. What is only for the screen, or only for paper, says so by its class."""
    dates, terms = timeline(topic), key_terms(topic)
    shown = leading(dates, DATES)
    size = points_for(topic, [each for each in dates if each in shown], on_paper(terms))
    exam = [question for question in course.file.exam_questions if question.topic == topic.id]
    parts = {
        "timeline": _timeline(topic, dates, shown, write),
        "terms": _terms(topic, terms, write),
        "exam": exam_section(exam, topic.id, topic.title, write),
        "test": test_section(course, items_of(topic), topic.id, topic.title, write),
    }
    sheet = [*(_entry(entry, write) for entry in topic.entries), parts["timeline"], parts["terms"]]
    on_sheet = "\n".join(filter(None, sheet))
    return (
        f'<section class="topic {size_class(size)}" id="{topic.id}" aria-labelledby="{topic.id}_title">\n'
        f'<h2 id="{topic.id}_title">{write(topic.title)}</h2>\n'
        + _links(topic, [name for name, part in parts.items() if part])
        + (f'<div class="sheet">\n{on_sheet}\n</div>\n' if on_sheet else "")
        + f"{parts['exam']}\n{parts['test']}\n</section>"
    )


def items_of(topic: Topic) -> list[QuizItem]:
    """The topic's questions that may be asked."""
    return [item for item in topic.quiz if not item.draft]


def on_paper(terms: Sequence[KeyTerm]) -> list[KeyTerm]:
    """The terms that a sheet does not say already, as the headline of an entry."""
    return [term for term in terms if not term.entry]


def _links(topic: Topic, parts: Sequence[str]) -> str:
    links = "".join(f'<li><a href="#{topic.id}_{part}">{_PARTS[part]}</a></li>' for part in parts)
    return f'<ul class="links">{links}</ul>\n' if links else ""


def _screen(only: bool) -> str:
    return ' class="screen"' if only else ""


def _timeline(
    topic: Topic, dates: Sequence[Moment], shown: frozenset[Moment], write: Writer
) -> str:
    if not dates:
        return ""
    lines = "".join(
        f'<li{_screen(each not in shown)}><a href="#{each.entry}">{write(each.when)}</a> '
        f"<span>{write(each.what)}</span></li>"
        for each in dates
    )
    return (
        f'<section class="timeline" id="{topic.id}_timeline"><h3>Timeline</h3>\n'
        f"<ol>{lines}</ol></section>"
    )


def _terms(topic: Topic, terms: Sequence[KeyTerm], write: Writer) -> str:
    if not terms:
        return ""
    lines = "".join(
        f"<div{_screen(bool(each.entry))}><dt>{_term(each, write)}</dt>"
        f"<dd>{write(each.meaning)}</dd></div>"
        for each in terms
    )
    kind = "terms" if on_paper(terms) else "terms screen"
    return (
        f'<section class="{kind}" id="{topic.id}_terms"><h3>Key terms</h3>\n'
        f"<dl>{lines}</dl></section>"
    )


def _term(term: KeyTerm, write: Writer) -> str:
    return f'<a href="#{term.entry}">{write(term.term)}</a>' if term.entry else write(term.term)


def _entry(entry: Entry, write: Writer) -> str:
    parts = [f'<article id="{entry.id}"><h3>{write(entry.question)}</h3>']
    parts.append(f'<p class="answer">{write(entry.answer)}</p>')
    if entry.points:
        parts.append(f"<ol>{''.join(f'<li>{write(point)}</li>' for point in entry.points)}</ol>")
    if prose := _prose(entry, write):
        parts.append(f'<div class="prose">{prose}</div>')
    return "\n".join(parts) + "</article>"


def _prose(entry: Entry, write: Writer) -> str:
    """What is there to be read, and not printed."""
    parts = [f'<p class="detail">{write(entry.detail)}</p>'] if entry.detail else []
    for label, text in (
        ("Why it matters", entry.why_it_matters), ("To remember", entry.remember),
        *(("Example", example) for example in entry.examples),
        *(("Often mixed up", f"{sentence(m.wrong)} {sentence(m.right)}") for m in entry.misconceptions),
    ):  # fmt: skip
        if text:
            parts.append(f'<p class="small"><strong>{label}:</strong> {write(text)}</p>')
    if entry.exam_boards:
        parts.append(f'<p class="boards">{", ".join(map(escape, entry.exam_boards))}</p>')
    return "\n".join(parts)
