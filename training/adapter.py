"""Train the encoder's adapter: `python -m training.adapter` → skill/retrieval/adapter.npz.

Low-rank additions to the matrices of the upper layers (Hu et al. 2021), trained so that a
question lies nearer to its entry's texts than to the other entries' of the same course, and
an uncovered one near to none: a softmax over the entries and a learned "none" (in-batch
contrastive loss: Oord et al. 2018). The base model's weights stay as they are.
"""

import argparse
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from skill.reader.weights import load_arrays, vocabulary_file
from skill.reader.wordpiece import load_wordpiece
from skill.retrieval.query import completed_form, spoken_form
from skill.retrieval.terms import heard_words
from skill.retrieval.views import Kind, Row, rows_of
from training.data import COURSES, Ask, Made, authored, load_folder, load_outlines, made_of
from training.noise import misheard

DENSE = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip
RANK, RATE, HEAT, BATCH, LONGEST = 6, 1e-3, 20.0, 40, 48
AUTHORED = ("a01-usa-1920-73", "a03-maos-china", "a03-algorithms-programming")
"""Of the authored courses those that nothing is measured on."""
LAYERS = range(2, 6)
"""Those that get additions: the lowest two know words, the others what is meant."""


class Bert(torch.nn.Module):
    """The encoder of skill/reader/encoder.py, with additions that learn."""

    def __init__(self, folder: Path, seed: int):
        super().__init__()
        torch.manual_seed(seed)
        self.tokens = load_wordpiece(vocabulary_file(folder))
        self.fixed: dict[str, torch.Tensor] = {}
        for name, array in load_arrays(folder).items():
            full = array[0] * array[1][:, None] if isinstance(array, tuple) else array
            self.fixed[name] = torch.tensor(np.array(full))
        self.up, self.down = torch.nn.ParameterDict(), torch.nn.ParameterDict()
        for layer in LAYERS:
            for part in DENSE:
                stem = f"encoder.layer.{layer}.{part}"
                rows, columns = self.fixed[f"{stem}.weight"].shape
                key = stem.replace(".", "/")
                self.up[key] = torch.nn.Parameter(torch.zeros(rows, RANK))
                self.down[key] = torch.nn.Parameter(torch.randn(RANK, columns) / math.sqrt(columns))
        self.level = torch.nn.Parameter(torch.tensor(0.5))

    def dense(self, stem: str, x: torch.Tensor) -> torch.Tensor:
        key = stem.replace(".", "/")
        if key not in self.up:
            return x @ self.fixed[f"{stem}.weight"].T + self.fixed[f"{stem}.bias"]
        added = (
            torch.nn.functional.dropout(x, 0.1, self.training) @ self.down[key].T @ self.up[key].T
        )
        return x @ self.fixed[f"{stem}.weight"].T + self.fixed[f"{stem}.bias"] + added

    def norm(self, stem: str, x: torch.Tensor) -> torch.Tensor:
        weight, bias = self.fixed[f"{stem}.weight"], self.fixed[f"{stem}.bias"]
        return torch.nn.functional.layer_norm(x, (384,), weight, bias, 1e-12)

    def forward(self, texts: list[str]) -> torch.Tensor:
        ids = [self.tokens.ids(text, LONGEST) for text in texts]
        order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
        parts = [self.run([ids[n] for n in order[a : a + 32]]) for a in range(0, len(order), 32)]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[back]

    def run(self, ids: list[list[int]]) -> torch.Tensor:
        size = max(map(len, ids))
        padded = torch.tensor([row + [0] * (size - len(row)) for row in ids])
        here = torch.tensor([[1.0] * len(row) + [0.0] * (size - len(row)) for row in ids])
        x = self.fixed["embeddings.word_embeddings.weight"][padded]
        x = x + self.fixed["embeddings.position_embeddings.weight"][:size]
        x = self.norm(
            "embeddings.LayerNorm", x + self.fixed["embeddings.token_type_embeddings.weight"][0]
        )
        mask = (1 - here)[:, None, None] * -1e9
        for layer in range(6):
            x = self.layer(f"encoder.layer.{layer}", x, mask)
        pooled = (x * here[..., None]).sum(1) / here.sum(1, keepdim=True)
        return torch.nn.functional.normalize(pooled, dim=1)

    def layer(self, stem: str, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        count, size, _ = x.shape
        split = [
            self.dense(f"{stem}.attention.self.{part}", x).view(count, size, 12, 32).transpose(1, 2)
            for part in ("query", "key", "value")
        ]
        scores = split[0] @ split[1].transpose(2, 3) / math.sqrt(32) + mask
        mixed = (scores.softmax(-1) @ split[2]).transpose(1, 2).reshape(count, size, 384)
        x = self.norm(
            f"{stem}.attention.output.LayerNorm",
            x + self.dense(f"{stem}.attention.output.dense", mixed),
        )
        wide = torch.nn.functional.gelu(self.dense(f"{stem}.intermediate.dense", x))
        return self.norm(f"{stem}.output.LayerNorm", x + self.dense(f"{stem}.output.dense", wide))


class Lessons:
    """One course as batches of questions and entry texts."""

    def __init__(self, made: Made, bert: Bert):
        self.made = made
        self.ids = [entry.id for entry in made.course.entries()]
        self.before = {entry.id: entry.question for entry in made.course.entries()}
        self.rows: dict[str, list[Row]] = {name: [] for name in self.ids}
        for row in rows_of(made.course):
            if row.kind is not Kind.TOPIC:
                self.rows[self.ids[row.entry]].append(row)
        self.told: dict[str, list[Row]] = {
            name: [row for row in rows if row.kind is not Kind.PHRASING]
            for name, rows in self.rows.items()
        }
        self.nearest = self._nearest(bert)

    @torch.no_grad()
    def _nearest(self, bert: Bert) -> dict[str, dict[str, str]]:
        """For each question, the text of each right entry that the base model finds nearest."""
        bert.eval()
        vectors = {name: bert([r.text for r in rows]) for name, rows in self.told.items()}
        found = {}
        for ask in self.made.asks:
            if ask.right:
                vector = bert([ask.text])[0]
                found[ask.text] = {
                    name: self.told[name][int((vectors[name] @ vector).argmax())].text
                    for name in ask.right
                }
        bert.train()
        return found

    def batch(
        self, asks: list[Ask], rng: random.Random
    ) -> tuple[list[str], list[tuple[str, str]], list[frozenset[str]]]:
        """Questions, (entry, text) pairs, and which entries are right for each question."""
        kept = {name for name in self.ids if rng.random() < 0.85}
        pairs = []
        for name in self.ids:
            if name in kept:
                asked = [r.text for r in self.rows[name] if r.kind is Kind.PHRASING]
                pairs += [(name, rng.choice(asked)), (name, rng.choice(self.told[name]).text)]
        questions, rights = [], []
        for ask in asks:
            right = ask.right & kept
            for name in right:
                if rng.random() < 0.5:
                    pairs.append((name, self.nearest[ask.text][name]))
            questions.append(self.spoken(ask, rng))
            rights.append(frozenset(right))
        return questions, pairs, rights

    def spoken(self, ask: Ask, rng: random.Random) -> str:
        text = misheard(ask.text, rng) if rng.random() < 0.15 else ask.text
        heard = heard_words(text)
        if ask.context:
            return completed_form(heard, self.before[ask.context])
        return spoken_form(heard)


def step(bert: Bert, lessons: Lessons, asks: list[Ask], rng: random.Random) -> torch.Tensor:
    """The loss of one batch."""
    questions, pairs, rights = lessons.batch(asks, rng)
    vectors = bert(questions + [text for _, text in pairs])
    cosines = vectors[: len(questions)] @ vectors[len(questions) :].T
    names = sorted({name for name, _ in pairs})
    columns = []
    for name in names:
        mine = [at for at, (owner, _) in enumerate(pairs) if owner == name]
        columns.append(cosines[:, mine].max(1).values)
    logits = torch.stack([*columns, bert.level.expand(len(questions))], dim=1) * HEAT
    wanted = torch.tensor([[name in right for name in names] + [not right] for right in rights])
    gain = torch.logsumexp(logits, 1) - torch.logsumexp(logits.masked_fill(~wanted, -1e9), 1)
    return gain.mean()


def train(bert: Bert, courses: list[Made], epochs: int, seed: int) -> None:
    """Go through all courses' questions `epochs` times."""
    rng = random.Random(seed)
    every = [Lessons(made, bert) for made in courses]
    steps = epochs * sum(math.ceil(len(lessons.made.asks) / BATCH) for lessons in every)
    optimiser = torch.optim.AdamW(bert.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    started, done, losses = time.time(), 0, []
    for _ in range(epochs):
        batches = []
        for lessons in every:
            asks = list(lessons.made.asks)
            rng.shuffle(asks)
            batches += [(lessons, asks[a : a + BATCH]) for a in range(0, len(asks), BATCH)]
        rng.shuffle(batches)
        for lessons, asks in batches:
            loss = step(bert, lessons, asks, rng)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(bert.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
            done += 1
            if done % 20 == 0:
                seconds = time.time() - started
                print(f"{done}/{steps} {np.mean(losses[-20:]):.3f} {seconds:.0f}s", flush=True)


def exported(bert: Bert) -> dict[str, np.ndarray[Any, Any]]:
    """The additions, as load_encoder reads them, in half precision."""
    out = {}
    for key in bert.up:
        stem = key.replace("/", ".")
        out[f"{stem}.up"] = bert.up[key].detach().numpy().astype(np.float16)
        out[f"{stem}.down"] = bert.down[key].detach().numpy().astype(np.float16)
    return out


def main() -> None:
    """Train on all courses, or on all but some."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    parser.add_argument("--without", nargs="*", default=[], help="courses left out")
    parser.add_argument("--authored", nargs="*", default=list(AUTHORED), help="authored courses")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("skill/retrieval/adapter.npz"))
    choices = parser.parse_args()
    torch.set_num_threads(1)
    raws = {**load_folder(COURSES), **load_outlines()}
    courses = [made_of(raw) for name, raw in raws.items() if name not in choices.without]
    courses += [authored(name) for name in choices.authored]
    bert = Bert(choices.weights, seed=0)
    train(bert, courses, choices.epochs, seed=0)
    np.savez_compressed(choices.out, **exported(bert))


if __name__ == "__main__":
    main()
