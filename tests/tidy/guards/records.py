"""Guards of decision records: short, numbered, and of one shape.

They must not judge whether a decision is right.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tests.tidy.tree import Guard, Tree

__all__ = ["GUARDS"]

LONGEST_RECORD = 60
HEADINGS = ("Context", "Choice", "Price", "When to revisit")
RECORD = re.compile(r"(?P<folder>.*/decisions)/(?P<file>[^/]+\.md)$")
FILE = re.compile(r"(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$")


def _records(tree: Tree) -> Iterator[tuple[str, str, str]]:
    for path in tree:
        found = RECORD.match(path)
        if found:
            yield path, found["folder"], found["file"]


def _long_records(tree: Tree) -> Iterator[str]:
    for path, _, _ in _records(tree):
        lines = tree[path].count("\n")
        if lines > LONGEST_RECORD:
            yield f"{path}: {lines} lines, at most {LONGEST_RECORD}"


def _headings(tree: Tree) -> Iterator[str]:
    for path, _, _ in _records(tree):
        found = re.findall(r"^## (.+?)\s*$", tree[path], re.MULTILINE)
        if tuple(found) != HEADINGS:
            yield f"{path}: headings {found}, to be {list(HEADINGS)}"


def _numbers(tree: Tree) -> Iterator[str]:
    numbers: Counter[str] = Counter()
    for path, folder, file in _records(tree):
        name = FILE.match(file)
        if name is None:
            yield f"{path}: to be called NNNN-what-was-decided.md"
            continue
        numbers[f"{folder}/{name[1]}"] += 1
        if numbers[f"{folder}/{name[1]}"] > 1:
            yield f"{path}: its number is taken"


_WHOLE = "# 1. We count\n" + "".join(f"\n## {heading}\n\nText.\n" for heading in HEADINGS)

GUARDS = (
    Guard(
        says=f"no decision record has more than {LONGEST_RECORD} lines",
        check=_long_records,
        bad=({"domain/decisions/0001-a.md": "\n" * (LONGEST_RECORD + 1)},),
        good=({"domain/decisions/0001-a.md": "\n" * LONGEST_RECORD, "domain/README.md": "\n" * 99},),
    ),
    Guard(
        says="every decision record has its context, choice, price, and when to revisit",
        check=_headings,
        bad=({"domain/decisions/0001-a.md": "## Context\n\n## Choice\n\n## Price\n"},),
        good=({"domain/decisions/0001-a.md": _WHOLE},),
    ),
    Guard(
        says="every decision record has a number and a name of its own",
        check=_numbers,
        bad=(
            {"domain/decisions/ids.md": _WHOLE},
            {"domain/decisions/0001-a.md": _WHOLE, "domain/decisions/0001-b.md": _WHOLE},
        ),
        good=({"domain/decisions/0001-a.md": _WHOLE, "api/decisions/0001-b.md": _WHOLE},),
    ),
)
