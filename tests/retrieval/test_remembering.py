"""What was encoded is not encoded again, by whichever process, and a broken file costs nothing else."""

import multiprocessing

import numpy as np

from skill.retrieval import remembering
from skill.retrieval.remembering import Remembering


class Counting:
    """Made-up unit vectors, and how many texts were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts):
        self.asked += len(texts)
        made = np.array([[len(text), ord(text[0]), 1.0] for text in texts], dtype=np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


TEXTS = ["why", "what is a delta", "why", "how"]


def test_no_text_twice_not_even_on_another_day(tmp_path):
    file = tmp_path / "deep" / "vectors.db"
    first, plain = Counting(), Counting()
    found = Remembering(first, file).encode(TEXTS)
    assert first.asked == 3 and np.array_equal(found, plain.encode(TEXTS))
    second = Counting()
    again = Remembering(second, file).encode(TEXTS)
    assert second.asked == 0 and np.array_equal(again, found)
    assert Remembering(second, file).encode([*TEXTS, "new"]).shape == (5, 3) and second.asked == 1


def test_a_broken_file_is_done_without(tmp_path):
    file = tmp_path / "vectors.db"
    file.write_bytes(b"this is no database" * 50)
    made = Counting()
    assert Remembering(made, file).encode(TEXTS).shape == (4, 3) and made.asked == 3
    assert Remembering(Counting(), tmp_path).encode(["a"]).shape == (1, 3)  # a folder


def test_it_does_not_grow_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(remembering, "MOST", 10)
    file = tmp_path / "vectors.db"
    for start in range(0, 60, 6):
        Remembering(Counting(), file).encode([f"{n} text" for n in range(start, start + 6)])
    made = Counting()
    Remembering(made, file).encode([f"{n} text" for n in range(60)])
    assert made.asked == 50


def _one(file, start):
    Remembering(Counting(), file).encode([f"{n} text" for n in range(start, start + 200)])


def test_processes_share_it(tmp_path):
    file = tmp_path / "vectors.db"
    context = multiprocessing.get_context("spawn")
    together = [context.Process(target=_one, args=(file, 100 * n)) for n in range(3)]
    for each in together:
        each.start()
    for each in together:
        each.join(60)
    made = Counting()
    Remembering(made, file).encode([f"{n} text" for n in range(400)])
    assert made.asked == 0
