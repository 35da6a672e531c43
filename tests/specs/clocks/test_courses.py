"""What redirection, urgency, classification, reopening and lateness do to a clock."""

from datetime import timedelta

from msgspec.structs import replace

from domain.clocks import (
    AgreedTerm,
    Cause,
    ClockState,
    Counting,
    MomentKind,
    at_risk,
    breach_is_due,
    on_time_net,
    overdue,
    warning_is_due,
)  # fmt: skip
from domain.vocabulary import Obligation
from tests.support.moments import at, clock, course, moment

RECEIVED = moment(MomentKind.RECEIVED_BY_COMPETENT, "2026-01-05T09:00Z")
REDIRECTED = moment(MomentKind.REDIRECTED, "2026-01-08T09:00Z", tz="Europe/Rome")
RECEIVED_THERE = moment(MomentKind.RECEIVED_BY_COMPETENT, "2026-01-09T09:00Z")
DIRECT, INDIRECT, OTHER = "EU_2023_977_URGENT_DIRECT", "EU_2023_977_URGENT_INDIRECT", "EU_2023_977_OTHER"


def test_redirection_restarts_the_decision_clock_at_receipt_by_the_competent_authority() -> None:
    decide = clock(course("EU_EIO", RECEIVED, REDIRECTED, RECEIVED_THERE), Obligation.DECIDE)
    assert decide.effective_due_utc == at("2026-02-08T09:00Z")


def test_a_redirected_request_has_no_decision_clock_until_it_arrives() -> None:
    assert clock(course("EU_EIO", RECEIVED, REDIRECTED), Obligation.DECIDE).state is ClockState.NOT_STARTED


def test_redirection_does_not_restart_the_acknowledgement_clock() -> None:
    acknowledge = clock(course("EU_EIO", RECEIVED, REDIRECTED, RECEIVED_THERE), Obligation.ACKNOWLEDGE)
    assert acknowledge.effective_due_utc == at("2026-01-12T09:00Z")


def test_redirection_does_not_restart_a_clock_that_starts_at_any_receipt() -> None:
    provide = clock(course(OTHER, RECEIVED, REDIRECTED, RECEIVED_THERE), Obligation.PROVIDE)
    assert provide.started_utc == at("2026-01-05T09:00Z")


def test_receipt_by_an_authority_that_is_not_competent_starts_no_decision_clock() -> None:
    received = moment(MomentKind.RECEIVED, "2026-01-05T09:00Z")
    assert clock(course("EU_EIO", received), Obligation.DECIDE).state is ClockState.NOT_STARTED


def test_a_raise_in_urgency_shortens_the_limit_from_that_moment_on() -> None:
    raised = moment(MomentKind.PROFILE_CHANGED, "2026-01-10T09:00Z", profile=DIRECT)
    provide = clock(course(OTHER, RECEIVED, raised), Obligation.PROVIDE)
    assert provide.effective_due_utc == at("2026-01-10T17:00Z")
    assert provide.profile == DIRECT


def test_a_raise_in_urgency_never_lengthens_what_is_left() -> None:
    raised = moment(MomentKind.PROFILE_CHANGED, "2026-01-12T22:00Z", profile=DIRECT)
    assert clock(course(OTHER, RECEIVED, raised), Obligation.PROVIDE).effective_due_utc == at("2026-01-12T23:00Z")


def test_a_lowering_of_urgency_counts_the_longer_limit_from_the_first_start() -> None:
    lowered = moment(MomentKind.PROFILE_CHANGED, "2026-01-05T12:00Z", profile=OTHER)
    assert clock(course(DIRECT, RECEIVED, lowered), Obligation.PROVIDE).effective_due_utc == at("2026-01-12T23:00Z")


def test_a_lowering_of_urgency_never_cures_a_breach() -> None:
    lowered = moment(MomentKind.PROFILE_CHANGED, "2026-01-05T18:00Z", profile=OTHER)
    provide = clock(course(DIRECT, RECEIVED, lowered), Obligation.PROVIDE)
    assert provide.effective_due_utc == at("2026-01-05T17:00Z")
    assert overdue(provide, at("2026-01-05T19:00Z"))


