"""Every metric equals the slow second opinion: of every viewer, group, window and moment of the record."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from deploy.postgres_cluster import APP
from domain.event import Recorded
from domain.request.events import RequestSent
from projections.as_of import AsOf
from projections.catalogue import READ_MODELS
from projections.cooperation.queries import (
    CooperationView,
    CooperationWindow,
    Dimension,
    GroupOfFigures,
    Metric,
    WindowKind,
    figures,
    standpoint,
)
from tests.leaks.oracle import Oracle, Person
from tests.support.contact_oracle import Week, contact_figures, told_weeks
from tests.support.cooperation_differences import differences, plain
from tests.support.cooperation_figures_oracle import told_figures
from tests.support.cooperation_histories import cooperating
from tests.support.cooperation_measures_oracle import Wanted
from tests.support.cooperation_oracle import CycleTold, told_cycles
from tests.support.exchange_oracle import ExchangeTold, exchange_figures, told_exchanges
from tests.support.exchange_seeing import seen_by
from tests.support.histories import AGENCIES, append_history, member_of
from tests.support.postgres import Server, fresh_database
from tests.support.read_models import answer, follow, viewer_of

pytestmark = pytest.mark.postgres

NOW = datetime(2025, 6, 1, tzinfo=UTC)
PAIR = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY)
COUNTRIES = (Dimension.FROM_COUNTRY, Dimension.TO_COUNTRY)
GROUPINGS: tuple[tuple[Dimension, ...], ...] = (
    (), PAIR, COUNTRIES, (Dimension.UNIT,), (Dimension.INSTRUMENT,),
    (Dimension.CRIME_AREA, Dimension.URGENCY), (Dimension.DAY,), (*PAIR, Dimension.INSTRUMENT, Dimension.DAY),
    (*PAIR, Dimension.MONTH),
)  # fmt: skip
COMPARING = {Metric.M23, Metric.M24, Metric.M25}


@dataclass(frozen=True)
class Told:
    """A history that was folded, and who may see what of it."""

    conninfo: str
    log: Sequence[Recorded]
    oracle: Oracle

    def seen(self, agency: str, as_of: AsOf | None) -> list[CycleTold]:
        person = Person(member_of(agency), agency)
        return [
            each for each in told_cycles(self.log, as_of)
            if self.oracle.may_see(person, each.sent.request_id) and _was_for(each, agency)
        ]  # fmt: skip

    def exchanged(self, agency: str, as_of: AsOf | None) -> list[ExchangeTold]:
        return list(seen_by(Person(member_of(agency), agency), told_exchanges(self.log, as_of), self.oracle))

    def in_contact(self, agency: str, as_of: AsOf | None, at: datetime) -> list[Week]:
        return list(told_weeks(self.oracle, Person(member_of(agency), agency), as_of, at))


def _was_for(cycle: CycleTold, agency: str) -> bool:
    """What was for its parties alone is shown to those who were parties then."""
    asked = {each.event.to_agency_id for each in cycle.told if hasattr(each.event, "to_agency_id")}
    parties = {cycle.sent.requesting_agency_id, cycle.sent.requested_agency_id, cycle.agency, *asked}
    marking = cycle.sent.content.marking
    is_strict = cycle.sent.investigation_id is None or (marking is not None and marking.tlp == "AMBER_STRICT")
    return not is_strict or agency in parties


@pytest.fixture(scope="module", params=[1, 2])
def told(request: pytest.FixtureRequest, postgres_server: Server, migrated_template: str) -> Iterator[Told]:
    log = cooperating(request.param, requests=70, exchanges=30)
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        append_history(conninfo, log)
        follow(conninfo, READ_MODELS, batch=97)
        yield Told(conninfo, log, Oracle(log, date.max))


@dataclass(frozen=True)
class Question:
    """Who asks, as of what, over which window, told apart how."""

    agency: str
    as_of: AsOf | None
    window: CooperationWindow
    by: tuple[Dimension, ...]

    @property
    def metrics(self) -> tuple[Metric, ...]:
        compares = set(PAIR) <= set(self.by) or set(COUNTRIES) <= set(self.by)
        return tuple(each for each in Metric if each not in COMPARING or compares)


def _asked(told: Told, question: Question) -> tuple[tuple[GroupOfFigures, ...], datetime]:
    async def ask(connection: Any) -> tuple[tuple[GroupOfFigures, ...], datetime]:
        stand = await standpoint(connection, question.as_of, NOW)
        view = CooperationView(
            viewer=viewer_of(question.agency), standpoint=stand, metrics=question.metrics, by=question.by,
            window=question.window,
        )  # fmt: skip
        return await figures(connection, view), stand.at

    return answer(told.conninfo, ask)


def _moments(log: Sequence[Recorded]) -> list[AsOf | None]:
    chance = random.Random(len(log))  # noqa: S311  # repeatable, not secret
    at = [chance.choice(log).envelope.recorded_at for _ in range(3)]
    return [
        None, AsOf(position=chance.randint(1, len(log))), AsOf(recorded_at=at[0]), AsOf(occurred_at=at[1]),
        AsOf(occurred_at=at[2] - timedelta(hours=7)), AsOf(position=len(log) // 2),
    ]  # fmt: skip


WINDOWS = (
    CooperationWindow(), CooperationWindow(kind=WindowKind.FLOW),
    CooperationWindow(since=datetime(2025, 1, 8, tzinfo=UTC), until=datetime(2025, 1, 12, 7, tzinfo=UTC)),
    CooperationWindow(since=datetime(2025, 1, 9, tzinfo=UTC), kind=WindowKind.FLOW),
)  # fmt: skip


@pytest.mark.parametrize("by", GROUPINGS, ids=lambda by: "+".join(by) or "all")
def test_every_metric_equals_the_second_opinion(told: Told, by: tuple[Dimension, ...]) -> None:
    chance = random.Random(str(by))  # noqa: S311  # repeatable, not secret
    countries = {each: None if each == "EUROPOL" else each[:2] for each in AGENCIES}
    wrong = []
    for place, as_of in enumerate(_moments(told.log)):
        agency, window = chance.choice(AGENCIES), WINDOWS[place % len(WINDOWS)]
        found, at = _asked(told, Question(agency, as_of, window, by))
        wanted = Wanted(
            at=at,
            by=by,
            since=window.since,
            until=window.until,
            flow=window.kind is WindowKind.FLOW,
            countries=countries,
        )
        expected = told_figures(told.seen(agency, as_of), wanted)
        weeks = contact_figures(told.in_contact(agency, as_of, at), wanted)
        for beside in (exchange_figures(told.exchanged(agency, as_of), wanted), weeks):
            for key, more in beside.items():
                expected.setdefault(key, {}).update(more)
        wrong += [f"{as_of} {agency} {window}: {each}" for each in differences(plain(found), expected)]

    assert wrong == []


def test_the_histories_hold_what_figures_may_rest_on(told: Told) -> None:
    sent = sum(isinstance(each.event, RequestSent) for each in told.log)
    seen = [told.seen(agency, None) for agency in AGENCIES]

    assert sent > 60
    assert all(0 < len(each) < sent for each in seen)
    assert sum(map(len, seen)) > sent


def test_the_histories_hold_every_kind_of_exchange_for_some_and_not_for_others(told: Told) -> None:
    kinds = {"SHARING", "CONSENT", "RESTRICTION", "FOLLOW_UP", "RECOMMENDATION"}
    in_all = list(told_exchanges(told.log, None))
    seen = {each: told.exchanged(each, None) for each in AGENCIES}

    assert {each.kind for each in in_all} == kinds
    assert {each.kind for some in seen.values() for each in some} == kinds
    assert all(len(each) < len(in_all) for each in seen.values())


def test_the_histories_hold_weeks_with_contact_and_weeks_without(told: Told) -> None:
    weeks = [week for agency in AGENCIES for week in told.in_contact(agency, None, NOW)]

    assert {each.is_in_contact for each in weeks} == {True, False}
    assert len({each.begins for each in weeks}) > 10
