"""Drafts of an entry that its source has changed: those nobody touched are made anew."""

from typing import Any

from skill.desk.blocks import Source
from skill.desk.drafting import draft_items
from skill.desk.remembered import Remembered

_BESIDE = ("topic", "line", "tests", "sheet")
"""What stands beside a source's items and is no part of them."""


def redraft(
    topic: dict[str, Any], entry: dict[str, Any], source: Source, remembered: Remembered
) -> list[str]:
    """Change the entry's drafts in their topic; what a teacher should look at.

    A draft that cannot be made any more goes; what was accepted or edited stays, and is named.
    """
    fresh = [
        {name: value for name, value in item.items() if name not in _BESIDE}
        for item in source.quiz
        if item.get("draft") and item.get("tests") == entry["question"]
    ]
    fresh += draft_items(entry, set())
    notes = []
    kept = []
    for item in topic.get("quiz", []):
        if item.get("entry") != entry["id"]:
            kept.append(item)
        elif item.get("draft") and remembered.untouched(item):
            made = next((each for each in fresh if each["kind"] == item["kind"]), None)
            if made is None:
                continue
            fresh.remove(made)
            kept.append({**made, "id": item["id"], "entry": entry["id"], "draft": True})
            remembered.keep(item["id"], kept[-1], remembered.source(item["id"]))
        else:
            kept.append(item)
            if remembered.source(item["id"]) and item.get("explanation") != entry["answer"]:
                notes.append(
                    f"{item['id']}: its entry, {entry['id']}, has changed; does it still fit?"
                )
    topic["quiz"] = kept
    return notes
