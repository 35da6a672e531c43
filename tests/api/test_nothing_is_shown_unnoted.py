"""Whatever is made of a row is noted: no type of row is unknown to the ledger, and no answer goes past it."""

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeGuard

import pytest
from strawberry.types.base import StrawberryObjectDefinition

import projections
from api.ledger.noting import SUBJECTS, Note, note_shown, noting
from api.schema import make_schema
from projections.items.rows import ObligationRow

HOUSE = Path(projections.__file__).parents[1]
TELLING = {"item_id", "noted_item", "noted_items", "noted_request", "noted_requests"}
"""Fields of rows that tell of an item or a guarded request; a request's own row tells its marking."""

TELLS_ONLY_WHOSE = {ObligationRow}


def rows() -> list[type]:
    modules = [
        ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for path in sorted((HOUSE / "projections").glob("*/*.py"))
    ]
    found = {kind for name in modules for kind in vars(import_module(name)).values() if _is_row(kind)}
    return sorted(found, key=lambda kind: kind.__name__)


def _is_row(kind: object) -> bool:
    return isinstance(kind, type) and is_dataclass(kind) and kind.__name__.endswith("Row")


@pytest.mark.parametrize("kind", rows())
def test_a_row_that_tells_of_an_item_is_noted(kind: type) -> None:
    names = {field.name for field in fields(kind)}

    is_silent = SUBJECTS.get(kind) is SUBJECTS[ObligationRow]
    assert not names & TELLING or kind in SUBJECTS
    assert not (names & TELLING and is_silent) or kind in TELLS_ONLY_WHOSE


def test_a_row_that_the_ledger_does_not_know_is_not_shown() -> None:
    with noting(Note()), pytest.raises(KeyError):
        note_shown(object())


def test_nothing_is_shown_where_nobody_notes() -> None:
    with pytest.raises(LookupError):
        note_shown(object())


def test_what_shows_a_row_is_made_by_shown_alone() -> None:
    made = make_schema(production=True).schema_converter.type_map.values()
    names = [kind.definition.origin.__name__ for kind in made if _is_of_rows(kind.definition)]
    code = "\n".join(path.read_text() for path in sorted((HOUSE / "api/queries").glob("*.py")))

    assert "SharedItem" in names
    assert [name for name in names if re.search(rf"(?<!class )\b{name}\(\w", code)] == []


def _is_of_rows(definition: object) -> TypeGuard[StrawberryObjectDefinition]:
    if not isinstance(definition, StrawberryObjectDefinition) or definition.is_input:
        return False
    return bool({field.python_name for field in definition.fields} & {"item_id", "request_id"})