def test_raising_and_lowering_again_brings_the_first_limit_back() -> None:
    raised = moment(MomentKind.PROFILE_CHANGED, "2026-01-06T09:00Z", profile=DIRECT)
    lowered = moment(MomentKind.PROFILE_CHANGED, "2026-01-06T10:00Z", profile=OTHER)
    provide = clock(course(OTHER, RECEIVED, raised, lowered), Obligation.PROVIDE)
    assert provide.effective_due_utc == at("2026-01-12T23:00Z")


def test_indirect_access_gives_three_calendar_days_from_receipt() -> None:
    classified = moment(MomentKind.PROFILE_CHANGED, "2026-01-05T12:00Z", profile=INDIRECT)
    provide = clock(course(DIRECT, RECEIVED, classified), Obligation.PROVIDE)
    assert provide.effective_due_utc == at("2026-01-08T23:00Z")


def test_leave_of_a_court_suspends_what_is_to_be_provided() -> None:
    sought = moment(MomentKind.PAUSED, "2026-01-05T10:00Z", cause=Cause.JUDICIAL_AUTHORISATION)
    granted = moment(MomentKind.RESUMED, "2026-01-06T10:00Z", cause=Cause.JUDICIAL_AUTHORISATION)
    assert clock(course(DIRECT, RECEIVED, sought, granted), Obligation.PROVIDE).effective_due_utc == at(
        "2026-01-06T17:00Z"
    )


def test_two_causes_at_once_let_a_clock_rest_once() -> None:
    facts = course(
        DIRECT,
        RECEIVED,
        moment(MomentKind.PAUSED, "2026-01-05T10:00Z", cause=Cause.CLARIFICATION),
        moment(MomentKind.PAUSED, "2026-01-05T11:00Z", cause=Cause.JUDICIAL_AUTHORISATION),
        moment(MomentKind.RESUMED, "2026-01-05T12:00Z", cause=Cause.CLARIFICATION),
        moment(MomentKind.RESUMED, "2026-01-05T13:00Z", cause=Cause.JUDICIAL_AUTHORISATION),
    )
    assert clock(facts, Obligation.PROVIDE).suspended == timedelta(hours=3)


def test_a_pause_after_the_limit_cures_nothing() -> None:
    asked = moment(MomentKind.PAUSED, "2026-01-05T18:00Z", cause=Cause.CLARIFICATION)
    assert clock(course(DIRECT, RECEIVED, asked), Obligation.PROVIDE).state is ClockState.RUNNING


def test_postponement_suspends_the_execution_of_an_eio() -> None:
    facts = course(
        "EU_EIO",
        RECEIVED,
        moment(MomentKind.ACCEPTED, "2026-01-06T09:00Z"),
        moment(MomentKind.PAUSED, "2026-01-10T09:00Z", cause=Cause.POSTPONEMENT),
        moment(MomentKind.RESUMED, "2026-01-20T09:00Z", cause=Cause.POSTPONEMENT),
    )
    assert clock(facts, Obligation.EXECUTE).effective_due_utc == at("2026-04-16T09:00Z")


def test_an_extension_after_the_limit_moves_nothing() -> None:
    late = moment(MomentKind.EXTENDED, "2026-02-05T09:00Z", obligation=Obligation.DECIDE, by=timedelta(days=30))
    assert clock(course("EU_EIO", RECEIVED, late), Obligation.DECIDE).effective_due_utc == at("2026-02-04T09:00Z")


def test_a_final_reply_implies_the_steps_that_were_left_out() -> None:
    facts = course("EU_EIO", RECEIVED, moment(MomentKind.REPLIED, "2026-01-06T09:00Z"))
    assert clock(facts, Obligation.ACKNOWLEDGE).state is ClockState.MET
    assert clock(facts, Obligation.DECIDE).state is ClockState.MET
    assert clock(facts, Obligation.EXECUTE).state is ClockState.MET


def test_an_act_after_the_limit_is_missed_and_one_at_the_limit_is_met() -> None:
    late = course(DIRECT, RECEIVED, moment(MomentKind.REPLIED, "2026-01-05T17:00:01Z"))
    punctual = course(DIRECT, RECEIVED, moment(MomentKind.REPLIED, "2026-01-05T17:00Z"))
    assert clock(late, Obligation.PROVIDE).state is ClockState.MISSED
    assert clock(punctual, Obligation.PROVIDE).state is ClockState.MET


