"""What the core says of fixed rows stays as it is, until somebody means to change it."""

from benchmarks.unchanged import KEPT, differing, lines


def test_nothing_moved():
    found = differing(KEPT.read_text(encoding="utf-8").splitlines(), list(lines()))
    shown = "\n".join(f"{before}\n    now: {after}" for before, after in found[:10])
    assert not found, (
        f"{len(found)} rows differ. If that is meant, run python -m benchmarks.unchanged --write and "
        f"read the diff:\n{shown}"
    )


def test_a_row_that_moved_or_is_gone_is_named():
    kept = ["answer\tq\tone\tcorrect", "answer\tq\ttwo\tincorrect"]
    assert differing(kept, ["answer\tq\tone\tcorrect", "answer\tq\ttwo\tcorrect"]) == [
        ("answer\tq\ttwo\tincorrect", "correct")
    ]
    assert len(differing(kept, kept[:1])) == 1
