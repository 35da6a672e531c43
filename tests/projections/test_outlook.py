"""The outlook rests on finished months, tells of no single request, and is read by the two sides of a pair."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from projections.outlook import queries
from projections.outlook.basis import read_basis
from projections.outlook.looking import Outlook, look_ahead
from projections.outlook.queries import Between, OpenRequest
from projections.outlook.rows import ChangeKind, TrendFigure
from projections.outlook.storing import store
from projections.viewer import Viewer
from tests.support.cycles import Told, monthly, tell
from tests.support.read_models import answer

pytestmark = pytest.mark.postgres

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
BOUNDARY = date(2026, 1, 1)
DAY_S = 86_400.0
GROWING = [4 + month for month in range(24)]
PAIR = Between(requesting_agency_id="FR-SPOC", requested_agency_id="DE-BKA")


def looked(conninfo: str, boundary: date = BOUNDARY) -> Outlook:
    """This will look ahead, and store it."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        found = look_ahead(read_basis(connection, boundary))
        store(connection, found, datetime(2026, 1, 1, 5, tzinfo=UTC))
    return found


def of(agency_id: str) -> Viewer:
    return Viewer(member_id="anna", agency_id=agency_id)


def waiting(days: float, **fields: str) -> OpenRequest:
    received = datetime(2026, 2, 1, tzinfo=UTC)
    pair = {"requesting_agency_id": "FR-SPOC", "requested_agency_id": "DE-BKA", "instrument": "EU_EIO", **fields}
    return OpenRequest(**pair, received_at=received, at=received + timedelta(days=days))


def expected(conninfo: str, viewer: Viewer, asked: OpenRequest) -> queries.ReplyRow | None:
    return answer(conninfo, lambda connection: queries.expected_replies(connection, viewer, [asked]))[0]


def test_a_partnership_that_grows_is_told_to_grow(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING))
    (sent,) = (row for row in looked(database).trends if row.figure == TrendFigure.SENT)
    assert (sent.direction, sent.is_real, sent.slope, sent.periods) == ("RISING", True, 1.0, 24)
    assert sent.cycles == sum(GROWING)


def test_three_months_are_forecast_from_the_boundary_on(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING))
    volumes = looked(database).volumes
    assert [row.month for row in volumes] == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert all(row.low < row.expected < row.high for row in volumes)


def test_a_month_unlike_the_others_is_flagged_to_the_nearest_five(database: str) -> None:
    tell(database, monthly(BEGIN, [10, 11, 9, 12] * 5 + [10, 11, 9, 43]))
    (change,) = (row for row in looked(database).changes if row.kind == ChangeKind.MORE_REQUESTS)
    assert (change.month, change.observed, change.usual) == (date(2025, 12, 1), 45.0, 10.0)


@pytest.mark.parametrize("fields", [{"rank": 2}])
def test_what_is_marked_moves_no_figure(database: str, fields: dict[str, object]) -> None:
    tell(database, monthly(BEGIN, GROWING))
    before = looked(database)
    tell(database, monthly(BEGIN, [30] * 24, days=60.0, **fields))
    after = looked(database)
    assert (after.trends, after.volumes, after.changes, after.replies) == (
        before.trends, before.volumes, before.changes, before.replies,
    )  # fmt: skip


def test_what_came_after_the_boundary_is_not_known(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING))
    before = looked(database)
    tell(database, monthly(datetime(2026, 1, 1, tzinfo=UTC), [90]))
    assert looked(database).trends == before.trends


def test_a_reply_after_the_boundary_counts_as_none_yet(database: str) -> None:
    tell(database, monthly(BEGIN, [5] * 24, days=2_000.0))
    assert {row.median_s for row in looked(database).replies} == {None}


@pytest.mark.parametrize(
    "cycles",
    [monthly(BEGIN, [1] * 19), [Told(sent=BEGIN + timedelta(days=day), case=day % 2) for day in range(90)]],
    ids=["19 cycles", "2 cases"],
)
def test_few_cycles_or_cases_have_no_outlook(database: str, cycles: list[Told]) -> None:
    tell(database, cycles)
    found = looked(database)
    assert (found.trends, found.volumes, found.changes, found.replies) == ((), (), (), ())


