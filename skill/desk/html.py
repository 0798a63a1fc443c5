"""A saved web page → blocks. Menus, logos, forms and adverts are left out, and named."""

import re

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from skill.desk.blocks import Block, Dropped
from skill.desk.clutter import CLUTTER_ROLES, CLUTTER_TAGS, is_clutter_name
from skill.desk.htmltables import table_rows
from skill.desk.limits import DEEPEST_MARKUP, MOST_ELEMENTS, too_much

_BREAKS = frozenset(
    "p div section article main header ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 br hr "
    "blockquote figure figcaption details summary pre address fieldset body html center".split()
)
_REFERENCE = re.compile(r"^\[?\s*(?:\d{1,3}|[a-z]|citation needed|edit)\s*\]$", re.IGNORECASE)


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEW_BULLET = frozenset(("ul", "ol", "li", "dl", "table"))


def html_blocks(page: bytes | str) -> tuple[list[Block], list[Dropped]]:
    """The blocks of the page's main part, and the elements that were taken for clutter."""
    soup = BeautifulSoup(page, "lxml")
    _check_depth(soup)
    dropped: list[Dropped] = []
    for element in soup.find_all(True):
        if not element.decomposed and (why := _clutter(element)):
            text = " ".join(element.get_text(" ").split())
            if text and element.name not in ("script", "style", "noscript", "template"):
                dropped.append(Dropped(text, why))
            element.decompose()
    walker = _Walker()
    walker.walk(_main_part(soup))
    walker.flush()
    return walker.blocks, dropped


def _check_depth(soup: BeautifulSoup) -> None:
    """Refuses markup that is nested deeper than any page: the walk below follows it down."""
    depth = count = 0
    stack = [iter(soup.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            depth -= 1
        elif isinstance(child, Tag):
            count += 1
            depth += 1
            if depth > DEEPEST_MARKUP:
                raise too_much("the page", DEEPEST_MARKUP, "elements inside one another")
            if count > MOST_ELEMENTS:
                raise too_much("the page", MOST_ELEMENTS, "elements")
            stack.append(iter(child.children))


def _clutter(element: Tag) -> str:
    if element.name == "button" and element.get_text().strip().endswith("?"):
        return ""  # a question that folds its answer away
    if element.name in CLUTTER_TAGS:
        return f"a <{element.name}> element"
    if element.name in ("html", "body", "main", "article"):
        return ""
    if str(element.get("role", "")) in CLUTTER_ROLES:
        return f"its role is {element['role']}"
    classes = element.get("class")
    names = " ".join([*(classes or ()), str(element.get("id") or "")]).strip()
    if names and is_clutter_name(names) and not _holds_subject(element):
        return f"named “{names}”"
    if element.name in ("ul", "ol") and _only_links(element):
        return "a list of links"
    return ""


def _holds_subject(element: Tag) -> bool:
    """Whether so much text stands in it that its name must mislead."""
    return len(element.find_all(["li", "p"])) > 30 and "?" in element.get_text()


def _only_links(element: Tag) -> bool:
    """Whether a list leads elsewhere: each of its items is a link and nothing else."""
    items = element.find_all("li")
    return len(items) > 1 and all(
        item.find("a") and item.get_text(strip=True) == _linked(item) for item in items
    )


def _linked(item: Tag) -> str:
    return "".join(link.get_text(strip=True) for link in item.find_all("a"))


def page_title(page: bytes | str) -> str:
    """What the page calls itself, without the name of its site."""
    title = BeautifulSoup(page, "lxml").title
    text = " ".join(title.get_text().split()) if title else ""
    return re.split(r"\s+[|–—·-]\s+", text)[0]


def _main_part(soup: BeautifulSoup) -> Tag:
    for chosen in (
        soup.find("main"),
        soup.find(None, attrs={"role": "main"}),
        soup.find("article"),
    ):
        if isinstance(chosen, Tag) and "?" in chosen.get_text():
            return chosen
    return soup.body or soup


class _Walker:
    """Collects inline text until a block element begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._kind: list[tuple[str, int]] = [("paragraph", 0)]

    def walk(self, element: Tag) -> None:
        for child in element.children:
            if isinstance(child, Comment):
                continue
            if isinstance(child, NavigableString):
                self._text.append(str(child))
            elif isinstance(child, Tag):
                self._element(child)

    def _element(self, tag: Tag) -> None:
        if tag.name == "sup" and _REFERENCE.match(tag.get_text().strip()):
            return
        if tag.name in ("b", "strong") and self._asks_in_bold(tag):
            return
        if tag.name not in _BREAKS:
            self.walk(tag)
            return
        if self._kind[-1][0] == "bullet" and tag.name not in (*_NEW_BULLET, *_HEADINGS):
            self._text.append(" ")  # paragraphs of one bullet stay together
            self.walk(tag)
            self._text.append(" ")
            return
        self.flush()
        if tag.name == "table" and (rows := table_rows(tag)):
            self.blocks.append(Block("table", "", rows=tuple(rows)))
            return
        kind = self._kind_of(tag)
        if kind:
            self._kind.append(kind)
        self.walk(tag)
        self.flush()
        if kind:
            self._kind.pop()

    def _asks_in_bold(self, tag: Tag) -> bool:
        """A paragraph that begins with a question in bold and goes on with its answer."""
        text = " ".join(tag.get_text().split())
        if (
            not text.endswith("?")
            or "".join(self._text).strip()
            or self._kind[-1][0] != "paragraph"
        ):
            return False
        self.flush()
        self.blocks.append(Block("heading", text, level=6))
        return True

    def _kind_of(self, tag: Tag) -> tuple[str, int] | None:
        if tag.name in _HEADINGS:
            return "heading", int(tag.name[1])
        if tag.name == "li":
            # Questions that fold out are often list items, with heading and answer inside.
            asks = tag.find([*_HEADINGS, "dt", "summary", "button"])
            return ("paragraph", 0) if asks else ("bullet", 0)
        if tag.name in ("dt", "summary"):
            return "asks", 0
        if tag.name in ("dd", "table"):
            return "paragraph", 0
        return None

    def flush(self) -> None:
        text = " ".join("".join(self._text).split()).lstrip("•◦▪●‣·∙ ")
        self._text = []
        if not text:
            return
        kind, level = self._kind[-1]
        if kind == "asks":
            self.blocks.append(Block("heading", text, level=6, asks=True))
        elif kind == "heading":
            self.blocks.append(Block("heading", text, level=level))
        elif kind == "bullet" and not text.endswith("?"):
            self.blocks.append(Block("bullet", text))
        else:
            self.blocks.append(Block("paragraph", text))
