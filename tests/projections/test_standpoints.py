"""Figures are seen from a moment of the record: a position, a time of recording, or a time of the world."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from domain.event import Recorded
from projections.as_of import AsOf
from projections.cooperation.queries import Standpoint, standpoint
from tests.support.read_models import answer

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def _found(conninfo: str, as_of: AsOf | None) -> Standpoint:
    return answer(conninfo, lambda connection: standpoint(connection, as_of, NOW))


def test_without_a_moment_the_present_is_meant(folded: str, told: Sequence[Recorded]) -> None:
    assert _found(folded, None) == Standpoint(position=len(told), at=NOW)


def test_a_position_is_seen_as_of_the_time_at_which_it_was_recorded(folded: str, told: Sequence[Recorded]) -> None:
    seen = _found(folded, AsOf(position=100))

    assert seen == Standpoint(position=100, at=told[99].envelope.recorded_at)


def test_a_position_beyond_the_log_is_its_end(folded: str, told: Sequence[Recorded]) -> None:
    assert _found(folded, AsOf(position=len(told) + 5)).position == len(told)


@pytest.mark.parametrize("place", [0, 1, 57, 300, -1])
def test_a_time_of_recording_is_seen_from_the_last_event_recorded_by_then(
    folded: str, told: Sequence[Recorded], place: int
) -> None:
    at = told[place].envelope.recorded_at
    known = [each.position for each in told if each.envelope.recorded_at <= at]

    assert _found(folded, AsOf(recorded_at=at)) == Standpoint(position=known[-1], at=at)


def test_before_the_first_event_nothing_is_known(folded: str, told: Sequence[Recorded]) -> None:
    at = told[0].envelope.recorded_at - timedelta(seconds=1)

    assert _found(folded, AsOf(recorded_at=at)) == Standpoint(position=0, at=at)


def test_a_time_of_the_world_takes_all_that_is_known_now(folded: str, told: Sequence[Recorded]) -> None:
    at = told[100].envelope.recorded_at

    assert _found(folded, AsOf(occurred_at=at)) == Standpoint(position=len(told), at=at, as_it_was=True)
