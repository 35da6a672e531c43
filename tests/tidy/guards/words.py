"""Guards of words: the repository speaks of the product alone, and of nothing unfinished.

They must not read binary files.
"""

import re
from collections.abc import Iterator

from tests.tidy.tree import Guard, Tree

__all__ = ["GUARDS"]

UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")

OFF_SUBJECT = re.compile(
    r"\b(language models?|llms?|prompt engineering|ai assistant|ai-generated|chat assistant|sub-?agents?|co-authored-by"
    r"|generated with|plan\.md|work session|issue #?\d+|task #?\d+)\b",
    re.IGNORECASE,
)
"""How the repository came to be is no part of the product."""

ABSENT_DOCUMENTS = re.compile(
    r"\b(FIELD(\.md|,? (section )?\d)|ARCHITECTURE\.md|STYLE\.md|EVENTSTORE(\.md| \d)|KAFKA\.md|GRAPHQL\.md)"
)
"""Documents that are not in the repository: a reader cannot follow the reference."""

REGISTRIES = re.compile(
    r"\b(py"
    r"pi\.org|python"
    r"hosted\.org|registry\.npm"
    r"js\.org|repo1?\.maven\.org|crates\.io|conda\.anaconda\.org)"
)
"""Where packages come from is the machine's choice, never the repository's."""

INDEX = "pypi"
"""A name that gives a banned host together with its domain, which stands nowhere in full."""

DEAD_SQL = re.compile(r"^\s*--\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT)\b.*[;,(]\s*$")

NOT_OURS = ("tests/tidy/guards/words.py", "LICENSE")
"""This file must name the words it bans; the licence is others' text, as is what stands in a folder `vendor`."""


def _found(tree: Tree, pattern: re.Pattern[str], endings: tuple[str, ...] = ("",)) -> Iterator[str]:
    for path, text in tree.items():
        if path in NOT_OURS or "/vendor/" in path or not path.endswith(endings):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            found = pattern.search(line)
            if found:
                yield f"{path}:{number}: {found.group().strip()}"


def _unfinished(tree: Tree) -> Iterator[str]:
    yield from _found(tree, UNFINISHED)


def _off_subject(tree: Tree) -> Iterator[str]:
    yield from _found(tree, OFF_SUBJECT)


def _absent_documents(tree: Tree) -> Iterator[str]:
    yield from _found(tree, ABSENT_DOCUMENTS)


def _registries(tree: Tree) -> Iterator[str]:
    yield from _found(tree, REGISTRIES)


def _dead_sql(tree: Tree) -> Iterator[str]:
    yield from _found(tree, DEAD_SQL, endings=(".sql",))


GUARDS = (
    Guard(
        says="nothing is marked as unfinished",
        check=_unfinished,
        bad=({"api/dashboard/assets/look/frame.css": "/* FIXME: colours */"}, {"README.md": "TODO"}),
        good=({"README.md": "Methodology, and a todo list is not shouted."},),
    ),
    Guard(
        says="the repository speaks of the product alone",
        check=_off_subject,
        bad=(
            {"domain/a.py": "# see issue #2\n"},
            {"README.md": "Written by an LLM"},
            {"CHANGELOG.md": "by a sub-agent"},
        ),
        good=(
            {"README.md": "The task force issues a request; its agents follow up, and a session of the court ends."},
        ),
    ),
    Guard(
        says="no reference leads to a document that is not in the repository",
        check=_absent_documents,
        bad=({"domain/a.py": '"""Facts (FIELD 2.2 B)."""\n'}, {"README.md": "see STYLE.md, 3"}),
        good=({"domain/a.py": '"""The field; a style (domain/README.md)."""\n'},),
    ),
    Guard(
        says="no file names the host of a package registry",
        check=_registries,
        bad=({"requirements.lock": f"--index-url https://{INDEX}.org/simple\n"},),
        good=({"README.md": "pip install, from wherever the machine is told to take it"},),
    ),
    Guard(
        says="no statement of SQL is commented out",
        check=_dead_sql,
        bad=({"projections/board/table.sql": "-- DROP TABLE read.board;\n"},),
        good=({"projections/board/table.sql": "-- Update in place: one row for each request.\nDROP TABLE x;\n"},),
    ),
)
