"""Routing's pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

COLOURS = {"Revision Owl": "#2b6cb0", "Owl, without weights": "#90cdf4"}


def plot_quality(table: Sequence[dict[str, Any]], path: Path) -> None:
    """Right entry first, by set and method."""
    sets = list(dict.fromkeys(row["set"] for row in table))
    methods = list(dict.fromkeys(row["method"] for row in table))
    figure, axes = plt.subplots(1, 2, figsize=(13, 0.42 * len(sets) * 2 + 1), sharey=True)
    for axis, key, title in zip(
        axes, ("first", "auroc"), ("Right entry first, %", "AUROC, %"), strict=True
    ):
        for number, method in enumerate(methods):
            values = {row["set"]: 100 * row[key] for row in table if row["method"] == method}
            height = 0.8 / len(methods)
            places = [n + number * height for n, name in enumerate(sets) if name in values]
            colour = COLOURS.get(method, f"{0.45 + 0.12 * number:.2f}")
            kept = [values[name] for name in sets if name in values]
            axis.barh(places, kept, height, label=method, color=colour)
        axis.set_title(title)
        axis.set_yticks([n + 0.4 for n in range(len(sets))], sets)
        axis.set_xlim(0, 100)
        axis.grid(axis="x", alpha=0.3)
    axes[0].invert_yaxis()
    axes[1].legend(loc="lower right", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def plot_cost(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Query and load time over the number of entries."""
    figure, axis = plt.subplots(figsize=(7, 4))
    sizes = [row["entries"] for row in rows]
    for key, label in (
        ("query_median_ms", "question, median"),
        ("query_p99_ms", "question, 99th percentile"),
        ("load_ms", "index load"),
    ):
        axis.plot(sizes, [row[key] for row in rows], marker="o", label=label)
    axis.set_xscale("log")
    axis.set_xlabel("entries")
    axis.set_ylabel("milliseconds, one core")
    axis.set_ylim(bottom=0)
    axis.grid(alpha=0.3)
    axis.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)
