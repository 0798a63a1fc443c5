"""The course, as a teacher writes it. The one typed definition of format 1.

`content.schema.json` is generated from these types (see `skill.content.schema`), and a
course that was checked once is read straight into them. Everything is immutable.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

FORMAT = 1
OTHERWISE = "~"
"""Ends the id of an item that is asked another way; no id in a file has it."""
MAX_SLOT_VALUE = 140
"""Alexa's limit for one value of a slot type, in characters."""

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9-]{1,40}\Z",
        description="Small letters, digits and hyphens, at most 40; unique in the file.",
    ),
]
Text = Annotated[str, Meta(min_length=1, max_length=600)]
Phrase = Annotated[str, Meta(min_length=1, max_length=200)]
Spoken = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=MAX_SLOT_VALUE,
        description="Something a learner may say as an answer; Alexa takes at most 140 characters.",
    ),
]
Kind = Literal["short", "number", "year", "choice", "true_false", "list"]


class _Record(Struct, frozen=True, omit_defaults=True):
    pass


class Pronunciation(_Record, frozen=True, kw_only=True):
    """How the voice says a word that it would otherwise get wrong."""

    text: Annotated[Phrase, Meta(description="The word as it stands in the course.")]
    say_as: Annotated[Phrase, Meta(description='A plain respelling: "boo-KHAR-in".')]
    ipa: Annotated[Phrase, Meta(description="The same in the phonetic alphabet.")] | None = None


