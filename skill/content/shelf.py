"""Several courses beside each other: what each is called, and what it speaks of.

`content.json` names further course files in `also`. A shelf knows of every course its names, its
topics and its telling words, so that what belongs to another subject is recognised without
opening that course. One course alone makes no shelf.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct, structs

from skill.content.course import Course, Topic
from skill.content.loading import load_course
from skill.errors import ContentError
from skill.language.normalise import words
from skill.language.stems import content_words, stem

MOST = 20
"""Courses on a shelf."""


class SubjectTopic(Struct, frozen=True):
    """A topic of a course, by its names."""

    id: str
    names: tuple[str, ...]


class Subject(Struct, frozen=True):
    """A course as the shelf knows it."""

    id: str
    """Keys progress; "" for the course of `content.json` itself."""
    name: str
    """As it is said: "chemistry"."""
    names: tuple[str, ...]
    """Whatever it may be called by, its name among them."""
    topics: tuple[SubjectTopic, ...]
    words: frozenset[str]
    """Stems of its telling words."""


class Catalogue(Struct, frozen=True):
    """The subjects, the first one first."""

    subjects: tuple[Subject, ...]

    def subject(self, subject_id: str) -> Subject | None:
        """The subject of that id."""
        return next((each for each in self.subjects if each.id == subject_id), None)

    def others(self, subject_id: str) -> tuple[Subject, ...]:
        """The subjects but one."""
        return tuple(each for each in self.subjects if each.id != subject_id)


def subject_of(course: Course, subject_id: str) -> Subject:
    """What the shelf keeps of a course."""
    info = course.info
    name = info.subject or info.title
    texts = [info.title, *(t.title for t in course.topics)]
    for entry in course.entries():
        texts += [entry.question, *entry.also_asked, entry.answer, *entry.points]
    for topic in course.topics:
        texts += [term.term for term in topic.glossary]
    told = {stem(word) for text in texts for word in content_words(words(text))}
    return Subject(
        subject_id, name, tuple(dict.fromkeys((name, *info.also_called, info.title))),
        tuple(SubjectTopic(t.id, (t.title, *t.also_called)) for t in course.topics),
        frozenset(told),
    )  # fmt: skip


def further(path: Path, course: Course) -> dict[str, Path]:
    """The files of the further courses that a course names, by the ids that key their progress.

    Raises:
        ContentError: a name that leads out of the folder, or an id that stands twice.
    """
    found: dict[str, Path] = {}
    for name in course.file.also:
        if faults := also_faults([name]):
            raise ContentError([f"{path.name}: also: {fault}" for fault in faults])
        file = path.parent / name
        subject_id = identity(load_course(file), file)
        if subject_id in found or subject_id == course.info.id:
            raise ContentError([f'{path.name}: also: two courses have the id "{subject_id}"'])
        found[subject_id] = file
    return found


def together(first: Course, others: Mapping[str, Course]) -> Course:
    """One course with every subject's topics, and each subject's name for a topic: what a channel
    has to recognise. It is never talked from, since ids may stand in it twice."""
    if not others:
        return first
    named = [subject_of(course, each) for each, course in (("", first), *others.items())]
    subjects = tuple(
        Topic(id=each.id or "subject", title=each.name, also_called=each.names[1:])
        for each in named
    )
    topics = (*first.topics, *(t for course in others.values() for t in course.topics), *subjects)
    exams = first.file.exam_questions
    for course in others.values():
        exams += course.file.exam_questions
    return Course(structs.replace(first.file, topics=topics, exam_questions=exams))


def identity(course: Course, file: Path) -> str:
    """What keys a further course's progress: its id, or else the file's name."""
    return course.info.id or file.stem


def also_faults(names: Iterable[str]) -> list[str]:
    """What is wrong with the names of further courses: they stay in the folder."""
    faults = []
    seen: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            faults.append(f'"{name}" leads out of the folder')
        elif not name.endswith(".json"):
            faults.append(f'"{name}" is no .json file')
        elif name in seen:
            faults.append(f'"{name}" stands there twice')
        seen.add(name)
    if len(seen) >= MOST:
        faults.append(f"a shelf has {MOST} courses at most")
    return faults
