"""The repository as paths and texts, so that a guard can be shown a made-up tree as well as the real one.

It must not know any guard.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

__all__ = ["PACKAGES", "ROOT", "Guard", "Tree", "modules", "parsed", "read_tree", "walked"]

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "projections", "api", "consumers", "deploy")

Tree = Mapping[str, str]
"""Path below the root, with slashes, to the file's text; the text of a file that is no UTF-8 is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A sentence that is true of the repository.

    check: returns one line for each place where it is not true.
    bad / good: trees the guard must refuse, and trees it must just allow; so no guard is one that cannot fail.
    """

    says: str
    check: Callable[[Tree], Iterable[str]]
    bad: tuple[Tree, ...]
    good: tuple[Tree, ...]


@cache
def read_tree() -> Tree:
    """This will read every file of the repository that git would not ignore."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split() if not line.startswith("#")]
    return {path.relative_to(ROOT).as_posix(): _text(path) for path in _files(ROOT, [".git", *ignored])}


@cache
def parsed(text: str) -> ast.Module:
    """This will parse Python, each text once."""
    return ast.parse(text)


@cache
def walked(module: ast.Module) -> tuple[ast.AST, ...]:
    """This will list every node of a module, once for all guards."""
    return tuple(ast.walk(module))


def modules(tree: Tree, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """This will yield the Python files below `folders` (all of them without any), bad samples excepted."""
    for path, text in tree.items():
        is_inside = not folders or path.split("/")[0] in folders
        if path.endswith(".py") and is_inside and not path.startswith("tests/tidy/bad_samples/"):
            yield path, parsed(text)


def _files(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _files(path, ignored)
        else:
            yield path


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
