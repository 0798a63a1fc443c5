"""What sixty days of quizzes leave in a learner's head: ours, Leitner's boxes, and chance.

    python -m benchmarks.memory [--items 60 200] [--learners 40] [--days 60] [--seed 1]
    python -m benchmarks.memory --exam [--days 28 60]     # marks on the day of an exam

The learners are simulated and forget by a law that is not FSRS's, so that ours has no home
advantage: every item has a half-life, recall falls as 2^(-t/h) (Settles and Meeder, "A
Trainable Spaced Repetition Model for Language Learning", ACL 2016; FSRS has a power curve),
and a recall lengthens it the more, the nearer to forgotten it was (the spacing effect: Cepeda
et al., Psychological Bulletin 132, 2006). Learners, items and every single step differ at
random; one answer in twenty is a slip, and one in ten unknown ones is guessed. The scheduler
sees right and wrong alone. Learners miss one day in five.

Two regimes: "as much a day" gives everybody the same number of questions, "what is due" lets
ours and Leitner's boxes ask when they think fit, with five new items a day; chance then asks
as many as ours did. Ours is the product's own path: selection, ratings, scheduling and the
stored record.

`--exam`: an exam on the morning after the last day. The mark is the share of the course that is
recalled then; ours that was told the day of the exam stands beside ours that was not, and Leitner's
boxes, in the same two regimes.
"""

import argparse
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, stdev

from benchmarks.memory_policies import Aimed, Chance, Leitner, Mind, Ours, Policy, course_to_learn
from skill.content.course import Course

A_DAY = 15
REST_DAYS = 30
Found = dict[str, dict[str, list["Run"]]]


@dataclass
class Run:
    """One learner's time with one policy."""

    daily: list[int] = field(default_factory=list)
    """Questions asked, by day."""
    recall: list[float] = field(default_factory=list)
    """The chance of recalling an item of the course, all items alike, at the end of each day."""
    exam: float = 0.0
    """The same on the morning after the last day."""
    rested: float = 0.0
    """The same after REST_DAYS without any quiz."""


def live(
    course: Course, make: Callable[..., Policy], seed: int, days: int, counts: list[int | None]
) -> Run:
    """One learner under one policy; `counts[day]`: how many questions, None: what is due."""
    policy, mind = make(course, random.Random(f"policy {seed}")), Mind(random.Random(seed))
    attends = random.Random(f"days {seed}")
    items = [item.id for item in course.items()]
    run = Run()
    for day in range(days):
        here = attends.random() < 0.8
        chosen = policy.choose(day, counts[day]) if here and counts[day] != 0 else []
        for item in chosen:
            policy.mark(item, day, mind.asked(item, day))
        run.daily.append(len(chosen))
        run.recall.append(mean(mind.recall(item, day + 0.5) for item in items))
    run.exam = mean(mind.recall(item, days) for item in items)
    run.rested = mean(mind.recall(item, days + REST_DAYS) for item in items)
    return run


def compare(items: int, learners: int, days: int, seed: int) -> Found:
    """Every learner under every policy, in both regimes."""
    course = course_to_learn(items)
    found: Found = {"as much a day": {}, "what is due": {}}
    for number in range(seed * 1000, seed * 1000 + learners):
        same: list[int | None] = [A_DAY] * days
        free: list[int | None] = [None] * days
        runs = {
            "as much a day": {
                "ours": live(course, Ours, number, days, same),
                "Leitner": live(course, Leitner, number, days, same),
                "chance": live(course, Chance, number, days, same),
            }
        }
        ours = live(course, Ours, number, days, free)
        runs["what is due"] = {
            "ours": ours,
            "Leitner": live(course, Leitner, number, days, free),
            "chance": live(course, Chance, number, days, list(ours.daily)),
        }
        for regime, policies in runs.items():
            for name, run in policies.items():
                found[regime].setdefault(name, []).append(run)
    return found


