from skill.content.course import Entry, Topic
from skill.desk.guidebook.sheet import SIZES, points_for, print_sizes, size_class


def topic(entries, points=5):
    said = tuple("Something that is worth a mark in the exam." for _ in range(points))
    return Topic(id="t", title="T", entries=tuple(
        Entry(id=f"e{n}", question="What was it?", answer="It was a thing. " * 6, points=said)
        for n in range(entries)
    ))  # fmt: skip


def test_the_more_there_is_the_smaller_it_is_printed():
    sizes = [points_for(topic(entries), (), ()) for entries in (1, 16, 22, 60)]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == 4
    assert sizes[0] == SIZES[0] and sizes[-1] == SIZES[-1]


def test_every_size_has_its_rule_and_paper_alone_has_it():
    rules = print_sizes()
    assert all(f".{size_class(points)} .sheet" in rules for points in SIZES)
    assert rules.startswith("@media print {") and "font-size: 7.25pt" in rules
