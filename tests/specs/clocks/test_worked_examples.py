"""The worked examples of the design, and what follows from them."""

from datetime import timedelta

from domain.clocks import Cause, ClockState, MomentKind, on_time_gross, on_time_net, remaining
from domain.vocabulary import Obligation
from tests.support.moments import at, clock, course, moment

EIO = course("EU_EIO", moment(MomentKind.RECEIVED_BY_COMPETENT, "2026-01-05T09:00Z"))
EXTENDED = moment(MomentKind.EXTENDED, "2026-01-20T09:00Z", obligation=Obligation.DECIDE, by=timedelta(days=30))
DECIDED = moment(MomentKind.ACCEPTED, "2026-02-02T15:00Z")
URGENT = course(
    "EU_2023_977_URGENT_DIRECT",
    moment(MomentKind.RECEIVED, "2026-03-10T22:30Z"),
    moment(MomentKind.PAUSED, "2026-03-10T23:00Z", cause=Cause.CLARIFICATION),
    moment(MomentKind.RESUMED, "2026-03-11T01:00Z", cause=Cause.CLARIFICATION),
    moment(MomentKind.REPLIED, "2026-03-11T08:00Z"),
    sent="2026-03-10T22:00Z",
)


def test_an_eio_is_acknowledged_within_a_week_of_its_reception() -> None:
    assert clock(EIO, Obligation.ACKNOWLEDGE).effective_due_utc == at("2026-01-12T09:00Z")


def test_an_eio_is_decided_within_thirty_days_of_receipt_by_the_competent_authority() -> None:
    assert clock(EIO, Obligation.DECIDE).effective_due_utc == at("2026-02-04T09:00Z")


def test_the_decision_on_an_eio_is_extended_to_the_sixth_of_march_at_most() -> None:
    extended = clock(EIO.with_moment(EXTENDED), Obligation.DECIDE)
    assert extended.effective_due_utc == at("2026-03-06T09:00Z")
    assert extended.base_due_utc == at("2026-02-04T09:00Z")


def test_an_eio_is_executed_within_ninety_days_of_the_decision() -> None:
    executing = clock(EIO.with_moment(DECIDED), Obligation.EXECUTE)
    assert executing.started_utc == at("2026-02-02T15:00Z")
    assert executing.effective_due_utc == at("2026-05-03T15:00Z")


def test_the_execution_of_an_eio_never_starts_at_its_receipt() -> None:
    waiting = clock(EIO, Obligation.EXECUTE)
    assert waiting.state is ClockState.NOT_STARTED
    assert waiting.effective_due_utc is None


def test_an_urgent_request_received_at_night_is_due_eight_hours_later() -> None:
    assert clock(URGENT, Obligation.PROVIDE).base_due_utc == at("2026-03-11T06:30Z")


def test_two_hours_of_clarification_move_the_limit_by_two_hours() -> None:
    provided = clock(URGENT, Obligation.PROVIDE)
    assert provided.effective_due_utc == at("2026-03-11T08:30Z")
    assert provided.suspended == timedelta(hours=2)


def test_a_reply_within_the_moved_limit_is_on_time_net_and_late_gross() -> None:
    provided = clock(URGENT, Obligation.PROVIDE)
    assert on_time_net(provided) is True
    assert on_time_gross(provided) is False


def test_a_resting_clock_keeps_the_time_it_had() -> None:
    resting = clock(
        course(
            "EU_2023_977_URGENT_DIRECT",
            moment(MomentKind.RECEIVED, "2026-03-10T22:30Z"),
            moment(MomentKind.PAUSED, "2026-03-10T23:00Z", cause=Cause.CLARIFICATION),
            sent="2026-03-10T22:00Z",
        ),
        Obligation.PROVIDE,
    )
    assert resting.state is ClockState.SUSPENDED
    assert remaining(resting, at("2026-03-12T00:00Z")) == timedelta(hours=7, minutes=30)


def test_a_clarification_does_not_suspend_the_decision_on_an_eio() -> None:
    asked = moment(MomentKind.PAUSED, "2026-01-06T09:00Z", cause=Cause.CLARIFICATION)
    assert clock(EIO.with_moment(asked), Obligation.DECIDE).state is ClockState.RUNNING
