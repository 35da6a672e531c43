"""Guards of names: nothing is called by a word that says nothing, and every module says what it is for.

They must not judge names that a library dictates.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.tidy.tree import PACKAGES, Guard, Tree, modules, walked

__all__ = ["GUARDS"]

EMPTY_WORDS = frozenset({
    "base", "common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "util", "utils",
})  # fmt: skip
"""Words that fit everything and so name nothing."""


TERMS = {"base_due": "the glossary's word for the end of a limit without suspensions and extensions"}
"""Names that are terms of the field although an empty word stands in them, each with the reason."""


def _empty_module_names(tree: Tree) -> Iterator[str]:
    for path in tree:
        words = re.split(r"[/._\-]", path.lower())
        if path.endswith((".py", ".sql")) and EMPTY_WORDS & set(words):
            yield f"{path}: a name that says what it holds"


def _empty_definitions(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree):
        for node in walked(module):
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name in TERMS:
                continue
            if EMPTY_WORDS & _words(node.name):
                yield f"{path}:{node.lineno}: {node.name}"


def _words(name: str) -> set[str]:
    """The words of a name in CamelCase or snake_case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _modules_without_purpose(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree, *PACKAGES):
        docstring = ast.get_docstring(module) or ""
        is_listing = PurePosixPath(path).name == "__init__.py"
        if not module.body:
            continue
        if not docstring:
            yield f"{path}: a docstring that says what the module is for"
        elif not is_listing and not re.search(r"\b(must|may)\s+(not|never|know\s+no)\b", docstring):
            yield f"{path}: what the module must not do or know"


def _unstated_exports(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree, "domain"):
        names = {target.id for node in module.body for target in _assigned(node)}
        if module.body and len(module.body) > 1 and "__all__" not in names and not path.endswith("__main__.py"):
            yield f"{path}: __all__, the names for others"


def _assigned(node: ast.stmt) -> list[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target for target in targets if isinstance(target, ast.Name)]


GUARDS = (
    Guard(
        says="no file is called by an empty word",
        check=_empty_module_names,
        bad=({"domain/utils.py": ""}, {"api/base_page.py": ""}, {"projections/common/table.sql": ""}),
        good=({"domain/baseline.py": "", "deploy/README.md": ""},),
    ),
    Guard(
        says="no class or function is called by an empty word",
        check=_empty_definitions,
        bad=({"domain/a.py": "class RequestManager: ...\n"}, {"api/a.py": "def helper(): ...\n"}),
        good=({"domain/a.py": "class Baseline: ...\ndef base_due(): ...\n"},),
    ),
    Guard(
        says="every module says what it is for and what it must not know",
        check=_modules_without_purpose,
        bad=({"domain/a.py": "x = 1\n"}, {"domain/a.py": '"""Counts."""\nx = 1\n'}, {"api/__init__.py": "x = 1\n"}),
        good=(
            {"domain/a.py": '"""Counts.\n\nIt must not know days.\n"""\nx = 1\n', "domain/__init__.py": ""},
            {"domain/__init__.py": '"""The heart."""\n', "tests/a.py": "x = 1\n"},
        ),
    ),
    Guard(
        says="every module of the domain names what it gives to others",
        check=_unstated_exports,
        bad=({"domain/a.py": '"""Counts."""\nx = 1\n'},),
        good=({"domain/a.py": '"""Counts."""\n__all__ = ["x"]\nx = 1\n', "domain/b.py": '"""Nothing."""\n'},),
    ),
)
