"""The page's own files: small, hashed together into one name, kept in memory."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip
_TEXTS = ("text/", "application/", "image/svg")
PLACE = "/s/"
"""Where files lie: /s/BUILD/NAME, and what BUILD names never changes."""
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
_PAGE, _WORKER = "index.html", "sw.js"
_ROOT = {"/": _PAGE, "/sw.js": _WORKER, "/manifest.webmanifest": "manifest.webmanifest"}


@dataclass(frozen=True)
class File:
    """One file as it is sent."""

    body: bytes
    kind: str
    etag: str
    caching: str

    @property
    def packed(self) -> bytes:
        """The same, compressed; as it is where that gains nothing."""
        return _packed(self.body) if self.kind.startswith(_TEXTS) else self.body


@lru_cache(maxsize=64)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


@cache
def build() -> str:
    """The name of these very files."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]


@cache
def names() -> tuple[str, ...]:
    """What the page is made of, as addresses."""
    at = f"{PLACE}{build()}/"
    own = [path.name for path in sorted(FOLDER.iterdir()) if path.name not in _ROOT.values()]
    return ("/", "/manifest.webmanifest", *(at + name for name in own))


@cache
def file_at(path: str) -> File | None:
    """The file of an address; None where there is none."""
    if path in _ROOT:
        return _read(_ROOT[path], FRESH)
    if not path.startswith(PLACE) or path.count("/") != 3:
        return None
    _, _, made, name = path.split("/")
    known = {each.name for each in FOLDER.iterdir()} - set(_ROOT.values())
    if name not in known:
        return None
    # A page of the last release asks for its own files: today's are better than none.
    return _read(name, FOREVER if made == build() else FRESH)


def _read(name: str, caching: str) -> File:
    body = (FOLDER / name).read_bytes()
    if name in _ROOT.values():
        body = body.replace(b"__BUILD__", build().encode())
    if name == _WORKER:
        body = body.replace(b'"__FILES__"', json.dumps(names()).encode())
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return File(body, KINDS[Path(name).suffix], etag, caching)