class CourseInfo(_Record, frozen=True, kw_only=True):
    """What the course is called and for whom it is."""

    title: Phrase
    id: (
        Annotated[
            str,
            Meta(
                pattern=r"^[a-z0-9-]{1,40}\Z",
                description="Keys learners' progress on a shelf of several courses; keep it for good.",
            ),
        ]
        | None
    ) = None
    subject: (
        Annotated[Phrase, Meta(description="The subject's name on a shelf: “chemistry”.")] | None
    ) = None
    also_called: Annotated[tuple[Phrase, ...], Meta(description="Other names of the subject.")] = ()
    skill_name: Annotated[str, Meta(min_length=2, max_length=50)] = "Revision Owl"
    invocation_name: Annotated[
        str, Meta(min_length=2, max_length=50, description="What follows “Alexa, open”.")
    ] = "revision owl"
    locales: tuple[Literal["en-GB", "en-US", "en-AU", "en-CA", "en-IN"], ...] = ("en-GB",)
    exam_boards: tuple[Phrase, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()


class Misconception(_Record, frozen=True, kw_only=True):
    """Something that learners often get wrong."""

    wrong: Annotated[Text, Meta(description="The mistake, as a statement.")]
    right: Annotated[Text, Meta(description="What puts it right, said to the learner.")]
    sounds: Annotated[
        tuple[Spoken, ...], Meta(description="How it sounds when a learner says it.")
    ] = ()


class Entry(_Record, frozen=True, kw_only=True):
    """One question the skill can answer."""

    id: Id
    question: Phrase
    also_asked: Annotated[
        tuple[Phrase, ...],
        Meta(description="Other ways a learner would say it. The more the better."),
    ] = ()
    answer: Annotated[
        Text, Meta(description="The headline: said first, one or two sentences, 15 seconds.")
    ]
    points: Annotated[
        tuple[Text, ...], Meta(description="Reasons, steps, effects: listed on request.")
    ] = ()
    detail: Annotated[str, Meta(max_length=2000, description="For “tell me more”.")] = ""
    simpler: Annotated[
        str, Meta(max_length=600, description="The answer in the plainest words there are.")
    ] = ""
    examples: Annotated[
        tuple[Text, ...], Meta(description="For “give me an example”: one case each.")
    ] = ()
    why_it_matters: Annotated[str, Meta(max_length=600, description="What hangs on it.")] = ""
    remember: Annotated[
        str, Meta(max_length=600, description="A mnemonic or a picture that makes it stick.")
    ] = ""
    misconceptions: tuple[Misconception, ...] = ()
    exam_boards: tuple[Phrase, ...] = ()


class ListPoint(_Record, frozen=True, kw_only=True):
    """One thing that a `list` item wants to hear."""

    text: Text
    accept: Annotated[tuple[Text, ...], Meta(description="The same point in learners' words.")] = ()


class AnotherWay(_Record, frozen=True, kw_only=True):
    """The same thing asked as a choice, or as a smaller step."""

    prompt: Annotated[str, Meta(min_length=1, max_length=300, description="Read aloud.")]
    answer: Spoken
    accept: tuple[Spoken, ...] = ()
    options: Annotated[tuple[Spoken, ...], Meta(description="Two to four, for a choice.")] = ()


class QuizItem(_Record, frozen=True, kw_only=True):
    """One quiz question."""

    id: Id
    kind: Kind
    prompt: Annotated[str, Meta(min_length=1, max_length=300, description="Read aloud.")]
    answer: Annotated[
        Text,
        Meta(
            description='"1929", "28 per cent", "false", or the right option\'s text. '
            "Left out only for a list."
        ),
    ] = ""
    accept: Annotated[tuple[Spoken, ...], Meta(description="Also right.")] = ()
    reject: Annotated[tuple[Spoken, ...], Meta(description="Wrong, however near it sounds.")] = ()
    options: Annotated[tuple[Spoken, ...], Meta(description="For a choice: two to six.")] = ()
    points: tuple[ListPoint, ...] = ()
    want: Annotated[int, Meta(ge=1, description="For a list: how many earn full marks.")] | None = (
        None
    )
    hint: Annotated[str, Meta(max_length=600)] = ""
    hints: Annotated[
        tuple[Text, ...], Meta(description="Further hints, each a little nearer than the last.")
    ] = ()
    another_way: (
        Annotated[
            AnotherWay, Meta(description="Asked instead once the question was missed three times.")
        ]
        | None
    ) = None
    explanation: Annotated[str, Meta(max_length=600)] = ""
    entry: Annotated[Id, Meta(description="The entry it tests.")] | None = None
    exam_boards: tuple[Phrase, ...] = ()
    draft: Annotated[bool, Meta(description="Not asked until a teacher has accepted it.")] = False

    def otherwise(self) -> "QuizItem | None":
        """The same item asked another way, under an id of its own; None where it has no other."""
        way = self.another_way
        if way is None:
            return None
        return QuizItem(
            id=self.id + OTHERWISE, kind="choice" if way.options else "short", prompt=way.prompt,
            answer=way.answer, accept=way.accept, options=way.options, hint=self.hint,
            explanation=self.explanation, entry=self.entry, exam_boards=self.exam_boards,
        )  # fmt: skip

    @property
    def wanted(self) -> int:
        """How many points earn full marks (1 for everything but a list)."""
        if self.kind != "list":
            return 1
        return min(self.want or len(self.points), len(self.points))


class Term(_Record, frozen=True, kw_only=True):
    """A word of the glossary."""

    term: Phrase
    meaning: Annotated[Text, Meta(description="One plain sentence.")]
    also_called: tuple[Phrase, ...] = ()


class Topic(_Record, frozen=True, kw_only=True):
    """A part of the course that can be asked for by name."""

    id: Id
    title: Phrase
    also_called: tuple[Phrase, ...] = ()
    entries: tuple[Entry, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    lesson: Annotated[
        tuple[Id, ...], Meta(description="Ids of the topic's entries, in the order to teach them.")
    ] = ()
    glossary: tuple[Term, ...] = ()


class SchemePoint(_Record, frozen=True, kw_only=True):
    """One thing in an answer that earns marks."""

    text: Text
    marks: Annotated[int, Meta(ge=1, le=20)] = 1
    accept: Annotated[tuple[Text, ...], Meta(description="The same in learners' words.")] = ()


class ExamQuestion(_Record, frozen=True, kw_only=True):
    """A question as an exam asks it, with what earns its marks."""

    id: Id
    topic: Annotated[Id, Meta(description="The topic it belongs to.")]
    command: Annotated[Phrase, Meta(description="The command word: describe, explain, how far.")]
    marks: Annotated[int, Meta(ge=1, le=40)]
    prompt: Annotated[str, Meta(min_length=1, max_length=300, description="Read aloud.")]
    scheme: Annotated[tuple[SchemePoint, ...], Meta(min_length=1)]
    model_answer: Annotated[str, Meta(min_length=1, max_length=2000)]
    tip: Annotated[Text, Meta(description="One thing to do better, for this command word.")]
    entries: Annotated[tuple[Id, ...], Meta(description="The entries it draws on.")] = ()
    exam_boards: tuple[Phrase, ...] = ()

    def as_item(self) -> QuizItem:
        """The question as a list that is named over several breaths: its scheme's points."""
        points = tuple(ListPoint(text=point.text, accept=point.accept) for point in self.scheme)
        return QuizItem(
            id=self.id, kind="list", prompt=self.prompt, points=points, hint=self.tip,
            entry=self.entries[0] if self.entries else None, exam_boards=self.exam_boards,
        )  # fmt: skip


class CourseFile(_Record, frozen=True, kw_only=True):
    """`content.json`."""

    schema: Annotated[str, Meta(description="For editors only.")] | None = field(
        name="$schema", default=None
    )
    format: Literal[1]
    course: CourseInfo
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)]
    exam_questions: tuple[ExamQuestion, ...] = ()
    also: Annotated[
        tuple[Phrase, ...],
        Meta(description="Further course files, from this one's folder: the skill has them all."),
    ] = ()


