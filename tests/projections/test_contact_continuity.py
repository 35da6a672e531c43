"""In how many of the weeks in which a case was operational two partners were in contact."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from psycopg import AsyncConnection

from domain.event import Event, Recorded
from domain.investigation.events import (
    JointActivityRecorded,
    OperationalPhaseStarted,
    PartnerLeft,
    PostOperationalPhaseEntered,
)
from domain.investigation.vocabulary import ActivityKind
from domain.occurred import Precision
from projections.as_of import AsOf
from projections.cooperation.queries import (
    CooperationView,
    CooperationWindow,
    Dimension,
    Figure,
    Metric,
    Thresholds,
    figures,
    standpoint,
)
from projections.viewer import Viewer
from tests.support.case_logs import case_log
from tests.support.cooperation_courses import at
from tests.support.histories import append_history
from tests.support.investigations import CASE, OPENED, admitted, joined
from tests.support.read_models import answer, follow

pytestmark = pytest.mark.postgres

PAIR = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY)
SPRING = at("2026-04-01 00:00")
BEGUN = "2026-01-05 09:00"  # a Monday

Happened = tuple[str, Event]

TWO_PARTNERS: tuple[Happened, ...] = (
    ("2025-12-01 09:00", OPENED),
    ("2025-12-02 09:00", joined("BE-SPOC")),
    ("2025-12-03 09:00", admitted("ben", "BE-SPOC")),
)
STARTED: Happened = (BEGUN, OperationalPhaseStarted(investigation_id=CASE))


def ended(on: str) -> Happened:
    return on, PostOperationalPhaseEntered(investigation_id=CASE)


def met(on: str, *agencies: str) -> Happened:
    return on, JointActivityRecorded(
        investigation_id=CASE, activity_id=on, kind=ActivityKind.MEETING, title="Meeting",
        agencies=agencies or ("FR-SPOC", "BE-SPOC"),
    )  # fmt: skip


@pytest.fixture
def told(database: str) -> "Told":
    return Told(database)


class Told:
    """A case whose events happened, and were recorded, at the times told."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo

    def __call__(self, *happened: Happened, precision: Precision = Precision.SECOND) -> None:
        log = case_log(CASE, [event for _, event in happened])
        moments = [at(when) for when, _ in happened]
        append_history(self.conninfo, [_at(each, moment, precision) for each, moment in zip(log, moments, strict=True)])
        follow(self.conninfo)

    def figure(
        self, now: datetime = SPRING, between: tuple[str, str] = ("FR-SPOC", "BE-SPOC"), as_of: AsOf | None = None,
        window: CooperationWindow = CooperationWindow(),  # noqa: B008  # it is frozen
    ) -> Figure | None:  # fmt: skip
        async def ask(connection: AsyncConnection[Any]) -> Figure | None:
            view = CooperationView(
                viewer=Viewer(member_id="ben", agency_id="BE-SPOC"), metrics=(Metric.M29,), by=PAIR, window=window,
                standpoint=await standpoint(connection, as_of, now), thresholds=Thresholds(min_n=1),
            )  # fmt: skip
            groups = await figures(connection, view)
            pairs = {(each.group.from_agency_id, each.group.to_agency_id): each.figures for each in groups}
            return pairs[between][0] if between in pairs else None

        return answer(self.conninfo, ask)

    def of(self, *asked: Any, **also: Any) -> tuple[int | None, int | None]:
        """Of how many weeks how many had contact, the latter first."""
        figure = self.figure(*asked, **also)
        return (None, None) if figure is None else (figure.numerator, figure.denominator)


def _at(recorded: Recorded, moment: datetime, precision: Precision) -> Recorded:
    event_id = UUID(int=recorded.position)
    envelope = replace(recorded.envelope, recorded_at=moment, occurred_at=moment, event_id=event_id)
    if isinstance(recorded.event, JointActivityRecorded):
        envelope = replace(envelope, occurred_precision=precision)
    return Recorded(recorded.event, envelope, recorded.position)


def test_two_of_three_weeks_with_contact_are_two_thirds(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-07 10:00"), met("2026-01-20 10:00"), ended("2026-01-25 18:00"))

    figure = told.figure()

    assert figure is not None
    assert (figure.numerator, figure.n) == (2, 3)
    assert figure.value == pytest.approx(2 / 3)


def test_it_is_the_same_both_ways(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-07 10:00"), ended("2026-01-25 18:00"))

    assert told.figure(between=("BE-SPOC", "FR-SPOC")) == told.figure()


def test_two_meetings_in_a_week_are_one_week(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-05 10:00"), met("2026-01-11 23:59"), ended("2026-01-25 18:00"))

    assert told.of() == (1, 3)


def test_a_silent_week_counts_once_it_is_over(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-07 10:00"))

    assert told.of(at("2026-01-18 23:59")) == (1, 1)
    assert told.of(at("2026-01-19 00:00")) == (1, 2)


def test_what_passed_before_the_phase_began_or_after_it_ended_is_no_contact_of_it(told: Told) -> None:
    told(*TWO_PARTNERS, met("2026-01-05 08:59"), STARTED, ended("2026-01-11 12:00"), met("2026-01-11 12:00"))

    assert told.of() == (0, 1)


def test_weeks_count_while_both_are_partners(told: Told) -> None:
    left = ("2026-01-13 09:00", PartnerLeft(investigation_id=CASE, agency_id="DE-SPOC", reason="done"))
    told(
        *TWO_PARTNERS, ("2025-12-04 09:00", joined("DE-SPOC")), STARTED, met("2026-01-12 10:00", "DE-SPOC", "BE-SPOC"),
        left, ended("2026-02-01 18:00"),
    )  # fmt: skip

    assert told.of(between=("BE-SPOC", "DE-SPOC")) == (1, 2)
    assert told.of(between=("FR-SPOC", "BE-SPOC")) == (0, 4)


def test_what_is_known_to_the_month_alone_is_of_no_week(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-07 10:00"), ended("2026-01-25 18:00"), precision=Precision.MONTH)

    assert told.of() == (0, 3)


def test_a_window_takes_weeks_in_by_their_monday(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-07 10:00"), met("2026-01-18 23:00"), ended("2026-01-25 18:00"))
    window = CooperationWindow(since=at("2026-01-06 00:00"), until=at("2026-01-19 00:00"))

    assert told.of(window=window) == (1, 1)


def test_before_the_phase_began_there_is_nothing_to_tell(told: Told) -> None:
    told(*TWO_PARTNERS, STARTED, met("2026-01-07 10:00"), ended("2026-01-25 18:00"))

    assert told.of(as_of=AsOf(position=3)) == (None, None)
    assert told.of(as_of=AsOf(occurred_at=at("2026-01-08 00:00"))) == (1, 1)
