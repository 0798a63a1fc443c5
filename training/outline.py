"""Training courses written as outlines: one line a thing, its first sign says what it is.

# course        ## topic | other names      = id | question     ~ other phrasings, by |
! answer        - point                     ? style: question   > context-id: follow-up
U kind: uncovered question
"""

from pathlib import Path
from typing import Any


def read_outline(path: Path) -> dict[str, Any]:  # noqa: C901
    """The file in the shape of the development courses."""
    topics: list[dict[str, Any]] = []
    title = ""
    questions: list[dict[str, Any]] = []
    uncovered: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if not rest:
            continue
        parts = [part.strip() for part in rest.split("|")]
        label, _, said = (part.strip() for part in rest.partition(":"))
        entry = topics[-1]["entries"][-1] if topics and topics[-1]["entries"] else {}
        match sign:
            case "#":
                title = rest
            case "##":
                name = f"topic-{len(topics)}"
                topics.append(
                    {"id": name, "title": parts[0], "also_called": parts[1:], "entries": []}
                )
            case "=":
                topics[-1]["entries"].append({"id": parts[0], "question": parts[1], "points": []})
            case "~":
                entry["also_asked"] = parts
            case "!":
                entry["answer"] = rest
            case "-":
                entry["points"].append(rest)
            case "?":
                questions.append({"text": said, "expect": entry["id"], "style": label})
            case ">":
                asked = {"text": said, "expect": entry["id"], "style": "followup"}
                questions.append(asked | {"context": label})
            case "U":
                uncovered.append({"text": said, "kind": label})
    course = {"format": 1, "course": {"title": title}, "topics": topics}
    return {"course": course, "questions": questions, "uncovered": uncovered, "dialogues": []}
