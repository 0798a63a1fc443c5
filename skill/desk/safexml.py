"""XML that a teacher brought: no entities, nothing fetched, and a plain word where it is broken."""

import re
from pathlib import Path
from typing import Any

from skill.errors import ContentError

_ROOT = re.compile(
    r"\A(?:\ufeff|\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*<(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL | re.IGNORECASE,
)


def root_name(start: str) -> str:
    """The root element's name in small letters; "" where it is no XML."""
    found = _ROOT.match(start)
    return found[1].lower() if found else ""


def parsed(path: Path, data: bytes) -> Any:
    """The root element.

    Raises:
        ContentError: it declares entities or a document type, or is no sound XML; says where.
    """
    from lxml import etree

    if b"<!DOCTYPE" in data[:4_000] or b"<!ENTITY" in data:
        raise ContentError(
            [
                f"{path}: this XML declares a document type or entities, which are not read; export it again"
            ]
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise ContentError(
            [f"{path}: line {line}: the XML is broken here ({error.msg}); export it again"]
        ) from None
