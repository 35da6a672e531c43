"""Row-level security alone, without any statement's own conditions, opens to a reader what the statements open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from psycopg import Connection, sql

from domain.event import Recorded
from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter
from projections.catalogue import READ_MODELS
from projections.engine.walls import OPEN, READER
from projections.followups import queries as followups
from projections.followups.rows import FollowUpFilter, FollowUpView
from projections.investigations import queries as investigations
from projections.investigations.rows import InvestigationFilter
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter
from projections.viewer import Viewer
from tests.support.histories import AGENCIES
from tests.support.read_models import everything, tables_of, viewer_of

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 1, 1, tzinfo=UTC)

OPEN_TABLES = {
    "agencies", "agency_roles", "units",  # the directory is for everybody who signed in
    "checkpoints",  # hashes and signatures, which tell nothing of what they cover
}  # fmt: skip

OF_THE_ENGINE = {"part", "parted", "position", "rebuild", "speed"}
"""How far read models are: of nobody's case."""

NUMBERS_ALONE = {"position", "part"}
"""Of these the reader sees how far they are: a question may wait for it, and a kept answer ends by it."""

_POLICIES = """
SELECT c.relname, c.relrowsecurity, (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid),
       has_table_privilege('entente_reader', c.oid, 'SELECT')
FROM pg_class c WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r'
"""


@contextmanager
def _reading(conninfo: str, viewer: Viewer | None) -> Iterator[Connection[Any]]:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(READER)))
        if viewer is not None:
            names = {"member": viewer.member_id, "agency": viewer.agency_id, "today": viewer.today.isoformat()}
            for name, value in names.items():
                connection.execute("SELECT set_config('entente.' || %s, %s, false)", (name, value))
        yield connection


def _rows(connection: Connection[Any], table: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql.SQL("SELECT * FROM read.{}").format(sql.Identifier(table))).fetchall()


def _granted() -> list[str]:
    return [table for model in READ_MODELS for table, policy in model.policies.items() if policy != OPEN]


def _ids(conninfo: str, viewer: Viewer, table: str, column: str) -> set[Any]:
    with _reading(conninfo, viewer) as connection:
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        statement = sql.SQL("SELECT {column} FROM read.{table}").format(**names)
        return {row[0] for row in connection.execute(statement).fetchall()}


def test_every_table_has_a_wall_or_a_reason(folded: str) -> None:
    with psycopg.connect(folded) as connection:
        tables = {row[0]: row[1:] for row in connection.execute(_POLICIES).fetchall()}

    walled = {name for name, (has_wall, _, _) in tables.items() if has_wall}
    granted = {name for name, (_, _, may_read) in tables.items() if may_read}
    with_policy = {name for name, (_, policies, _) in tables.items() if policies}

    assert set(tables) == {*tables_of(), *OF_THE_ENGINE}
    assert set(tables) - walled == OPEN_TABLES | OF_THE_ENGINE
    assert granted == with_policy | OPEN_TABLES | NUMBERS_ALONE


@pytest.mark.parametrize("table", _granted())
def test_a_stranger_sees_no_row_whatever_it_asks_for(folded: str, table: str) -> None:
    with _reading(folded, Viewer(member_id="nobody", agency_id="XX-SPOC")) as connection:
        assert _rows(connection, table) == []


@pytest.mark.parametrize("table", _granted())
def test_nobody_sees_any_row_while_the_settings_are_missing(folded: str, table: str) -> None:
    with _reading(folded, None) as connection:
        assert _rows(connection, table) == []


def test_a_person_who_acts_for_another_agency_sees_nothing(folded: str) -> None:
    viewer = viewer_of(AGENCIES[0])
    with _reading(folded, Viewer(member_id=viewer.member_id, agency_id="XX-SPOC")) as connection:
        assert [table for table in _granted() if _rows(connection, table)] == []


@pytest.mark.parametrize("table", ["events", "commands", "keys", "migration"])
def test_the_reader_sees_nothing_of_the_log(folded: str, table: str) -> None:
    with _reading(folded, viewer_of(AGENCIES[0])) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql.SQL("SELECT FROM log.{}").format(sql.Identifier(table)))


def test_the_reader_changes_nothing(folded: str) -> None:
    with _reading(folded, viewer_of(AGENCIES[0])) as connection:
        for table in _granted():
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL("DELETE FROM read.{}").format(sql.Identifier(table)))


def test_the_reader_knows_how_long_the_log_is(folded: str, told: Sequence[Recorded]) -> None:
    with _reading(folded, None) as connection:
        assert connection.execute("SELECT log.length()").fetchone() == (len(told),)


@pytest.mark.parametrize("agency_id", AGENCIES[:3])
def test_the_wall_opens_the_requests_that_the_statements_open(folded: str, agency_id: str) -> None:
    viewer = viewer_of(agency_id)
    asked, _ = everything(folded, lambda c, p: board.requests(c, BoardView(viewer, RequestFilter(), NOW), p), 50)

    assert _ids(folded, viewer, "requests", "request_id") == {row.request_id for row in asked}
    assert _ids(folded, viewer, "clocks", "request_id") <= {row.request_id for row in asked}
    assert asked


@pytest.mark.parametrize("agency_id", AGENCIES[:3])
def test_the_wall_opens_the_follow_ups_that_the_statements_open(folded: str, agency_id: str) -> None:
    viewer = viewer_of(agency_id)
    view = FollowUpView(viewer, FollowUpFilter(), NOW)
    asked, _ = everything(folded, lambda c, p: followups.followups(c, view, p), 50)

    assert _ids(folded, viewer, "followups", "followup_id") == {row.followup_id for row in asked}


@pytest.mark.parametrize("agency_id", AGENCIES[:3])
def test_the_wall_opens_the_investigations_that_the_statements_open(folded: str, agency_id: str) -> None:
    viewer = viewer_of(agency_id)
    asked, _ = everything(folded, lambda c, p: investigations.investigations(c, viewer, InvestigationFilter(), p), 50)

    for table in ("investigations", "partners", "membership"):
        assert _ids(folded, viewer, table, "investigation_id") == {row.investigation_id for row in asked}


@pytest.mark.parametrize("agency_id", AGENCIES[:3])
def test_the_wall_opens_the_entries_that_the_statements_open(
    folded: str, told: Sequence[Recorded], agency_id: str
) -> None:
    viewer, wanted = viewer_of(agency_id), EntryFilter(hide_system=False)
    shown = set()
    for case in {each.envelope.case_id for each in told if each.envelope.case_id}:
        view = CaseView(viewer, case, wanted)
        asked, _ = everything(folded, lambda c, p, view=view: timeline.timeline(c, view, p), 200)  # type: ignore[misc]  # a case each
        shown |= {row.position for row in asked}

    assert _ids(folded, viewer, "timeline_entries", "position") == shown
    assert shown
