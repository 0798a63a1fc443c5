"""Train the fusion: `python -m training.fusion [--cv]` → skill/retrieval/fusion.npz.

`--cv` leaves out one course at a time and prints what the other eight's fusion does on it.
"""

import argparse
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import torch

from skill.reader.encoder import load_encoder
from skill.retrieval.features import COLUMNS
from skill.retrieval.fusion import LEXICAL
from training.data import COURSES, Made, authored, load_folder, made_of
from training.report import Outcome, outcome, summary
from training.tables import Remembering, Tables, joined, tables_of, training_tables

HIDDEN, STEPS, BATCH, RATE, DECAY = 16, 1500, 256, 0.01, 0.003


class Net(torch.nn.Module):
    """One layer of tanh, as skill/retrieval/fusion.py runs it."""

    def __init__(self, inputs: torch.Tensor):
        super().__init__()
        self.register_buffer("mean", inputs.mean(0))
        self.register_buffer("spread", inputs.std(0).clamp(min=0.02))
        self.first = torch.nn.Linear(inputs.shape[1], HIDDEN)
        self.second = torch.nn.Linear(HIDDEN, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scaled = ((x - self.mean) / self.spread).clamp(-4, 4)
        return self.second(torch.tanh(self.first(scaled))).squeeze(-1)


def candidate_inputs(values: torch.Tensor, here: torch.Tensor, asked: torch.Tensor) -> torch.Tensor:
    """Signals, gaps to the best candidate, the question's own signals."""
    best = values.masked_fill(~here[..., None], -9.0).max(1, keepdim=True).values
    known = asked[:, None].expand(-1, values.shape[1], -1)
    return torch.cat([values, best - values, known], dim=-1)


def none_inputs(
    values: torch.Tensor, here: torch.Tensor, asked: torch.Tensor, scores: torch.Tensor
) -> torch.Tensor:
    """The leading candidate's signals, margins between the two best, the question's own."""
    leader = scores.masked_fill(~here, -1e9).argmax(1)
    chosen = values[torch.arange(len(values)), leader]
    lone = here.sum(1) < 2
    two = values.masked_fill(~here[..., None], 0.0).topk(2, dim=1).values
    margins = torch.where(lone[:, None], two[:, 0], two[:, 0] - two[:, 1])
    return torch.cat([chosen, margins, asked], dim=-1)


def train(tables: Tables, columns: list[int], seed: int = 0) -> dict[str, np.ndarray[Any, Any]]:
    """Fit both networks by the likelihood of the right choice."""
    torch.manual_seed(seed)
    values = torch.tensor(tables.values[:, :, columns])
    here, right = torch.tensor(tables.here), torch.tensor(tables.right)
    asked, weight = torch.tensor(tables.asked), torch.tensor(tables.weight)
    covered = torch.tensor(tables.covered)
    # A covered question whose entry was not even a candidate teaches nothing.
    usable = ~covered | right.any(1)
    inputs = candidate_inputs(values, here, asked)
    candidate = Net(inputs[here])
    zero = none_inputs(values, here, asked, values[..., columns.index(columns[0])])
    none = Net(zero)
    optimiser = torch.optim.AdamW(
        [*candidate.parameters(), *none.parameters()], lr=RATE, weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS)
    rows = torch.nonzero(usable).squeeze(1)
    for _ in range(STEPS):
        some = rows[torch.randint(len(rows), (BATCH,))]
        scores = candidate(inputs[some]).masked_fill(~here[some], -1e9)
        outside = none(none_inputs(values[some], here[some], asked[some], scores.detach()))
        every = torch.cat([scores, outside[:, None]], dim=1)
        wanted = torch.cat([right[some], ~covered[some][:, None]], dim=1)
        loss = torch.logsumexp(every, 1) - torch.logsumexp(every.masked_fill(~wanted, -1e9), 1)
        optimiser.zero_grad()
        ((loss * weight[some]).sum() / weight[some].sum()).backward()
        optimiser.step()
        schedule.step()
    return {**exported("candidate", candidate), **exported("none", none)}


def exported(part: str, net: Net) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays that Fusion reads."""
    return {
        f"{part}.mean": net.mean.numpy(),
        f"{part}.spread": net.spread.numpy(),
        f"{part}.in": net.first.weight.detach().numpy().T.copy(),
        f"{part}.bias": net.first.bias.detach().numpy(),
        f"{part}.out": net.second.weight.detach().numpy()[0],
        f"{part}.level": net.second.bias.detach().numpy()[0],
    }


def tables_for(
    name: str, made: Made, choices: argparse.Namespace, number: int
) -> tuple[Tables, Tables]:
    """A course's tables to train and to test on, kept in the memory folder."""
    adapter = adapter_without(name, choices.adapters)
    tag = adapter.stem if adapter else "base"
    kept = choices.memory / f"tables-{tag}-{name}.pickle"
    if choices.keep and kept.exists():
        return pickle.loads(kept.read_bytes())
    encoder = Remembering(
        lambda: load_encoder(choices.weights, adapter), choices.memory / f"{tag}-{name}.npz"
    )
    found = (
        training_tables(made, encoder, number, choices.rounds),
        tables_of(made, encoder),
    )
    encoder.save()
    kept.write_bytes(pickle.dumps(found))
    print(name, tag, len(found[0].weight), flush=True)
    return found


def adapter_without(name: str, folder: Path | None) -> Path | None:
    """The adapter that was trained without this course: FOLDER/<names joined by +>.npz."""
    if folder is None:
        return None
    (found,) = (path for path in folder.glob("*.npz") if name in path.stem.split("+"))
    return found


def main() -> None:
    """Read the courses, make the tables, train, and save or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    parser.add_argument("--adapters", type=Path, help="folder of adapters, by what they left out")
    parser.add_argument("--memory", type=Path, required=True, help="folder for what was computed")
    parser.add_argument("--keep", action="store_true", help="use the tables made before")
    parser.add_argument("--authored", nargs="*", default=[], help="courses of training/authored")
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("skill/retrieval/fusion.npz"))
    choices = parser.parse_args()
    torch.set_num_threads(1)
    choices.memory.mkdir(parents=True, exist_ok=True)
    mades = {name: made_of(raw) for name, raw in load_folder(COURSES).items()}
    mades |= {name: authored(name) for name in choices.authored}
    both = {
        name: tables_for(name, made, choices, number)
        for number, (name, made) in enumerate(mades.items())
    }
    sets = {
        "full": list(range(len(COLUMNS))),
        "lexical": [COLUMNS.index(name) for name in LEXICAL],
    }
    if choices.cv:
        for label, columns in sets.items():
            cross_validate(label, both, columns)
        return
    every = joined([tables for tables, _ in both.values()])
    saved = {
        f"{label}.{name}": array.astype(np.float32)
        for label, columns in sets.items()
        for name, array in train(every, columns).items()
    }
    np.savez_compressed(choices.out, **saved)


def cross_validate(label: str, both: dict[str, tuple[Tables, Tables]], columns: list[int]) -> None:
    """Each course by a fusion that was trained on the others."""
    found: list[Outcome] = []
    for name, (_, test) in both.items():
        others = joined([tables for other, (tables, _) in both.items() if other != name])
        found.append(outcome(train(others, columns), test, columns))
        print(label, name, summary(found[-1:]), flush=True)
    print(label, "ALL", summary(found), flush=True)


if __name__ == "__main__":
    main()
