"""The load of the benchmarks is what it says: repeatable, possible, whole, and as the published figures have it."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

import pytest

from domain.event import Event, Recorded
from domain.request.events import FinalReplyProvided, RequestReceived, RequestRefused, RequestSent
from domain.storage import EventLog, verify
from domain.vocabulary import Instrument, Urgency
from tests.benchmarks import calibrated
from tests.benchmarks.calibrated.figures import P80_DAYS, PUBLISHED, REFUSED, THIRD_COUNTRIES
from tests.benchmarks.calibrated.parties import UNION
from tests.support.imports import SHARED
from tests.support.keys import KEYRING
from tests.support.logs import everything
from tests.support.read_models import follow

COLLECTED = SHARED / "figures" / "calibration.json"

EVENTS = 40_000
"""Some three thousand requests: shares are within a few percent of what they were drawn from."""


@pytest.fixture(scope="module")
def load() -> Sequence[Recorded]:
    return list(calibrated.told(EVENTS, seed=7))


def of_kind(load: Sequence[Recorded], *kinds: type[Event]) -> list[Recorded]:
    return [each for each in load if isinstance(each.event, kinds)]


def when(load: Sequence[Recorded], kind: type[Event]) -> dict[UUID, datetime]:
    return {each.envelope.aggregate_id: each.envelope.recorded_at for each in of_kind(load, kind)}


def sent(load: Sequence[Recorded], chosen: Callable[[RequestSent], bool]) -> list[RequestSent]:
    return [each.event for each in load if isinstance(each.event, RequestSent) and chosen(each.event)]


def is_routine_in_the_union(asked: RequestSent) -> bool:
    return asked.content.instrument is Instrument.EU_2023_977 and asked.content.urgency is Urgency.ROUTINE


def test_the_same_seed_tells_the_same(load: Sequence[Recorded]) -> None:
    assert list(calibrated.told(EVENTS, seed=7)) == load


def test_another_seed_tells_something_else(load: Sequence[Recorded]) -> None:
    assert list(calibrated.told(100, seed=8)) != load[:100]


def test_time_never_goes_back_in_it(load: Sequence[Recorded]) -> None:
    assert [one for one, next_ in pairwise(load) if next_.envelope.recorded_at < one.envelope.recorded_at] == []


def test_it_spreads_over_two_years(load: Sequence[Recorded]) -> None:
    span = load[-1].envelope.recorded_at - load[0].envelope.recorded_at

    assert 650 <= span.days <= 810


def test_four_of_five_routine_requests_are_answered_within_the_published_days(load: Sequence[Recorded]) -> None:
    received, replied = when(load, RequestReceived), when(load, FinalReplyProvided)
    asked = [each.request_id for each in sent(load, is_routine_in_the_union)]

    days = sorted((replied[each] - received[each]).total_seconds() / 86_400 for each in asked if each in replied)

    assert days[len(days) * 8 // 10] == pytest.approx(P80_DAYS, rel=0.15)


def test_requests_are_refused_as_often_as_published(load: Sequence[Recorded]) -> None:
    ended = Counter(type(each.event) for each in of_kind(load, FinalReplyProvided, RequestRefused))

    assert ended[RequestRefused] / ended.total() == pytest.approx(REFUSED, rel=0.2)


def test_third_countries_are_asked_as_often_as_published(load: Sequence[Recorded]) -> None:
    lone = sent(load, lambda asked: asked.investigation_id is None)
    beyond = [asked for asked in lone if asked.requested_agency_id.partition("-")[0] not in UNION]

    assert len(beyond) / len(lone) == pytest.approx(THIRD_COUNTRIES, rel=0.15)


def test_a_tenth_of_the_agencies_send_half_of_all_requests(load: Sequence[Recorded]) -> None:
    by_agency = Counter(asked.requesting_agency_id for asked in sent(load, lambda _: True))

    most = sum(times for _, times in by_agency.most_common(20))

    assert 0.45 <= most / by_agency.total() <= 0.75


@pytest.mark.real_input
@pytest.mark.parametrize("place", PUBLISHED if COLLECTED.exists() else ())
def test_each_figure_is_the_published_one(place: tuple[str, int | str]) -> None:
    collected = {
        (each["series"], each["year"]): each["value"] for each in json.loads(COLLECTED.read_bytes())["figures"]
    }

    assert PUBLISHED[place] == collected[place]


@pytest.mark.postgres
def test_the_log_it_fills_is_whole_and_says_what_was_told(database: str) -> None:
    calibrated.fill(database, events=25_000, seed=3)

    with EventLog(database, KEYRING) as log:
        assert verify(log) is None
        assert everything(log, 10_000) == list(calibrated.told(25_000, seed=3))


@pytest.mark.postgres
def test_every_read_model_folds_it(database: str) -> None:
    calibrated.fill(database, events=3_000, seed=4)

    assert follow(database) == 3_000


@pytest.mark.postgres
def test_it_is_told_to_an_empty_log_alone(database: str) -> None:
    calibrated.fill(database, events=1_000)

    with pytest.raises(ValueError, match="empty"):
        calibrated.fill(database, events=1_000)
