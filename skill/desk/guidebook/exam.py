"""A topic's exam questions, with what earns their marks folded away.

On paper nothing unfolds: there the schemes stand below the questions, so that the page can be folded back.
"""

from collections.abc import Callable, Sequence

from skill.content.course import ExamQuestion

Write = Callable[[str], str]


def exam_section(questions: Sequence[ExamQuestion], topic_id: str, title: str, write: Write) -> str:
    """The section; nothing where the topic has no exam questions."""
    if not questions:
        return ""
    asked = "\n".join(_question(each, write) for each in questions)
    schemes = "\n".join(f"<li>{_scheme(each, write)}</li>" for each in questions)
    return (
        f'<section class="exam" id="{topic_id}_exam">\n'
        f'<h3>Exam questions<span class="paper">: {write(title)}</span></h3>\n'
        f'<ol class="asked">\n{asked}\n</ol>\n'
        f'<div class="schemes paper"><h4>What earns marks</h4><ol>\n{schemes}\n</ol></div>\n</section>'
    )


def _question(question: ExamQuestion, write: Write) -> str:
    return (
        f'<li id="{question.id}"><p>{write(question.prompt)} <em>{_marks(question.marks)}</em></p>'
        f'<p class="small">{write(question.tip)}</p>'
        f"<details><summary>Show what earns marks</summary>{_scheme(question, write)}</details></li>"
    )


def _scheme(question: ExamQuestion, write: Write) -> str:
    points = "".join(f"<li>{write(each.text)} ({each.marks})</li>" for each in question.scheme)
    return (
        f'<ul>{points}</ul><p class="model"><strong>An answer that earns them:</strong> '
        f"{write(question.model_answer)}</p>"
    )


def _marks(marks: int) -> str:
    return f"({marks} mark{'' if marks == 1 else 's'})"
