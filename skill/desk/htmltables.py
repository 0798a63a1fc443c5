"""A table of a web page or of a Word document → rows; what is a table for its layout alone is none."""

from bs4 import Tag

from skill.desk.cards import Row
from skill.desk.columns import headings

_NO_DATA = ("table", "h1", "h2", "h3", "h4", "form", "details", "dl")


def table_rows(table: Tag) -> list[Row]:
    """The rows, a heading row first (of empty cells, where the table has none); [] for a table that
    lays out a page."""
    rows = [tag for tag in table.find_all("tr") if isinstance(tag, Tag)]
    cells = [[c for c in row.find_all(["td", "th"]) if isinstance(c, Tag)] for row in rows]
    cells = [row for row in cells if row]
    if len(cells) < 2 or max(map(len, cells)) < 2 or table.find(_NO_DATA):
        return []
    texts = [[_text(cell) for cell in row] for row in cells]
    found: list[Row] = [(0, row) for row in texts]
    if _is_headed(cells, texts) or headings(found[:1]).at == 0:
        return found
    return [(0, [""] * len(texts[0])), *found]


def _text(cell: Tag) -> str:
    for line_end in cell.find_all(["br", "p", "li"]):
        line_end.insert_before("\n")
    lines = [" ".join(line.split()) for line in cell.get_text().splitlines()]
    return "\n".join(line for line in lines if line)


def _is_headed(cells: list[list[Tag]], texts: list[list[str]]) -> bool:
    """Whether the first row names the columns: marked so, all in bold, or short where the rest
    is long."""
    first = cells[0]
    if all(cell.name == "th" or not _text(cell) for cell in first):
        return True
    if any(cell.name == "th" for row in cells for cell in row):
        return False
    bold = [
        bool(cell.find(["strong", "b"])) and _text(cell) == _bold(cell) for cell in first if _text(cell)
    ]  # fmt: skip
    if bold and all(bold):
        return True
    heads = [len(text.split()) for text in texts[0]]
    rest = [len(row[-1].split()) for row in texts[1:]]
    return max(heads) <= 3 and min(rest) >= 3 and not any(text.endswith(".") for text in texts[0])


def _bold(cell: Tag) -> str:
    return "\n".join(" ".join(each.get_text().split()) for each in cell.find_all(["strong", "b"]))
