"""What was fitted may not drift: floors under marking, routing, the ear and its calibration."""

import numpy as np
import pytest

from benchmarks.floors import FLOORS, PAIRS, Figures, Kept, Measures, calibration_error, fallen
from skill.reader.reader import Pair
from skill.reader.weights import NoWeights, quantise_weights
from skill.settings import HOME


@pytest.fixture(scope="module")
def figures() -> Figures:
    try:
        weights = quantise_weights(HOME / ".owl" / "encoder")
    except NoWeights as error:
        pytest.skip(f"the encoder's weights are not here: {error}")
    return Measures(400, weights, PAIRS).of()


def test_nothing_fitted_has_fallen(figures):
    assert fallen(figures) == [], figures


def test_what_is_worse_than_its_floor_is_named():
    worse = Figures(0.5, FLOORS.right_first, 0.3, FLOORS.act_right, FLOORS.calibration_error)
    assert [line.split()[0] for line in fallen(worse, FLOORS)] == [
        "agreement",
        "uncovered_answered",
    ]


def test_the_calibration_error_is_the_gap_between_what_was_said_and_what_was_so():
    assert calibration_error([0.9] * 10, [True] * 9 + [False]) == pytest.approx(0.0)
    assert calibration_error([0.9] * 10, [True] * 4 + [False] * 6) == pytest.approx(0.5)


def test_kept_pairs_are_forgotten_with_the_weights_they_came_from(tmp_path, monkeypatch):
    class Counting:
        asked = 0

        def logits(self, task, pairs):
            self.asked += len(pairs)
            return np.ones((len(pairs), 3), dtype=np.float32)

    reader, file = Counting(), tmp_path / "pairs"
    kept = Kept(reader, file)
    kept.logits("mark", [Pair("a", "b"), Pair("a", "b")])
    kept.save()
    assert Kept(reader, file).logits("mark", [Pair("a", "b")]).tolist() == [[1, 1, 1]]
    assert reader.asked == 1
    other = tmp_path / "other.npz"
    other.write_bytes(b"other weights")
    monkeypatch.setattr("benchmarks.floors.LEARNED", other)
    Kept(reader, file).logits("mark", [Pair("a", "b")])
    assert reader.asked == 2