def test_just_enough_cycles_of_just_enough_cases_have_one(database: str) -> None:
    tell(database, [Told(sent=BEGIN + timedelta(days=30 * day), case=day % 3) for day in range(20)])
    assert looked(database).replies


def test_times_are_told_to_the_hour(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING, days=2.0001))
    assert {row.median_s for row in looked(database).replies if row.age_s == 0} == {49 * 3_600.0}


def test_a_new_outlook_takes_the_place_of_the_old_one(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING))
    looked(database, date(2025, 12, 1))
    looked(database)
    with psycopg.connect(database) as connection:
        made = connection.execute("SELECT boundary, cycles FROM outlook.made").fetchall()
        periods = connection.execute("SELECT DISTINCT periods FROM outlook.volumes").fetchall()
    assert (made, periods) == ([(BOUNDARY, sum(GROWING))], [(24,)])


@pytest.mark.parametrize(("agency_id", "sees"), [("FR-SPOC", True), ("DE-BKA", True), ("IO-GS", False)])
def test_both_sides_of_a_pair_and_nobody_else_read_its_outlook(database: str, agency_id: str, *, sees: bool) -> None:
    tell(database, monthly(BEGIN, GROWING))
    looked(database)
    trends = answer(database, lambda connection: queries.trends(connection, of(agency_id), PAIR))
    volumes = answer(database, lambda connection: queries.volumes(connection, of(agency_id), Between()))
    assert (bool(trends), bool(volumes)) == (sees, sees)


@pytest.mark.parametrize(("agency_id", "sees"), [("FR-SPOC", True), ("DE-BKA", True), ("IO-GS", False), ("", False)])
def test_the_role_that_reads_sees_no_more_whatever_is_asked(database: str, agency_id: str, *, sees: bool) -> None:
    tell(database, monthly(BEGIN, GROWING))
    looked(database)
    with psycopg.connect(database) as connection:
        connection.execute("SET LOCAL ROLE entente_reader")
        connection.execute("SELECT set_config('entente.agency', %s, true)", (agency_id,))
        rows = connection.execute("SELECT FROM outlook.trends UNION ALL SELECT FROM outlook.volumes").fetchall()
        of_pairs = connection.execute("SELECT FROM outlook.replies WHERE instrument IS NULL").fetchall()
    assert (bool(rows), bool(of_pairs)) == (sees, sees)


def test_an_open_request_is_told_by_those_that_were_open_as_long(database: str) -> None:
    quick, slow = monthly(BEGIN, [5] * 24, days=1.0), monthly(BEGIN, [5] * 24, days=40.0)
    tell(database, quick + slow)
    looked(database)
    young, old = expected(database, of("DE-BKA"), waiting(0)), expected(database, of("DE-BKA"), waiting(11))
    assert young is not None
    assert old is not None
    assert (young.age_s, young.median_s) == (0.0, DAY_S)
    assert (old.age_s, old.median_s) == (10 * DAY_S, 30 * DAY_S)


def test_a_third_agency_is_told_by_the_instrument_alone(database: str) -> None:
    pairs = [("FR-SPOC", "DE-BKA"), ("FR-SPOC", "NL-SPOC"), ("NL-SPOC", "DE-BKA")]
    tell(database, [each for asking, asked in pairs for each in monthly(BEGIN, [5] * 24, asking=asking, asked=asked)])
    looked(database)
    found = expected(database, of("IO-GS"), waiting(0))
    assert found is not None
    assert (found.requesting_agency_id, found.instrument, found.cycles) == (None, "EU_EIO", 360)


def test_an_instrument_of_few_pairs_is_told_to_no_third_agency(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING))
    looked(database)
    assert expected(database, of("IO-GS"), waiting(0)) is None


def test_of_an_age_that_hardly_any_reached_nothing_is_told(database: str) -> None:
    tell(database, monthly(BEGIN, GROWING, days=1.0))
    looked(database)
    found = expected(database, of("DE-BKA"), waiting(300))
    assert found is None
