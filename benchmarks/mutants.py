"""How many small, seeded breaks of the core its own fast tests notice.

    python -m benchmarks.mutants [--count 200] [--seed 1] [--rooms quiz retrieval understanding]

A mutant changes one thing in one file: a comparison is turned, a sum becomes a difference, a number
moves by one or a tenth, `and` becomes `or`, a condition is denied (the operators of Offutt et al., "An
Experimental Determination of Sufficient Mutant Operators", TOSEM 5, 1996, less those that Python has no
use for). Each is tried in a copy of the tree against its room's tests, stopped at the first failure;
a mutant that outlasts ten times the room's own time counts as noticed. Beside it stands what an empty
change does: nothing may fail. Prints each as it is tried.
"""

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = {
    "quiz": ("tests/test_unchanged.py", "tests/quiz", "tests/test_floors.py"),
    "retrieval": ("tests/test_unchanged.py", "tests/retrieval", "tests/test_floors.py"),
    "understanding": ("tests/test_unchanged.py", "tests/understanding", "tests/test_floors.py"),
}
_TURNED = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_SWAPPED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
_COPIED = ("skill", "tests", "benchmarks", "training", "pyproject.toml", "content.json",
           "lambda_function.py", "interaction_model", "content.schema.json", "requirements",
           "template.yaml", "docs", "README.md", ".owl")  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change, at the n-th node of a file's tree."""

    path: Path
    node: int
    line: int
    what: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change that a file has a place for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(body[0].value)
        for node in ast.walk(tree)
        if (body := getattr(node, "body", None)) and isinstance(body, list)
        and isinstance(body[0], ast.Expr)
    }  # fmt: skip
    for number, node in enumerate(ast.walk(tree)):
        if what := _what(node, docstrings):
            yield Mutant(path, number, getattr(node, "lineno", 0), what)


def _what(node: ast.AST, docstrings: set[int]) -> str:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _TURNED:
        return "comparison turned"
    if isinstance(node, ast.BinOp) and type(node.op) in _SWAPPED:
        text = isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
        return "" if text else "sum swapped"
    if isinstance(node, ast.BoolOp):
        return "and/or swapped"
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return "number moved"
    if isinstance(node, ast.If | ast.IfExp):
        return "condition denied"
    return ""


def mutated(mutant: Mutant) -> str:
    """The file's text with the change."""
    tree = copy.deepcopy(ast.parse(mutant.path.read_text(encoding="utf-8")))
    node = next(n for at, n in enumerate(ast.walk(tree)) if at == mutant.node)
    if isinstance(node, ast.Compare):
        node.ops[0] = _TURNED[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = _SWAPPED[type(node.op)]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.Constant):
        node.value = node.value + 1 if isinstance(node.value, int) else node.value * 1.1 + 0.01
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def tried(tree: Path, room: str, patience: float) -> bool:
    """Whether the room's tests notice."""
    tests = [test for test in ROOMS[room] if (tree / test).exists()]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-n",
        "2",
        *tests,
    ]
    try:
        done = subprocess.run(command, cwd=tree, capture_output=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> None:
    """Samples, tries and tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="*", default=list(ROOMS))
    given = parser.parse_args()
    every = [
        (room, mutant)
        for room in given.rooms
        for path in sorted((ROOT / "skill" / room).rglob("*.py"))
        for mutant in mutants_of(path)
    ]
    chosen = random.Random(given.seed).sample(every, min(given.count, len(every)))
    noticed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, tree / name, symlinks=True)
            elif source.exists():
                shutil.copy2(source, tree / name)
        patience = {}
        for room in given.rooms:
            began = time.monotonic()
            if tried(tree, room, 3600):
                raise SystemExit(f"the tests of {room} fail without any change")
            patience[room] = max(120.0, 10 * (time.monotonic() - began))
        print(
            f"{len(every)} places, {len(chosen)} tried; an empty change fails nothing", flush=True
        )
        for room, mutant in chosen:
            target = tree / mutant.path.relative_to(ROOT)
            kept = target.read_text(encoding="utf-8")
            target.write_text(mutated(mutant), encoding="utf-8")
            found = tried(tree, room, patience[room])
            target.write_text(kept, encoding="utf-8")
            asked[room] += 1
            noticed[room] += found
            place = mutant.path.relative_to(ROOT)
            told = "noticed" if found else "UNNOTICED"
            print(f"{told}: {place}:{mutant.line}: {mutant.what}", flush=True)
    for room in given.rooms:
        print(f"{room}: {noticed[room]} of {asked[room]} noticed")
    whole, hits = sum(asked.values()), sum(noticed.values())
    print(f"all: {100 * hits / max(1, whole):.0f} % of {whole}")


if __name__ == "__main__":
    main()
