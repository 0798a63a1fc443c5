"""The encoder as a reader of answers, with gradients: what likeness.py measures, in torch."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn.functional import normalize

from skill.quiz.marking.likeness import ALONE, LONGEST
from training.adapter import Bert

if TYPE_CHECKING:
    from training.marking import Lesson

Tensor = torch.Tensor
SIGNALS = 12
"""`Likenesses.signals`, the words shared, the rarest of them, and one."""
START = (6.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.5, -6.5)
"""Where the regression begins: near what the router's adapter would want."""


class Reader(Bert):
    """The encoder token by token; its regression has a row for lists and one for explanations.

    Layers below the additions do not change: what they make of a text is kept.
    """

    def __init__(self, folder: Path, seed: int, begin: Path, signals: tuple[int, ...]):
        super().__init__(folder, seed)
        with np.load(begin) as loaded, torch.no_grad():
            for key in self.up:
                name = key.replace("/", ".")
                up, down = (
                    torch.tensor(loaded[f"{name}.{side}"].astype(np.float32))
                    for side in ("up", "down")
                )
                self.up[key][:, : up.shape[1]].copy_(up)
                self.down[key][: down.shape[0]].copy_(down)
        self.head = torch.nn.Parameter(torch.tensor([START, START]))
        self.used = torch.tensor([float(n in signals) for n in range(SIGNALS)])
        self.first = min(int(key.split("/")[2]) for key in self.up)
        self.below: dict[tuple[int, ...], Tensor] = {}
        self.pieces: dict[str, list[int]] = {}

    def read(self, texts: list[list[str]]) -> tuple[Tensor, Tensor, list[list[tuple[int, int]]]]:
        """(texts, tokens, 384) states, which tokens are there, and where each word's lie."""
        rows, places = [], []
        for text in texts:
            ids: list[int] = []
            spans = []
            for word in text:
                if word not in self.pieces:
                    self.pieces[word] = self.tokens.ids(word, 128)[1:-1]
                spans.append((len(ids) + 1, len(ids) + 1 + len(self.pieces[word])))
                ids += self.pieces[word]
            rows.append(self.tokens.framed(ids[:126]))
            places.append([(min(a, 127), min(b, 127)) for a, b in spans])
        size = max(map(len, rows))
        here = torch.tensor([[1.0] * len(row) + [0.0] * (size - len(row)) for row in rows])
        self._keep([row for row in rows if tuple(row) not in self.below])
        x = torch.zeros(len(rows), size, 384)
        for n, row in enumerate(rows):
            x[n, : len(row)] = self.below[tuple(row)].float()
        mask = (1 - here)[:, None, None] * -1e9
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in range(self.first, 6):
                x = self.layer(f"encoder.layer.{layer}", x, mask)
        return x.float(), here, places

    @torch.no_grad()
    def _keep(self, rows: list[list[int]]) -> None:
        for row in rows:
            x = self.fixed["embeddings.word_embeddings.weight"][torch.tensor([row])]
            x = x + self.fixed["embeddings.position_embeddings.weight"][: len(row)]
            first = self.fixed["embeddings.token_type_embeddings.weight"][0]
            x = self.norm("embeddings.LayerNorm", x + first)
            for layer in range(self.first):
                x = self.layer(f"encoder.layer.{layer}", x, torch.zeros(1))
            self.below[tuple(row)] = x[0].to(torch.bfloat16)

    def score(self, lessons: "list[Lesson]") -> Tensor:
        """The regression for every point of every lesson, one after the other."""
        signals, points, owners = self.signals(lessons)
        kinds = torch.tensor([0 if one.judged.points_asked else 1 for one in lessons])[owners]
        totals = (signals * self.used * self.head[kinds]).sum(1)
        keys, where = torch.unique(points, sorted=True, return_inverse=True)
        return torch.full((len(keys),), -1e9).scatter_reduce(0, where, totals, "amax")

    def signals(self, lessons: "list[Lesson]") -> tuple[Tensor, Tensor, Tensor]:
        """For every text of every lesson: its signals, its point's key, and its lesson."""
        known: dict[tuple[str, ...], int] = {}
        rows = [
            (b, known.setdefault(tuple(text), len(known)), 64 * b + n, share)
            for b, one in enumerate(lessons)
            for n, (group, shares) in enumerate(zip(one.texts, one.shares, strict=True))
            for text, share in zip(group, shares, strict=True)
        ]
        heard, heard_here, places = self.read([one.heard for one in lessons])
        told, told_here, _ = self.read([list(text) for text in known])
        owner, text, point = (torch.tensor([row[at] for row in rows]) for at in range(3))
        vectors, wholes = _mean(told, told_here)[text], _mean(heard, heard_here)
        inner, mine = _inner(heard_here)[owner], _inner(told_here)[text]
        pairs = torch.einsum("nad,nbd->nab", _unit(told)[text], _unit(heard)[owner])
        pairs = pairs.masked_fill(inner[:, None] == 0, -1).masked_fill(mine[..., None] == 0, -1)
        nearest, back = pairs.max(2).values, pairs.max(1).values
        pooled, begins, ends, real = stretches(heard, places)
        near = torch.einsum("nsd,nd->ns", pooled[owner], vectors).masked_fill(real[owner] == 0, -1)
        best, at = near.max(1)
        others = (owner[:, None] == owner) & (point[:, None] != point)
        whole = (wholes[owner] * vectors).sum(1)
        first, last = (t[owner].gather(1, at[:, None]) for t in (begins, ends))
        spot = torch.arange(heard.shape[1])
        inside = ((spot >= first) & (spot < last)).float() * inner
        shares = torch.tensor([row[3] for row in rows])
        columns = [
            best,
            (nearest * mine).sum(1) / mine.sum(1).clamp(min=1),
            whole,
            _lead(best, near.index_select(1, at).T, others),
            _lead(whole, whole[None].expand_as(others), others),
            (nearest * mine + (1 - mine) * 9).min(1).values,
            (back * inside).sum(1) / inside.sum(1).clamp(min=1),
            (back * inside + (1 - inside) * 9).min(1).values.clamp(max=1),
            torch.log(inner.sum(1).clamp(min=1) / mine.sum(1).clamp(min=1)),
            shares[:, 0],
            shares[:, 1],
            torch.ones_like(best),
        ]
        return torch.stack(columns, 1), point, owner


