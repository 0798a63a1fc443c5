"""What the modules of a folder import, read from their source: inside functions and try blocks too.

Whether a module was loaded in some conversation says nothing about the next one; its name in the
source does.
"""

import ast
import warnings
from collections.abc import Iterator
from pathlib import Path


def dangling(folder: Path) -> list[str]:
    """Imports of shipped packages' modules that are not in the folder: `file: module`, sorted."""
    shipped = {place.name for place in folder.iterdir() if (place / "__init__.py").is_file()}
    missing = set()
    for name, needed in _all_imports(folder):
        if needed.split(".")[0] in shipped and not _there(folder, needed):
            missing.add(f"{name}: {needed}")
    return sorted(missing)


def named_from_outside(folder: Path, package: str) -> bool:
    """Whether a module outside `package` (dotted) imports it or something in it."""
    inside = f"{package}."
    return any(
        (needed == package or needed.startswith(inside))
        and name != package
        and not name.startswith(inside)
        for name, needed in _all_imports(folder)
    )


_READ: dict[Path, list[tuple[str, str]]] = {}


def _all_imports(folder: Path) -> list[tuple[str, str]]:
    """(importing module, imported module) of every source file; read once a folder."""
    if folder not in _READ:
        _READ.clear()
        _READ[folder] = [
            (name, needed)
            for path in sorted(folder.rglob("*.py"))
            for name in [_name(folder, path)]
            for needed in _imports(path, name)
        ]
    return _READ[folder]


def forget_reading() -> None:
    """The folder has changed: read it again."""
    _READ.clear()


def _name(folder: Path, path: Path) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path, name: str) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return  # written for another Python, and never imported by this one
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".") if node.level else []
            base = base[: len(base) - (node.level - 1)] if node.level > 1 else base
            whole = ".".join([*base, *([node.module] if node.module else [])])
            if whole:
                yield whole
            if not node.module:
                yield from (f"{whole}.{a.name}" for a in node.names if _is_module(path, node, a))


def _is_module(path: Path, node: ast.ImportFrom, alias: ast.alias) -> bool:
    """Whether `from . import x` names a module beside the file rather than a name in it."""
    here = path.parent
    for _ in range(node.level - 1):
        here = here.parent
    init = here / "__init__.py"
    return not (init.is_file() and alias.name.encode() in init.read_bytes())


def _there(folder: Path, module: str) -> bool:
    place = folder.joinpath(*module.split("."))
    if place.is_dir() or place.with_name(f"{place.name}.py").is_file():
        return True
    if not place.parent.is_dir():
        return False
    return any(place.parent.glob(f"{place.name}.*so")) or any(
        place.parent.glob(f"{place.name}.*pyd")
    )