def test_what_was_missed_is_still_to_be_recorded_as_a_breach_once() -> None:
    late = course(DIRECT, RECEIVED, moment(MomentKind.REPLIED, "2026-01-05T18:00Z"))
    breached = late.with_moment(moment(MomentKind.BREACHED, "2026-01-05T17:00Z", obligation=Obligation.PROVIDE))
    assert breach_is_due(clock(late, Obligation.PROVIDE), at("2026-01-06T00:00Z"))
    assert not breach_is_due(clock(breached, Obligation.PROVIDE), at("2026-01-06T00:00Z"))


def test_withdrawal_in_time_cancels_and_withdrawal_too_late_leaves_a_breach() -> None:
    early = course(DIRECT, RECEIVED, moment(MomentKind.WITHDRAWN, "2026-01-05T16:00Z"))
    late = course(DIRECT, RECEIVED, moment(MomentKind.WITHDRAWN, "2026-01-05T18:00Z"))
    assert clock(early, Obligation.PROVIDE).state is ClockState.CANCELLED
    assert on_time_net(clock(early, Obligation.PROVIDE)) is None
    assert clock(late, Obligation.PROVIDE).state is ClockState.BREACHED


def test_a_quarter_of_the_limit_before_its_end_a_clock_is_at_risk() -> None:
    provide = clock(course(DIRECT, RECEIVED), Obligation.PROVIDE)
    assert provide.warn_utc == at("2026-01-05T15:00Z")
    assert not at_risk(provide, at("2026-01-05T14:59Z"))
    assert at_risk(provide, at("2026-01-05T15:00Z"))


def test_a_warning_is_due_once_and_also_when_nobody_looked_before_the_limit() -> None:
    facts = course(DIRECT, RECEIVED)
    warned = facts.with_moment(moment(MomentKind.WARNED, "2026-01-05T15:00Z", obligation=Obligation.PROVIDE))
    assert warning_is_due(clock(facts, Obligation.PROVIDE), at("2026-01-05T16:00Z"))
    assert warning_is_due(clock(facts, Obligation.PROVIDE), at("2026-01-05T18:00Z"))
    assert not warning_is_due(clock(warned, Obligation.PROVIDE), at("2026-01-05T16:00Z"))


def test_a_wish_is_shown_and_never_breached() -> None:
    wished = replace(course("MLA_GENERAL", RECEIVED), wish_utc=at("2026-01-10T00:00Z"))
    wish = clock(wished, Obligation.REPLY_BY_WISH)
    assert wish.effective_due_utc == at("2026-01-10T00:00Z")
    assert not overdue(wish, at("2026-02-01T00:00Z"))
    assert not breach_is_due(wish, at("2026-02-01T00:00Z"))


def test_a_duty_to_preserve_cannot_be_breached_by_the_passing_of_time() -> None:
    facts = course("COE_BUDAPEST_29", RECEIVED, moment(MomentKind.ACCEPTED, "2026-01-06T09:00Z"))
    assert not breach_is_due(clock(facts, Obligation.PRESERVE), at("2027-01-01T00:00Z"))


def test_the_partners_own_limits_are_counted_as_they_agreed() -> None:
    agreed = AgreedTerm(Obligation.PROVIDE, timedelta(days=2), Counting.CALENDAR_DAY_END)
    facts = replace(course("TASK_FORCE_AGREEMENT", RECEIVED), agreed=(agreed,))
    assert clock(facts, Obligation.PROVIDE).effective_due_utc == at("2026-01-07T23:00Z")


def test_a_reopened_request_has_a_fresh_clock_in_its_new_cycle() -> None:
    facts = course(
        OTHER,
        RECEIVED,
        moment(MomentKind.REPLIED, "2026-01-06T09:00Z"),
        moment(MomentKind.CLOSED, "2026-01-07T09:00Z"),
        moment(MomentKind.REOPENED, "2026-02-01T09:00Z", cycle=2),
    )
    assert clock(facts, Obligation.PROVIDE, 1).state is ClockState.MET
    assert clock(facts, Obligation.PROVIDE, 2).effective_due_utc == at("2026-02-08T23:00Z")