def stretches(x: Tensor, places: list[list[tuple[int, int]]]) -> tuple[Tensor, ...]:
    """Vectors of all stretches, their first tokens and ends, and which are real."""
    found = []
    for spans in places:
        count = len(spans)
        stretch = [
            (spans[a][0], max(spans[b - 1][1], spans[a][0] + 1))
            for a in range(count)
            for b in range(a + min(count, 2), min(count, a + LONGEST) + 1)
            if spans[b - 1][1] > spans[a][0]
        ]
        found.append(stretch or [(spans[0][0], max(spans[-1][1], spans[0][0] + 1))])
    most = max(map(len, found))
    real = torch.tensor([[1] * len(row) + [0] * (most - len(row)) for row in found])
    both = torch.tensor([row + [(1, 2)] * (most - len(row)) for row in found])
    begins = both[..., 0].clamp(max=x.shape[1] - 1)
    ends = torch.maximum(both[..., 1].clamp(max=x.shape[1]), begins + 1)
    sums = torch.cat([torch.zeros(len(x), 1, x.shape[2]), x.cumsum(1)], 1)
    at = [t[..., None].expand(-1, -1, x.shape[2]) for t in (begins, ends)]
    pooled = (sums.gather(1, at[1]) - sums.gather(1, at[0])) / (ends - begins)[..., None]
    return _unit(pooled), begins, ends, real


def _lead(own: Tensor, rivals: Tensor, others: Tensor) -> Tensor:
    nearest = rivals.masked_fill(~others, -1).max(1).values
    return torch.where(others.any(1), own - nearest, torch.full_like(own, ALONE))


def _unit(x: Tensor) -> Tensor:
    return normalize(x, dim=-1, eps=1e-6)


def _mean(x: Tensor, here: Tensor) -> Tensor:
    return _unit((x * here[..., None]).sum(1) / here.sum(1, keepdim=True))


def _inner(here: Tensor) -> Any:
    """The tokens without the start and end marks."""
    inner = here.clone()
    inner[:, 0] = 0
    inner[torch.arange(len(here)), here.sum(1).long() - 1] = 0
    return inner
