"""The yearly statistics are those of Dir. (EU) 2023/977 Art. 18(2), and a matrix tells what its groups tell."""

from datetime import timedelta
from typing import Any

import pytest

from domain.refusal import InvalidInput
from domain.request import events
from domain.vocabulary import Instrument, RefusalGround, Scope
from projections.cooperation.queries import (
    CooperationView,
    Dimension,
    Metric,
    OfAYear,
    Thresholds,
    figures,
    matrix,
    standpoint,
    yearly_statistics,
)
from projections.viewer import Viewer
from tests.projections.test_cooperation_examples import BEGIN, NOW, RECEIVED
from tests.support.cooperation_courses import HERE, NAMES, THERE, Book, Sent, reply
from tests.support.histories import append_history, history
from tests.support.read_models import answer, follow, viewer_of

pytestmark = pytest.mark.postgres

HOUR = timedelta(hours=1)
SOUGHT = events.JudicialAuthorisationSought(request_id=NAMES, authority="court")
REFUSED = events.RequestRefused(
    request_id=NAMES, scope=Scope.FULL, grounds=(RefusalGround.MINOR_OFFENCE, RefusalGround.NATIONAL_SECURITY)
)


@pytest.fixture
def book(database: str) -> Book:
    told = history(seed=3, cases=1, requests=1)
    return Book(database, [each for each in told if each.event.TOPIC.startswith("agency.")])


def _of(year: int, agency: str, book: Book) -> list[tuple[Any, ...]]:
    async def ask(connection: Any) -> list[tuple[Any, ...]]:
        stand = await standpoint(connection, None, NOW)
        viewer = Viewer(member_id="somebody", agency_id=HERE)
        rows = await yearly_statistics(connection, viewer, stand, OfAYear(agency_id=agency, year=year))
        return [(each.letter, each.country, each.is_urgent, each.ground, each.count) for each in rows]

    return answer(book.conninfo, ask)


def _sent(*told: tuple[timedelta, events.RequestEvent], instrument: Instrument = Instrument.EU_2023_977) -> Sent:
    profile = "EU_2023_977_URGENT_DIRECT" if instrument is Instrument.EU_2023_977 else instrument.value
    steps = ((BEGIN, RECEIVED), *((BEGIN + after, event) for after, event in told))
    return Sent(sent_at=BEGIN, instrument=instrument, profile=profile, told=steps)


def test_requests_are_counted_by_letter_requesting_state_urgency_and_ground(book: Book) -> None:
    late = _sent((HOUR, SOUGHT), (48 * HOUR, reply()))
    book.tell([_sent((HOUR, reply())), _sent((HOUR, REFUSED)), late, _sent(), _sent(instrument=Instrument.MLA_GENERAL)])

    assert _of(2026, HERE, book) == [("a", None, None, None, 4)]
    assert _of(2026, THERE, book) == [
        ("b", "FR", True, None, 2),
        ("c", "FR", None, None, 1),
        ("c", "FR", None, "MINOR_OFFENCE", 1),
        ("c", "FR", None, "NATIONAL_SECURITY", 1),
        ("d", "FR", None, None, 1),
    ]


def test_another_year_and_an_unknown_agency_have_nothing_to_tell(book: Book) -> None:
    book.tell([_sent((HOUR, reply()))])

    assert _of(2025, THERE, book) == _of(2026, "XX-SPOC", book) == []


@pytest.mark.parametrize("year", [1999, 9001])
def test_a_year_beyond_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(InvalidInput):
        OfAYear(agency_id=HERE, year=year)


@pytest.mark.parametrize("metric", [Metric.M1, Metric.M9, Metric.M10, Metric.M16])
def test_a_matrix_tells_the_first_figure_of_each_pair(database: str, metric: Metric) -> None:
    append_history(database, history(seed=8, cases=4, requests=9))
    follow(database)

    async def ask(connection: Any) -> tuple[dict[Any, Any], dict[Any, Any]]:
        view = CooperationView(
            viewer=viewer_of("FR-SPOC"), standpoint=await standpoint(connection, None, NOW), metrics=(metric,),
            by=(Dimension.FROM_AGENCY, Dimension.TO_AGENCY), thresholds=Thresholds(min_n=2),
        )  # fmt: skip
        told, groups = await matrix(connection, view), await figures(connection, view)
        cells = {
            (one, other): (told.values[line][column], told.n[line][column])
            for line, one in enumerate(told.agencies)
            for column, other in enumerate(told.agencies)
            if told.n[line][column]
        }
        first = {each.group: next(f for f in each.figures if f.name == told.name) for each in groups}
        return cells, {(g.from_agency_id, g.to_agency_id): (f.value, f.n) for g, f in first.items()}

    cells, groups = answer(database, ask)

    assert cells == groups != {}
