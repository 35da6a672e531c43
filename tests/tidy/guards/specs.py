"""Guards of the specs: every rule is met in one, and each reads as given, when, then.

They must not judge whether a spec is enough.
"""

import ast
import re
from collections.abc import Iterator

from tests.tidy.tree import Guard, Tree, modules, walked

__all__ = ["GUARDS"]

BRANCHES = ast.For | ast.AsyncFor | ast.While | ast.If | ast.Match | ast.Try
STAND_INS = re.compile(r"\b(unittest\.mock|from unittest import mock|MagicMock|mocker)\b")


def _unspecified_rules(tree: Tree) -> Iterator[str]:
    in_specs, in_tests = _words(tree, "tests/specs/"), _words(tree, "tests/")
    for path, rule in _rules(tree):
        is_of_a_room = path.count("/") > 1
        if rule.name not in (in_specs if is_of_a_room else in_tests):
            yield f"{path}:{rule.lineno}: {rule.name} stands in no spec"


def _words(tree: Tree, folder: str) -> set[str]:
    texts = [text for path, text in tree.items() if path.startswith(folder) and "/tidy/" not in path]
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _rules(tree: Tree) -> Iterator[tuple[str, ast.ClassDef]]:
    """This will find the rules of the domain: what derives from RuleViolation, perhaps by way of a kind of rule."""
    classes = [(path, node) for path, module in modules(tree, "domain") for node in module.body]
    rules = [(path, node) for path, node in classes if isinstance(node, ast.ClassDef)]
    kinds, parents = {"RuleViolation"}, {name for _, node in rules for name in _parents(node)}
    while grown := {node.name for _, node in rules if _parents(node) & kinds} - kinds:
        kinds |= grown
    for path, node in rules:
        if node.name in kinds - parents:
            yield path, node


def _parents(node: ast.ClassDef) -> set[str]:
    return {getattr(parent, "id", getattr(parent, "attr", "")) for parent in node.bases}


def _undescribed_rules(tree: Tree) -> Iterator[str]:
    for path, rule in _rules(tree):
        if not ast.get_docstring(rule):
            yield f"{path}:{rule.lineno}: {rule.name} has no docstring, its message"


def _branching_specs(tree: Tree) -> Iterator[str]:
    for path, test in _tests(tree, "tests/specs/"):
        for node in ast.walk(test):
            if isinstance(node, BRANCHES):
                yield f"{path}:{node.lineno}: {test.name} branches or repeats; a spec is given, when, then"


def _sleeping_tests(tree: Tree) -> Iterator[str]:
    for path, test in _tests(tree, "tests/"):
        for node in ast.walk(test):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "sleep":
                yield f"{path}:{node.lineno}: {test.name} sleeps; wait for what must come true"


def _tests(tree: Tree, folder: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, module in modules(tree, "tests"):
        for node in walked(module) if path.startswith(folder) else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield path, node


def _stand_ins(tree: Tree) -> Iterator[str]:
    for path, text in tree.items():
        found = STAND_INS.search(text) if path.startswith("tests/") and path.endswith(".py") else None
        if found and not path.startswith("tests/tidy/"):
            yield f"{path}: {found.group()}; hand in the dependency instead"


_RULE = "class NobodyAnswersItself(RuleViolation):\n    '''Nobody does.'''\n"

GUARDS = (
    Guard(
        says="every rule stands in a spec",
        check=_unspecified_rules,
        bad=(
            {"domain/request/a.py": _RULE, "tests/api/test_a.py": "raises(NobodyAnswersItself)\n"},
            {"domain/request/a.py": _RULE},
            {"domain/request/a.py": f"class Kind(RuleViolation): ...\n{_RULE.replace('RuleViolation', 'Kind')}"},
        ),
        good=(
            {"domain/request/a.py": _RULE, "tests/specs/test_a.py": "raises(NobodyAnswersItself)\n"},
            {"domain/a.py": _RULE, "tests/storage/test_a.py": "raises(NobodyAnswersItself)\n"},
        ),
    ),
    Guard(
        says="every rule says in its docstring what it refuses",
        check=_undescribed_rules,
        bad=({"domain/request/a.py": "class NobodyAnswersItself(RuleViolation): ...\n"},),
        good=({"domain/request/a.py": _RULE},),
    ),
    Guard(
        says="no spec branches or repeats",
        check=_branching_specs,
        bad=({"tests/specs/test_a.py": "def test_a():\n    for x in y: f(x)\n"},),
        good=(
            {"tests/specs/test_a.py": "def test_a():\n    assert [f(x) for x in y]\n"},
            {"tests/specs/test_a.py": "def given():\n    for x in y: f(x)\n"},
        ),
    ),
    Guard(
        says="no test sleeps",
        check=_sleeping_tests,
        bad=({"tests/api/test_a.py": "async def test_a():\n    await asyncio.sleep(1)\n"},),
        good=({"tests/api/test_a.py": "def eventually():\n    time.sleep(0.01)\n"},),
    ),
    Guard(
        says="no test puts a stand-in where the real thing belongs",
        check=_stand_ins,
        bad=({"tests/api/test_a.py": "from unittest import mock\n"},),
        good=({"tests/api/test_a.py": "class Recorder: ...\n"},),
    ),
)
