"""Guards of documents: every package has its README, links lead somewhere, settings and decisions are written down.

They must not judge generated documents: `test_documents.py` compares those with what they are generated from.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.tidy.tree import PACKAGES, Guard, Tree, parsed

__all__ = ["GUARDS"]

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")

NUMBERED = "domain/README.md"

SETTINGS = "deploy/settings.py"
RUNBOOKS = ("deploy/RUNBOOK.md", "deploy/README.md")


def _packages_without_readme(tree: Tree) -> Iterator[str]:
    for package in (*PACKAGES, "tests"):
        if any(path.startswith(f"{package}/") for path in tree) and not tree.get(f"{package}/README.md", "").strip():
            yield f"{package}/README.md"


def _dead_links(tree: Tree) -> Iterator[str]:
    folders = {parent.as_posix() for path in tree for parent in PurePosixPath(path).parents}
    for path, text in tree.items():
        for target in LINK.findall(text) if path.endswith(".md") else ():
            resolved = _resolved(PurePosixPath(path).parent / target)
            if resolved not in tree and resolved not in folders:
                yield f"{path}: {target} does not exist"


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) or "."


def _unwritten_invariants(tree: Tree) -> Iterator[str]:
    yield from _unnumbered(tree, re.compile(r"^    invariant = (\d+)$", re.MULTILINE), "invariant")


def _unwritten_hazards(tree: Tree) -> Iterator[str]:
    yield from _unnumbered(tree, re.compile(r"\bhazards? (H\d+)\b"), "hazard")


def _unnumbered(tree: Tree, used: re.Pattern[str], what: str) -> Iterator[str]:
    written = set(re.findall(r"^\| (\w+) \|", tree.get(NUMBERED, ""), re.MULTILINE))
    for path, text in tree.items():
        numbers = used.findall(text) if path.endswith(".py") and path.split("/")[0] in PACKAGES else []
        yield from (f"{path}: {what} {number} is not in {NUMBERED}" for number in numbers if number not in written)


def _undocumented_settings(tree: Tree) -> Iterator[str]:
    written = "\n".join(tree.get(path, "") for path in RUNBOOKS)
    for name in _settings(parsed(tree.get(SETTINGS, ""))):
        if not re.search(rf"\b{name}\b", written):
            yield f"{name}: not in {' nor '.join(RUNBOOKS)}"


def _settings(module: ast.Module) -> Iterator[str]:
    """The environment variables that the classes of settings read."""
    for settings in [node for node in module.body if isinstance(node, ast.ClassDef) and _reads_environment(node)]:
        for field in settings.body:
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and field.target.id != "model_config"
            ):
                yield f"ENTENTE_{field.target.id.upper()}"


def _reads_environment(node: ast.ClassDef) -> bool:
    return any(getattr(parent, "id", getattr(parent, "attr", "")) == "BaseSettings" for parent in node.bases)


GUARDS = (
    Guard(
        says="every package has a README",
        check=_packages_without_readme,
        bad=({"domain/a.py": ""}, {"tests/a.py": "", "tests/README.md": "\n"}),
        good=({"domain/a.py": "", "domain/README.md": "# The heart\n"},),
    ),
    Guard(
        says="every link of a document leads to a file of the repository",
        check=_dead_links,
        bad=({"README.md": "[x](domain/NOWHERE.md)"}, {"domain/README.md": "[x](README.md) [y](../LICENCE)"}),
        good=({"domain/README.md": "[x](../README.md#layout) [y](https://example.org) [z](.)", "README.md": ""},),
    ),
    Guard(
        says="every invariant that a rule keeps is written down",
        check=_unwritten_invariants,
        bad=(
            {"domain/request/rules.py": "class A(RuleViolation):\n    invariant = 3\n", NUMBERED: "| 13 | Whole |\n"},
        ),
        good=(
            {"domain/request/rules.py": "class A(RuleViolation):\n    invariant = 3\n", NUMBERED: "| 3 | Whole |\n"},
        ),
    ),
    Guard(
        says="every hazard that the code avoids is written down",
        check=_unwritten_hazards,
        bad=({"projections/engine/a.py": "# (hazard H12)\n", NUMBERED: "| H1 | Fire |\n"},),
        good=({"projections/engine/a.py": "# (hazard H1)\n", NUMBERED: "| H1 | Fire |\n"},),
    ),
    Guard(
        says="every setting is documented",
        check=_undocumented_settings,
        bad=({SETTINGS: "class Settings(BaseSettings):\n    port: int = 1\n", RUNBOOKS[0]: "ENTENTE_PORTAL"},),
        good=({SETTINGS: "class Settings(BaseSettings):\n    port: int = 1\n", RUNBOOKS[0]: "| `ENTENTE_PORT` | 1 |"},),
    ),
)
