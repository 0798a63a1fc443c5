"""The shipped unit, asked and answered by people who had not seen it: `python -m benchmarks.unit`.

`data/unit/questions-*.tsv`: for 60 entries drawn at random, ten questions each by writers who saw only
the entry's title. `data/unit/answers-*.tsv`: for 80 items drawn at random, eight spoken answers each,
with a verdict, by writers who saw only prompt and answer. No line of them is a phrasing of the course or
was learned from, and no miss is printed. Beside ours: BM25 and token_set_ratio for the questions, exact
match and token_set_ratio for the answers.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks import routing_peers as peers
from benchmarks.marking import Labelled, agrees, exact, run, tally, token_set
from benchmarks.routing_data import Asked, Trial
from skill.compose import tools_for
from skill.content.course import Course
from skill.content.loading import load_course
from skill.reader.reader import load_reader
from skill.reader.weights import quantise_weights
from skill.settings import Settings

DATA = Path(__file__).parent / "data" / "unit"


def rows(kind: str, half: str) -> Iterator[list[str]]:
    """The lines of the files of one kind: "questions" or "answers"."""
    for path in sorted(DATA.glob(f"{kind}-{half}.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield line.split("\t")


def asked_of(course: Course, half: str) -> Trial:
    """The questions, less those to entries that the course has no more."""
    known = {entry.id for entry in course.entries()}
    asked = [Asked(text, frozenset((entry,)), "", None) for entry, text in rows("questions", half)]
    same = {
        " ".join(t.lower().split()) for e in course.entries() for t in (e.question, *e.also_asked)
    }
    kept = [each for each in asked if each.right <= known]
    repeated = sum(" ".join(each.text.lower().split()) in same for each in kept)
    print(f"{len(kept)} questions to {len({tuple(e.right) for e in kept})} entries; {len(asked) - len(kept)} "
          f"to entries that are gone; {repeated} are a wording of the course by chance")  # fmt: skip
    return Trial("unit", course, tuple(kept))


def questions(trial: Trial, settings: Settings) -> None:
    """Prints who finds what."""
    router = tools_for(trial.course, settings).router
    count = len(trial.asked)
    first = right = offered = wrong = 0
    by_topic: dict[str, list[bool]] = defaultdict(list)
    for asked in trial.asked:
        routing = router.route(asked.text)
        ids = [candidate.entry_id for candidate in routing.candidates]
        hit = bool(ids) and ids[0] in asked.right
        first += hit
        right += hit and routing.decision == "answer"
        wrong += not hit and routing.decision == "answer"
        offered += routing.decision == "did_you_mean" and bool(asked.right & set(ids[:2]))
        by_topic[trial.course.topic_of(min(asked.right)).title].append(hit)  # type: ignore[union-attr]
    share = lambda n: f"{100 * n / count:5.1f}"  # noqa: E731
    print(f"{'questions, per cent':26} right first  answered right  offered right  answered wrong")
    print(
        f"{'Revision Owl':26} {share(first):>11} {share(right):>15} {share(offered):>14} {share(wrong):>15}"
    )
    for label, ranked in (("BM25", peers.bm25(trial)), ("token_set_ratio", peers.token_set(trial))):
        hits = sum(
            bool(ids) and ids[0] in a.right for a, (ids, _) in zip(trial.asked, ranked, strict=True)
        )
        print(f"{label:26} {share(hits):>11}")
    for topic, hits_ in sorted(by_topic.items()):
        print(f"  {topic:52} {len(hits_):4} {100 * sum(hits_) / len(hits_):6.1f}")


def answers(course: Course, half: str, settings: Settings) -> None:
    """Prints how far the marker and the examiners agree."""
    labelled, gone = [], 0
    for item_id, heard, verdict, *points in rows("answers", half):
        item = course.item(item_id)
        if item is None:
            gone += 1
            continue
        named = (
            tuple(int(n) for n in points[0].split(",") if n.strip()) if points and points[0] else ()
        )
        labelled.append(Labelled(item.kind, item, heard, verdict, named, None, ""))
    reader = load_reader(quantise_weights(settings.cache / "encoder"))
    marks, _, _ = run({"unit": (course, labelled)}, reader)
    judged = [(row, mark.verdict, agrees(row, mark)) for row, mark in marks]
    print(f"\n{len(labelled)} answers, {gone} to items that are gone"
          f"\n{'answers':26}       agreement  right→wrong  wrong→right, per cent")  # fmt: skip
    print(f"{'Revision Owl':26} {tally(judged)}")
    for kind in ("short", "number", "year", "choice", "true_false", "list"):
        print(f"  {kind:24} {tally([each for each in judged if each[0].item.kind == kind])}")
    for label, judge in (("exact match", exact), ("token_set_ratio >= 80", token_set)):
        plain = [(r, v := judge(r.item, r.heard), v == r.verdict) for r, _ in marks]
        print(f"{label:26} {tally(plain)}")


def main() -> None:
    """Both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="*", help="0 or 1: one half of each set")
    asked = parser.parse_args()
    settings = Settings()
    course = load_course(settings.content)
    questions(asked_of(course, asked.half), settings)
    answers(course, asked.half, settings)


if __name__ == "__main__":
    main()