class Course:
    """A course file with its cross-references resolved. Ids of another course give None."""

    def __init__(self, file: CourseFile):
        self.file = file
        self.info = file.course
        self.topics = file.topics

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _entries(self) -> dict[str, tuple[Entry, Topic]]:
        return {entry.id: (entry, topic) for topic in self.topics for entry in topic.entries}

    @cached_property
    def _items(self) -> dict[str, tuple[QuizItem, Topic]]:
        return {item.id: (item, topic) for topic in self.topics for item in topic.quiz}

    @cached_property
    def _exam(self) -> dict[str, ExamQuestion]:
        return {question.id: question for question in self.file.exam_questions}

    def exam_question(self, question_id: str | None) -> ExamQuestion | None:
        """The exam question of that id."""
        return self._exam.get(question_id or "")

    def topic(self, topic_id: str | None) -> Topic | None:
        """The topic of that id."""
        return self._topics.get(topic_id or "")

    def entry(self, entry_id: str | None) -> Entry | None:
        """The entry of that id."""
        found = self._entries.get(entry_id or "")
        return found and found[0]

    @cached_property
    def _others(self) -> dict[str, QuizItem]:
        """Items asked another way, and exam questions, by the id they are asked under."""
        ways = (item.otherwise() for item, _ in self._items.values())
        asked = [question.as_item() for question in self.file.exam_questions]
        return {item.id: item for item in (*(way for way in ways if way), *asked)}

    def item(self, item_id: str | None) -> QuizItem | None:
        """The quiz item of that id, drafts included; one asked another way, or an exam question,
        under the id that `QuizItem.otherwise` and `ExamQuestion.as_item` give it."""
        found = self._items.get(item_id or "")
        return found[0] if found else self._others.get(item_id or "")

    def topic_of(self, some_id: str | None) -> Topic | None:
        """The topic in which an entry, a quiz item or an exam question stands."""
        some_id = (some_id or "").removesuffix(OTHERWISE)
        found = self._entries.get(some_id) or self._items.get(some_id)
        if found:
            return found[1]
        question = self.exam_question(some_id)
        return self.topic(question.topic) if question else None

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the file's order."""
        return (entry for topic in self.topics for entry in topic.entries)

    def items(self) -> Iterator[QuizItem]:
        """Every quiz item that may be asked (no drafts), in the file's order."""
        return (item for topic in self.topics for item in topic.quiz if not item.draft)
