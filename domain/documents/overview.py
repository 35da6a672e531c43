"""Renders the table of the domain's README: command, events, rules, and the specs in which it stands.

It must not judge whether a spec is enough.
"""

import re
from pathlib import Path

from domain.aggregate import Aggregate, Decision
from domain.catalogue import ROOMS
from domain.documents.course import course_of

__all__ = ["overview"]

COLUMNS = "| command | events | rules | specs |\n|---|---|---|---|"


def overview(specs: Path) -> str:
    """This will render one table for each room; specs: the folder of the domain's specs."""
    words = {
        path: set(re.findall(r"\w+", path.read_text(encoding="utf-8"))) for path in sorted(specs.rglob("test_*.py"))
    }
    return "\n".join(_room(room, words) for room in ROOMS)


def _room(room: Aggregate[object], specs: dict[Path, set[str]]) -> str:
    rows = [_row(decision, specs) for decision in room.decisions]
    return "\n".join([f"### {room.name}", "", COLUMNS, *rows, ""])


def _row(decision: Decision[object, object], specs: dict[Path, set[str]]) -> str:
    name = decision.command.__name__
    course = course_of(decision.may, decision.decide)
    rules = "<br>".join(f"`{rule.__name__}`" for rule in course.rules)
    found = "<br>".join(_link(path) for path, words in specs.items() if name in words)
    return f"| [{name}](COMMANDS.md#{name.lower()}) | {', '.join(course.events)} | {rules} | {found} |"


def _link(spec: Path) -> str:
    folder, file = spec.parts[-2:]
    return f"[{file.removeprefix('test_').removesuffix('.py')}](../tests/specs/{folder}/{file})"