def before_exam(items: int, learners: int, days: int, seed: int) -> Found:
    """Every learner under ours with and without the exam's day, and under Leitner's boxes."""
    course = course_to_learn(items)
    makes: dict[str, Callable[..., Policy]] = {
        "ours, aimed": lambda course, rng: Aimed(course, rng, days), "ours": Ours, "Leitner": Leitner,
    }  # fmt: skip
    found: Found = {"as much a day": {}, "what is due": {}}
    for number in range(seed * 1000, seed * 1000 + learners):
        for regime, count in (("as much a day", A_DAY), ("what is due", None)):
            for name, make in makes.items():
                run = live(course, make, number, days, [count] * days)
                found[regime].setdefault(name, []).append(run)
    return found


def exam_table(found: Found, items: int) -> str:
    """Marks on the day, and for what effort."""
    lines = [
        f"{'':15}{'':13}{'questions':>10}{'mark on the day':>18}{'marks per 100 questions':>25}"
    ]
    for regime, policies in found.items():
        for name, runs in policies.items():
            asked, marks = mean(sum(run.daily) for run in runs), [run.exam for run in runs]
            lines.append(
                f"{regime:15}{name:13}{asked:10.0f}{_share(marks):>18}"
                f"{100 * 100 * mean(marks) / asked:25.1f}"
            )
            regime = ""
    return "\n".join(lines)


def table(found: Found, items: int, days: int) -> str:
    """The comparison as text: means over the learners, ± their standard error."""
    lines = [
        f"{'':15}{'':9}{'questions':>10}{f'recall, day {days}':>18}"
        f"{f'{REST_DAYS} days later':>17}{'learnt per 100 questions':>26}"
    ]
    for regime, policies in found.items():
        for name, runs in policies.items():
            asked = mean(sum(run.daily) for run in runs)
            final = [run.recall[-1] for run in runs]
            rested = [run.rested for run in runs]
            lines.append(
                f"{regime:15}{name:9}{asked:10.0f}{_share(final):>18}{_share(rested):>17}"
                f"{100 * items * mean(final) / asked:26.1f}"
            )
            regime = ""
    return "\n".join(lines)


def _share(values: list[float]) -> str:
    error = stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return f"{100 * mean(values):.1f} ± {100 * error:.1f} %"


def draw(found: Found, days: int, path: Path) -> None:
    """Recall over the days above, questions asked so far below, a column for each regime."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 2, figsize=(10, 6), sharex=True, height_ratios=(2, 1))
    for column, (regime, policies) in enumerate(found.items()):
        for name, runs in policies.items():
            known = [100 * mean(run.recall[day] for run in runs) for day in range(days)]
            asked = [mean(sum(run.daily[: day + 1]) for run in runs) for day in range(days)]
            axes[0][column].plot(range(1, days + 1), known, label=name)
            axes[1][column].plot(range(1, days + 1), asked, label=name)
        axes[0][column].set(title=f"Questions: {regime}", ylim=(0, 100))
        axes[1][column].set(xlabel="day", ylim=(0, None))
        axes[0][column].legend(loc="upper left")
    axes[0][0].set_ylabel("items recalled, %")
    axes[1][0].set_ylabel("questions so far")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def main() -> None:
    """Runs the comparison, prints it and draws it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--items", type=int, nargs="+", default=[60, 200])
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--days", type=int, nargs="+", default=[60])
    parser.add_argument("--exam", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path, default=Path("docs/img/memory.png"))
    options = parser.parse_args()
    if options.exam:
        for items in options.items:
            for days in options.days:
                found = before_exam(items, options.learners, days, options.seed)
                print(
                    f"\n{options.learners} learners, {items} questions, an exam after {days} days"
                )
                print(exam_table(found, items), flush=True)
        return
    (days,) = options.days
    for items in options.items:
        found = compare(items, options.learners, days, options.seed)
        print(f"\n{options.learners} learners, a course of {items} questions, {days} days")
        print(table(found, items, days), flush=True)
        if items == options.items[0]:
            draw(found, days, options.plot)
    print(f"\ndrawn, for {options.items[0]} questions: {options.plot}")


if __name__ == "__main__":
    main()
