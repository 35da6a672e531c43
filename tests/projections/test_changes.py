"""A read model counts the batches that may have changed its rows, by which answers that were kept are known to hold."""

from contextlib import closing
from itertools import pairwise
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from msgspec.structs import replace

from domain.event import Recorded
from domain.ledger.events import InformationViewed
from projections.catalogue import READ_MODELS
from projections.dividing import by_case
from tests.support.histories import append_history, history
from tests.support.parts import Folder, arrivals
from tests.support.read_models import follow, rows_of

pytestmark = pytest.mark.postgres

BY_CASE = by_case(READ_MODELS)
FEW = 12
"""Events that are folded at a time: most of them say nothing to most read models."""

CHANGES = """
SELECT model, p.changes + (SELECT coalesce(sum(changes), 0) FROM read.part r WHERE r.model = p.model)
FROM read.position p
"""


def changes(conninfo: str) -> dict[str, int]:
    with psycopg.connect(conninfo) as connection:
        return dict(connection.execute(CHANGES).fetchall())


def stands(conninfo: str) -> dict[str, tuple[int, list[Any]]]:
    """Read model -> what it counted, and all its rows."""
    counted, rows = changes(conninfo), rows_of(conninfo, BY_CASE)
    return {model.name: (counted[model.name], [rows[table] for table in model.tables]) for model in BY_CASE}


def test_rows_never_change_unless_it_is_counted(database: str) -> None:
    told = history(seed=11, cases=1, requests=1)
    follow(database)
    seen = [stands(database)]

    for start in range(0, len(told), FEW):
        append_history(database, told[start : start + FEW])
        follow(database)
        seen.append(stands(database))

    each = [(model, *sides) for before, after in pairwise(seen) for model, sides in both(before, after)]
    assert [model for model, before, after in each if before[1] != after[1] and before[0] == after[0]] == []
    assert [model for model, before, after in each if before[0] == after[0]] != []


def both(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, tuple[Any, Any]]]:
    return [(model, (before[model], after[model])) for model in after]


@pytest.mark.parametrize("times", [1, 40])
def test_what_is_put_on_record_changes_the_ledger_alone(database: str, times: int) -> None:
    told = history(seed=11, cases=1, requests=1)
    noted = next(each for each in told if isinstance(each.event, InformationViewed))
    append_history(database, told)
    follow(database)
    before = changes(database)

    append_history(database, [again(noted) for _ in range(times)])
    follow(database)

    after = changes(database)
    assert [model for model in after if after[model] != before[model]] == ["accesses"]


def again(recorded: Recorded) -> Recorded:
    envelope = replace(recorded.envelope, event_id=uuid4(), aggregate_id=uuid4(), aggregate_version=1)
    return replace(recorded, envelope=envelope)


def test_who_folds_parts_counts_as_well(database: str) -> None:
    append_history(database, history(seed=11, cases=1, requests=1))
    with closing(Folder(database, BY_CASE, 2)) as folder:
        folder.take(range(2))
        before = changes(database)
        folder.fold_all(arrivals(database, 2))

    after = changes(database)
    assert {model.name for model in BY_CASE if after[model.name] > before[model.name]} == {m.name for m in BY_CASE}
