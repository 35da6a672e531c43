"""Months are published once, of blocks that are large enough, to those whose token has the role."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from domain.agency.commands import RegisterAgency
from domain.refusal import InvalidInput, NotPermitted
from domain.vocabulary import Role, Urgency
from projections.cells import queries
from projections.cells.publishing import publish
from projections.cooperation.queries import (
    CooperationFilter,
    CooperationView,
    CooperationWindow,
    Dimension,
    Figure,
    Metric,
    Standing,
    Standpoint,
    Thresholds,
    WindowKind,
)
from projections.viewer import Viewer
from tests.support.blocks import PAIRS, Block, add, put
from tests.support.overdue import OPERATOR, submit, world
from tests.support.read_models import answer

pytestmark = pytest.mark.postgres

BOUNDARY = date(2025, 5, 1)
"""The first on which January has matured."""

NOW = datetime(2025, 5, 1, 5, tzinfo=UTC)
ANALYST = Viewer(member_id="ana", agency_id="IO-GS", roles=frozenset({Role.COOPERATION_ANALYST}))
PAIR = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY)


def cases(*sizes: int, days: float | None = 2.0, **fields: object) -> list[Block]:
    return [Block(days=(days,) * size, case=case, **fields) for case, size in enumerate(sizes)]  # type: ignore[arg-type]


def published(conninfo: str, boundary: date = BOUNDARY) -> list[date]:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        return [*publish(connection, boundary, NOW).months]


def view(*metrics: Metric, viewer: Viewer = ANALYST, **asked: object) -> CooperationView:
    stand = Standpoint(position=0, at=NOW)
    return CooperationView(viewer=viewer, standpoint=stand, metrics=metrics, **asked)  # type: ignore[arg-type]


def told(conninfo: str, asked: CooperationView) -> list[list[Figure]]:
    found = answer(conninfo, lambda connection: queries.figures(connection, asked))
    return [[*group.figures] for group in found]


def sent(conninfo: str) -> list[int]:
    return [each.n for figures in told(conninfo, view(Metric.M1)) for each in figures if each.name == "sent"]


@pytest.mark.parametrize(
    ("sizes", "n"),
    [((5, 5, 5), [15]), ((9, 9, 9), [15]), ((10, 5, 5), [20]), ((5, 5, 4), []), ((50, 50), []), ((4, 4, 4, 4), [])],
)
def test_blocks_count_by_whole_steps_and_a_cell_needs_three_cases(
    database: str, sizes: tuple[int, ...], n: list[int]
) -> None:
    put(database, cases(*sizes))
    published(database)
    assert sent(database) == n


def test_what_is_marked_is_a_block_of_its_own(database: str) -> None:
    put(database, [*cases(4, 5, 5, 5), Block(days=(2.0,), case=0, rank=2)])
    published(database)
    assert sent(database) == [15]


def test_requests_before_any_investigation_are_one_case(database: str) -> None:
    before = Block(days=(2.0,) * 5, case=None)
    put(database, [*cases(5), before, Block(days=(2.0,) * 5, case=None, for_attacker=True)])
    published(database)
    few = sent(database)
    put(database, [*cases(5, 5), before])
    published(database)
    assert (few, sent(database)) == ([], [15])


@pytest.mark.parametrize(("boundary", "n"), [(date(2025, 4, 1), []), (date(2025, 5, 1), [15])])
def test_a_month_is_published_when_three_more_have_passed(database: str, boundary: date, n: list[int]) -> None:
    put(database, cases(5, 5, 5))
    published(database, boundary)
    assert sent(database) == n


def test_a_month_that_was_published_does_not_change(database: str) -> None:
    put(database, cases(5, 5, 5))
    first = published(database)
    with psycopg.connect(database, autocommit=True) as connection:
        add(connection, [*cases(20, 20, 20, salt="late"), *cases(5, 5, 5, month=date(2025, 2, 1))])
    again, later = published(database), published(database, date(2025, 6, 1))
    assert (first, again, later) == ([date(2025, 1, 1)], [], [date(2025, 2, 1)])
    assert sent(database) == [30]


def test_a_month_without_requests_is_published_too(database: str) -> None:
    put(database, [])
    months = published(database)
    with psycopg.connect(database, autocommit=True) as connection:
        add(connection, cases(5, 5, 5))
    assert (months, published(database), sent(database)) == ([date(2025, 1, 1)], [], [])


def test_another_version_publishes_all_months_anew(database: str) -> None:
    put(database, cases(5, 5, 5))
    published(database)
    with psycopg.connect(database, autocommit=True) as connection:
        add(connection, cases(20, 20, 20, salt="late"))
        connection.execute("UPDATE cells.months SET version = 0")
    assert (published(database), sent(database)) == ([date(2025, 1, 1)], [75])


def test_nothing_is_published_of_cycles_that_are_behind(database: str) -> None:
    command = RegisterAgency(agency_id="AT-ONE", name="One", country="AT", tz="UTC", languages=("de",))
    with world(database) as opened:
        submit(opened, OPERATOR, command)
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("UPDATE read.position SET position = 0 WHERE model = 'cooperation'")
        assert published(database, date(2200, 1, 1)) == []


def test_shares_and_comparisons_are_made_of_rounded_counts(database: str) -> None:
    back = cases(5, 5, 5, pair=PAIRS[1], refused=5)
    put(database, [*cases(12, 7, 5, refused=6), *back])
    published(database)
    asked = view(Metric.M1, Metric.M10, Metric.M11, Metric.M12, Metric.M18, Metric.M23, Metric.M24, by=PAIR)
    by_name = [{each.name: (each.n, each.value) for each in figures} for figures in told(database, asked)]
    assert by_name[1] == {
        "sent": (20, 20), "on time, net": (20, 1.0), "on time, gross": (20, 1.0), "fulfilled": (20, 0.25),
        "fulfilled in part": (20, 0.0), "refused": (20, 0.75), "clearance ratio": (20, 1.0),
        "volume balance": (35, 5 / 35), "reciprocity of fulfilment": (15, 0.0),
    }  # fmt: skip


def test_percentiles_are_told_as_the_bounds_between_which_they_lie(database: str) -> None:
    put(database, [*cases(10, 10, 10, days=2.0), *cases(5, 5, 5, days=400.0, salt="slow")])
    published(database)
    (figures,) = told(database, view(Metric.M9))
    gross = [each for each in figures if each.name.startswith("response time, gross")]
    day = 86_400.0
    assert [(each.name[22:], each.standing, each.value, each.low, each.high, each.n) for each in gross] == [
        ("median", Standing.BETWEEN, None, day, 3 * day, 45),
        ("90th percentile", Standing.BETWEEN, None, 365 * day, None, 45),
    ]


def test_fewer_than_asked_for_read_insufficient_data(database: str) -> None:
    put(database, cases(5, 5, 5))
    published(database)
    (figures,) = told(database, view(Metric.M9, Metric.M10, thresholds=Thresholds(min_n=16)))
    assert {(each.standing, each.value, each.low) for each in figures} == {(Standing.INSUFFICIENT_DATA, None, None)}


JANUARY = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (view(Metric.M17), "metrics"),
        (view(Metric.M1, by=(Dimension.DAY,)), "group_by"),
        (view(Metric.M1, by=(Dimension.UNIT,)), "group_by"),
        (view(Metric.M1, wanted=CooperationFilter(crime_area="CYBERCRIME")), "filter.crime_area"),
        (view(Metric.M1, wanted=CooperationFilter(urgency=Urgency.URGENT)), "filter.urgency"),
        (view(Metric.M1, window=CooperationWindow(since=JANUARY + timedelta(days=1))), "window.since"),
        (view(Metric.M1, window=CooperationWindow(until=JANUARY + timedelta(microseconds=1))), "window.until"),
        (view(Metric.M1, window=CooperationWindow(kind=WindowKind.FLOW)), "window.kind"),
        (view(Metric.M4, thresholds=Thresholds(acknowledge_within_days=8)), "thresholds.acknowledge_within_days"),
        (view(Metric.M23), "group_by"),
    ],
)
def test_what_is_not_published_so_finely_is_refused(asked: CooperationView, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        queries.refuse_finer(asked)
    assert refused.value.field == field


def test_what_is_published_may_be_asked_by_pair_country_and_whole_months() -> None:
    window = CooperationWindow(since=JANUARY, until=datetime(2025, 2, 1, tzinfo=UTC))
    countries = (Dimension.FROM_COUNTRY, Dimension.TO_COUNTRY)
    wanted = CooperationFilter(from_agency_id="FR-SPOC", to_country="DE")
    queries.refuse_finer(view(Metric.M23, by=(*PAIR, *countries, Dimension.MONTH), window=window, wanted=wanted))


@pytest.mark.parametrize("roles", [(), tuple(each for each in Role if each is not Role.COOPERATION_ANALYST)])
def test_nobody_without_the_role_is_answered(database: str, roles: tuple[Role, ...]) -> None:
    asked = view(Metric.M1, viewer=Viewer(member_id="ana", agency_id="IO-GS", roles=frozenset(roles)))
    with pytest.raises(NotPermitted):
        told(database, asked)


@pytest.mark.parametrize(
    ("roles", "sees"),
    [("COOPERATION_ANALYST", True), ("AGENCY_ADMINISTRATOR,COOPERATION_ANALYST", True), ("", False),
     ("AGENCY_ADMINISTRATOR", False), ("COOPERATION_ANALYST_NOT", False)],
)  # fmt: skip
def test_the_role_that_reads_sees_no_cell_without_it_whatever_is_asked(
    database: str, roles: str, *, sees: bool
) -> None:
    put(database, cases(5, 5, 5))
    published(database)
    with psycopg.connect(database) as connection:
        connection.execute("SET LOCAL ROLE entente_reader")
        connection.execute("SELECT set_config('entente.roles', %s, true)", (roles,))
        counts = connection.execute("SELECT FROM cells.counts").fetchall()
        months = connection.execute("SELECT FROM cells.months").fetchall()
    assert (bool(counts), bool(months)) == (sees, sees)
