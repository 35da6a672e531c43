"""Guards of size: files, functions and their parameters stay small.

They must not judge what the code says.
"""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from statistics import median

from tests.tidy.tree import PACKAGES, Guard, Tree, modules, walked

__all__ = ["GUARDS"]

LONGEST_FILE = 300
USUAL_FILE = range(60, 251)
USUAL_SHARE = 0.8
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 8
MOST_PARAMETERS = 4

INTERFACES = {
    "field": "the parameters of a strawberry field are its arguments, the public schema",
    "derived": "the same, of a field declared by api/fields.py",
    "followed": "the same, of a subscription",
    "mutation": "the same, of a mutation",
    "get": "the parameters of a route are its query, headers and dependencies, injected by FastAPI",
    "post": "the same",
    "fixture": "the parameters of a fixture are other fixtures, injected by pytest",
    "given": "the parameters of a property are what hypothesis draws",
}
"""Decorators whose functions may have more parameters, each with the reason.

So may typer's commands, told by their annotations: their parameters are options; and tests: theirs are fixtures.
"""

INSUBSTANTIAL = ("__init__.py", "__main__.py", "conftest.py", "/room.py")
"""Files whose length says nothing: they name what others hold."""

SMALL_BY_STYLE = {
    "consumers/*/when_*_then_*.py": "an automation is one file, named by its sentence, however little it does",
    "api/mutations/*.py": "one list for each room of what may be asked over the API, so that leaving out is a choice",
    "tests/support/*_process.py": "the whole program of a child process, which a test starts and may kill",
}
"""Files that are to be small, each kind with the reason; that they are not long is still checked."""


def _too_long(tree: Tree) -> Iterator[str]:
    for path, _ in modules(tree):
        lines = tree[path].count("\n")
        if lines > LONGEST_FILE:
            yield f"{path}: {lines} lines, at most {LONGEST_FILE}"


def _unusual(tree: Tree) -> Iterator[str]:
    lengths = {path: tree[path].count("\n") for path, _ in modules(tree) if not path.endswith(INSUBSTANTIAL)}
    unusual = {path: lines for path, lines in lengths.items() if not _is_usual(path, lines)}
    if len(unusual) > (1 - USUAL_SHARE) * len(lengths):
        yield f"{len(unusual)} of {len(lengths)} files are outside {USUAL_FILE.start} to {USUAL_FILE.stop - 1} lines:"
        yield from (f"{path}: {lines} lines" for path, lines in sorted(unusual.items(), key=lambda item: item[1]))


def _is_usual(path: str, lines: int) -> bool:
    may_be_small = any(fnmatch(path, pattern) for pattern in SMALL_BY_STYLE)
    return lines in USUAL_FILE or (may_be_small and lines < USUAL_FILE.start)


def _long_functions(tree: Tree) -> Iterator[str]:
    for path, function in _functions(tree):
        if _length(function) > LONGEST_FUNCTION:
            yield f"{path}:{function.lineno}: {function.name} has {_length(function)} lines, at most {LONGEST_FUNCTION}"


def _long_on_the_whole(tree: Tree) -> Iterator[str]:
    lengths = [_length(function) for path, function in _functions(tree) if path.split("/")[0] in PACKAGES]
    if lengths and median(lengths) >= MEDIAN_FUNCTION:
        yield f"the median of {len(lengths)} functions is {median(lengths)} lines, to be under {MEDIAN_FUNCTION}"


def _many_parameters(tree: Tree) -> Iterator[str]:
    for path, function in _functions(tree):
        count = len([each for each in _arguments(function) if each.arg not in ("self", "cls")])
        if count > MOST_PARAMETERS and not _is_interface(function):
            yield f"{path}:{function.lineno}: {function.name} has {count} parameters, at most {MOST_PARAMETERS}"


def _functions(tree: Tree) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, module in modules(tree):
        for node in walked(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last, the docstring not counted: nobody shall save on it."""
    docstring = function.body[0] if ast.get_docstring(function) is not None else None
    documented = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    arguments = function.args
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _is_interface(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    called = [each.func if isinstance(each, ast.Call) else each for each in function.decorator_list]
    names = {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called}
    options = any("typer." in ast.unparse(each.annotation) for each in _arguments(function) if each.annotation)
    return bool(names & INTERFACES.keys()) or options or function.name.startswith("test_")


def _function(lines: int) -> str:
    return "def f():\n" + "    x = 1\n" * (lines - 1)


GUARDS = (
    Guard(
        says=f"no Python file has more than {LONGEST_FILE} lines",
        check=_too_long,
        bad=({"domain/a.py": "x = 1\n" * (LONGEST_FILE + 1)},),
        good=({"domain/a.py": "x = 1\n" * LONGEST_FILE},),
    ),
    Guard(
        says=f"at least {USUAL_SHARE:.0%} of the Python files have {USUAL_FILE.start} to {USUAL_FILE.stop - 1} lines",
        check=_unusual,
        bad=(
            {"domain/a.py": "x = 1\n"},
            {"domain/a.py": "x = 1\n" * 251},
            {"api/mutations/a.py": "x = 1\n" * 251},
            {"tests/support/a.py": "x = 1\n"},
        ),
        good=(
            {"domain/a.py": "x = 1\n" * 60, "domain/__init__.py": ""},
            {"consumers/clock/when_a_then_b.py": "x = 1\n"},
            {"api/mutations/a.py": "x = 1\n", "tests/support/a_process.py": "x = 1\n"},
        ),
    ),
    Guard(
        says=f"no function has more than {LONGEST_FUNCTION} lines",
        check=_long_functions,
        bad=({"domain/a.py": _function(LONGEST_FUNCTION + 1)},),
        good=({"domain/a.py": _function(LONGEST_FUNCTION)},),
    ),
    Guard(
        says=f"the median of the functions is under {MEDIAN_FUNCTION} lines",
        check=_long_on_the_whole,
        bad=({"domain/a.py": _function(8) + _function(9) + _function(3)},),
        good=({"domain/a.py": _function(7) + _function(9) + _function(3)},),
    ),
    Guard(
        says=f"no function has more than {MOST_PARAMETERS} parameters",
        check=_many_parameters,
        bad=({"domain/a.py": "def f(a, b, c, *, d, e): ...\n"}, {"api/a.py": "@cache\ndef f(a, b, c, d, e): ...\n"}),
        good=(
            {"domain/a.py": "def f(self, a, b, *, c, d): ...\n"},
            {"deploy/a.py": "def f(a: Annotated[str, typer.Option()], b, c, d, e): ...\n"},
            {"api/a.py": "@strawberry.field(description='x')\nasync def f(a, b, c, d, e): ...\n"},
        ),
    ),
)
