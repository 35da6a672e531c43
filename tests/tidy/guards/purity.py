"""Guards of purity: SQL is never put together, rooms ask no clock, the environment is read in one place.

They must not repeat what import contracts hold (see pyproject.toml).
"""

import ast
import re
from collections.abc import Collection, Iterator

from tests.tidy.tree import PACKAGES, Guard, Tree, modules, walked

__all__ = ["GUARDS"]

SQL = re.compile(
    r"^\s*(SELECT|INSERT INTO|UPDATE \w+(\.\w+)? SET|DELETE FROM|WITH \w+ AS|CREATE (TABLE|INDEX|UNIQUE"
    r"|SCHEMA|ROLE|DATABASE|TRIGGER|FUNCTION|OR REPLACE)|ALTER (TABLE|ROLE)|DROP (TABLE|SCHEMA|DATABASE)"
    r"|TRUNCATE|COPY|LISTEN|NOTIFY|GRANT|SET)\s",
)

UNTYPED = {"domain/aggregate.py": "one tuple holds decisions on unlike commands; each is typed where it is made"}
"""Files of the domain that may say Any, each with the reason."""

MOMENTS = frozenset({"now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "token_hex"})
"""Calls whose answer differs from time to time; a room gets time and identity as arguments."""

ROOMS = re.compile(
    r"domain/(agency|checkpoint|ledger|investigation|request|review|followup|clocks|reference|[a-z]+\.py)(?!\w)"
)
NOT_ROOMS = re.compile(r"domain/(application|storage)")

ENVIRONMENT = {
    "deploy/settings.py": "settings are read here, once",
    "deploy/postgres_engine.py": "the embedded server is handed the environment its child process runs in",
    "domain/storage/recorder.py": "the library would read a setting of its own there, under which events are missed",
}
"""Files that may look at the environment, each with the reason."""


COMPILER = {"api/compiled/writing.py": "joins statements of the read models with names of the schema, and no values"}
"""Files that put statements together, each with the reason."""


def _assembled_sql(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree):
        if path in COMPILER:
            continue
        literal = _literal(module)
        for node in walked(module):
            start = _assembled(node)
            if isinstance(node, ast.expr) and node not in literal and start is not None and SQL.match(start):
                yield f"{path}:{node.lineno}: {start.strip().splitlines()[0][:60]!r} is put together"


def _literal(module: ast.Module) -> set[ast.AST]:
    """Sums of constants annotated LiteralString, and those of functions that join nothing but such constants."""
    annotated = [node for node in module.body if isinstance(node, ast.AnnAssign) and node.value is not None]
    literal = [node.value for node in annotated if _is_literal(node.annotation)]
    constants = {inner for value in literal if value for inner in ast.walk(value) if isinstance(inner, ast.BinOp)}
    return constants | _joined(module)


def _joined(module: ast.Module) -> set[ast.AST]:
    """Sums of arguments, constants and one another's answers, where all that goes in and out is a LiteralString."""
    records = {node.name for node in module.body if isinstance(node, ast.ClassDef) and _holds_literals(node)}
    joining = {
        node.name: node
        for node in module.body
        if isinstance(node, ast.FunctionDef) and _is_literal(node.returns) and _takes_literals(node, records)
    }
    return {
        inner
        for node in joining.values()
        for each in _whole_sums(node)
        if all(_is_known(part, node, joining.keys()) for part in _parts(each))
        for inner in ast.walk(each)
    }


def _whole_sums(node: ast.AST) -> Iterator[ast.BinOp]:
    """The sums that are no part of another."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.BinOp):
            yield child
        else:
            yield from _whole_sums(child)


def _is_literal(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == "LiteralString"


def _holds_literals(node: ast.ClassDef) -> bool:
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    return bool(fields) and all(_is_literal(each.annotation) for each in fields)


def _takes_literals(node: ast.FunctionDef, records: set[str]) -> bool:
    taken = [each.annotation for each in (*node.args.args, *node.args.kwonlyargs)]
    are_literal = (_is_literal(each) or (isinstance(each, ast.Name) and each.id in records) for each in taken)
    return bool(taken) and all(are_literal) and node.args.vararg is None and node.args.kwarg is None


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (*_parts(node.left), *_parts(node.right))
    else:
        yield node


def _is_known(part: ast.expr, node: ast.FunctionDef, joining: Collection[str]) -> bool:
    """A constant, an argument or a field of one, or the answer of another function that joins literals alone."""
    arguments = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
    match part:
        case ast.Constant(value=str()):
            return True
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id=name)):
            return name in arguments
        case ast.Call(func=ast.Name(id=name)):
            return name in joining
    return False


def _assembled(node: ast.AST) -> str | None:
    """The beginning of a text that is not constant; None for any other expression."""
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *rest]) if rest:
            return start
        case ast.BinOp(left=ast.Constant(value=str(start)), op=ast.Add() | ast.Mod()):
            return start
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(start)), attr="format")):
            return start
    return None


def _untyped(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree, "domain"):
        names = [node for node in walked(module) if isinstance(node, ast.Name) and node.id == "Any"]
        lines = {node.lineno for node in names if path not in UNTYPED and not _is_commented(tree[path], node)}
        yield from (f"{path}:{line}: Any without a comment that says why" for line in sorted(lines))


def _is_commented(text: str, node: ast.Name) -> bool:
    above, line = ["", *text.splitlines()][node.lineno - 1 : node.lineno + 1]
    return "#" in line or above.strip().startswith("#")


def _moments(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree, "domain"):
        if not ROOMS.match(path) or NOT_ROOMS.match(path):
            continue
        for node in walked(module):
            if isinstance(node, ast.Call) and _called(node) in MOMENTS:
                yield f"{path}:{node.lineno}: {_called(node)}() comes in as an argument"


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _environment_read(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree, *PACKAGES):
        for node in walked(module):
            name = getattr(node, "attr", getattr(node, "id", ""))
            if isinstance(node, ast.expr) and name in ("environ", "getenv") and path not in ENVIRONMENT:
                yield f"{path}:{node.lineno}: the environment is read in deploy/settings.py"


def _guessed_encoding(tree: Tree) -> Iterator[str]:
    for path, module in modules(tree, *PACKAGES):
        for node in walked(module):
            if (
                isinstance(node, ast.Call)
                and _opens_text(node)
                and "encoding" not in {key.arg for key in node.keywords}
            ):
                yield f"{path}:{node.lineno}: {_called(node)}() without an encoding"


def _opens_text(call: ast.Call) -> bool:
    """Whether a file is read or written as text; of calls named open, only those that name such a mode are files."""
    if _called(call) != "open":
        return _called(call) in ("read_text", "write_text")
    modes = [value.value for value in call.args if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return any(re.fullmatch("[rwax][+t]*", mode) for mode in modes)


GUARDS = (
    Guard(
        says="no statement of SQL is put together from pieces",
        check=_assembled_sql,
        bad=(
            {"api/a.py": 'f"SELECT {column} FROM t"\n'},
            {"api/a.py": '"DELETE FROM t WHERE x = %s" % x\n'},
            {"api/a.py": '"INSERT INTO " + table\n'},
            {"api/a.py": '"DROP TABLE {}".format(table)\n'},
            {"api/a.py": 'def f() -> LiteralString:\n    return "SELECT " + g()\n'},
            {"api/a.py": 'Q: LiteralString = f"SELECT {x}"\n'},
            {"api/a.py": 'def f(table: str) -> LiteralString:\n    return "SELECT " + table\n'},
            {"api/a.py": 'def f(table: LiteralString) -> LiteralString:\n    return "SELECT " + table + other\n'},
            {"api/a.py": 'def f(table: LiteralString) -> str:\n    return "SELECT " + table\n'},
            {"api/a.py": 'class A:\n    a: str\ndef f(x: A) -> LiteralString:\n    return "SELECT " + x.a\n'},
            {"api/a.py": 'f"""\n    WITH a AS (SELECT {x})"""\n'},
        ),
        good=(
            {"api/a.py": 'Q: LiteralString = "SELECT " + COLUMNS + " FROM t"\n'},
            {
                "api/a.py": "class A:\n    a: LiteralString\n"
                'def f(x: A, t: LiteralString) -> LiteralString:\n    return "SELECT " + x.a + f(x, t) + " FROM " + t\n'
            },
            {"api/a.py": 'f"Select one of {names}"\nSQL("DROP TABLE {}").format(Identifier(table))\n'},
        ),
    ),
    Guard(
        says="the domain says Any nowhere without saying why",
        check=_untyped,
        bad=({"domain/a.py": "from typing import Any\nx: Any = 1\n"},),
        good=({"domain/a.py": "x: Any = 1  # Any: JSON from outside\n", "api/a.py": "x: Any = 1\n"},),
    ),
    Guard(
        says="no room asks what time it is, nor makes an id",
        check=_moments,
        bad=({"domain/request/state.py": "datetime.now(UTC)\n"}, {"domain/event.py": "uuid4()\n"}),
        good=({"domain/request/state.py": "uuid5(NAMESPACE, 'x')\n", "domain/application.py": "datetime.now(UTC)\n"},),
    ),
    Guard(
        says="the environment is read in one place",
        check=_environment_read,
        bad=({"api/a.py": "os.environ['X']\n"}, {"deploy/bootstrap.py": "from os import getenv\ngetenv('X')\n"}),
        good=({"deploy/settings.py": "os.environ['X']\n", "tests/a.py": "os.environ['X']\n"},),
    ),
    Guard(
        says="every text file is read and written with a named encoding, whatever the locale",
        check=_guessed_encoding,
        bad=(
            {"api/a.py": "path.read_text()\n"},
            {"api/a.py": "path.write_text(x)\n"},
            {"api/a.py": "path.open('w')\n"},
        ),
        good=({"api/a.py": "path.read_text(encoding='utf-8')\npath.open('rb')\nworker.open()\n"},),
    ),
)
