"""Small and odd courses that the interaction model must stand up to."""

from skill.content.course import Course, CourseFile, CourseInfo, Entry, ListPoint, QuizItem, Topic


def course(*topics: Topic, **info) -> Course:
    given = {"title": "A course", "locales": ("en-GB",)} | info
    return Course(CourseFile(format=1, course=CourseInfo(**given), topics=topics))


def entry(n: int) -> Entry:
    return Entry(id=f"entry-{n}", question=f"What is thing {n}?", answer=f"It is {n}.")


def item(n: int, kind: str = "short", **fields) -> QuizItem:
    return QuizItem(id=f"item-{n}", kind=kind, prompt="Well?", **fields)


NO_QUIZ = course(Topic(id="only", title="Only questions", entries=(entry(1),)))
UNSPEAKABLE = course(
    Topic(id="x", title="日本", entries=(entry(1),), quiz=(item(1, answer="東京"),))
)
UNICODE = course(
    Topic(
        id="physics",
        title="Ångström & Schrödinger: waves/particles (100%)",
        also_called=("  QM  ", "waves", "Waves!", "the 1920s", "π"),
        quiz=(
            item(1, answer="CO₂", accept=("carbon dioxide", "{phrase}", "co2", "C.O.2")),
            item(2, answer="−273.15°C", accept=("absolute zero; or so", "-273")),
            item(3, "choice", answer="α particle", options=("α particle", "β ray", "<b>γ</b>")),
            item(4, answer="x" * 300, accept=("y " * 65,)),
            item(5, "list", points=(ListPoint(text="It's hot", accept=("warm", "H.O.T.")),)),
            item(6, answer="U.S.S.R."),
            item(7, answer="£1,000,000", accept=("NATO", "the UN", "rock 'n' roll", "—")),
        ),
    )
)
LARGE = course(
    *(
        Topic(
            id=f"topic-{t}",
            title=f"Topic {t}",
            entries=tuple(entry(t * 100 + n) for n in range(100)),
            quiz=tuple(
                item(t * 100 + n, answer=f"answer {t * 100 + n}",
                     accept=tuple(f"way {w} of {t * 100 + n}" for w in range(5)))
                for n in range(100)
            ),
        )
        for t in range(100)
    )
)  # fmt: skip
SAME_ANSWERS = course(
    *(Topic(id=f"t{t}", title="The same title", quiz=tuple(
        item(t * 40 + n, answer="True", accept=("yes", f"alternative {n % 3}")) for n in range(40)))
      for t in range(3))
)  # fmt: skip
ALL = {
    "no quiz": NO_QUIZ, "unspeakable": UNSPEAKABLE, "unicode": UNICODE, "large": LARGE,
    "same answers": SAME_ANSWERS,
}  # fmt: skip
