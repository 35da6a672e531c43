"""Which events count at a moment of the record."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.event import ActorKind, Envelope, Event, Recorded
from domain.occurred import Precision
from domain.refusal import InvalidInput
from domain.request.events import ExecutionResumed, ExecutionStarted, RecordCorrected
from projections.as_of import AsOf

REQUEST, OTHER = UUID(int=1), UUID(int=2)
T = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _recorded(event: Event, position: int, at: datetime | None, stream: UUID = REQUEST) -> Recorded:
    """What happened at `at`, and was recorded as many hours after T as its position says."""
    envelope = Envelope(
        event_id=UUID(int=100 + position), aggregate_id=stream, aggregate_version=position, case_id=REQUEST,
        recorded_at=T + position * HOUR, occurred_at=at, occurred_precision=Precision.SECOND, actor_id="somebody",
        actor_kind=ActorKind.PERSON, command_id=UUID(int=position),
    )  # fmt: skip
    return Recorded(event, envelope, position)


def _correction(of: int, right: datetime) -> RecordCorrected:
    return RecordCorrected(
        request_id=REQUEST, corrected_event_id=UUID(int=100 + of), corrected_topic=ExecutionResumed.TOPIC,
        field="occurred_at", wrong_value="", right_value=right.isoformat(), reason="a slip", right_utc=right,
    )  # fmt: skip


def _positions(history: Sequence[Recorded]) -> list[int]:
    return [each.position for each in history]


STARTED = _recorded(ExecutionStarted(request_id=REQUEST), 1, T)
RESUMED_LATE = _recorded(ExecutionResumed(request_id=REQUEST), 5, T + HOUR)


def test_a_moment_is_told_in_exactly_one_way() -> None:
    assert AsOf(position=0).position == 0
    with pytest.raises(InvalidInput):
        AsOf()
    with pytest.raises(InvalidInput):
        AsOf(position=1, recorded_at=T)


def test_a_late_report_is_not_known_then_but_was_so_then() -> None:
    history = [STARTED, RESUMED_LATE]

    assert _positions(AsOf(position=4).of(history)) == [1]
    assert _positions(AsOf(recorded_at=T + 2 * HOUR).of(history)) == [1]
    assert _positions(AsOf(occurred_at=T + 2 * HOUR).of(history)) == [1, 5]


def test_a_moment_takes_in_what_came_at_it() -> None:
    history = [STARTED, RESUMED_LATE]

    assert _positions(AsOf(position=5).of(history)) == [1, 5]
    assert _positions(AsOf(recorded_at=T + 5 * HOUR).of(history)) == [1, 5]
    assert _positions(AsOf(occurred_at=T + HOUR).of(history)) == [1, 5]


def test_a_corrected_event_was_so_from_its_right_time_on_and_its_correction_with_it() -> None:
    history = [STARTED, RESUMED_LATE, _recorded(_correction(5, T + 3 * HOUR), 6, T + 6 * HOUR)]

    assert _positions(AsOf(occurred_at=T + 2 * HOUR).of(history)) == [1]
    assert _positions(AsOf(occurred_at=T + 3 * HOUR).of(history)) == [1, 5, 6]
    assert _positions(AsOf(position=5).of(history)) == [1, 5]


def test_what_has_no_date_was_so_from_its_recording_on() -> None:
    history = [STARTED, _recorded(ExecutionResumed(request_id=REQUEST), 2, None)]

    assert _positions(AsOf(occurred_at=T + HOUR).of(history)) == [1]
    assert _positions(AsOf(occurred_at=T + 2 * HOUR).of(history)) == [1, 2]


def test_nothing_was_so_of_a_stream_that_had_not_begun() -> None:
    late_beginning = _recorded(ExecutionStarted(request_id=OTHER), 1, T + 9 * HOUR, OTHER)
    history = [late_beginning, _recorded(ExecutionResumed(request_id=OTHER), 2, T, OTHER)]

    assert _positions(AsOf(occurred_at=T + HOUR).of(history)) == []
    assert _positions(AsOf(occurred_at=T + 9 * HOUR).of(history)) == [1, 2]
