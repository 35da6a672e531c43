"""What the clock process records, and what corrections change."""

from typing import Any
from uuid import UUID

from domain.clocks import ClockState, clock_of
from domain.investigation.events import InvestigationArchived
from domain.refusal import InvalidInput, NotPermitted
from domain.request import Request, commands, events, rules
from domain.vocabulary import Obligation, Outcome
from tests.support.given import happened
from tests.support.moments import at
from tests.support.requests import (
    ASKED,
    ASKING,
    CASE,
    CLOCK,
    REQ,
    SENT_AT,
    drafted,
    received,
    sent,
    with_case,
    world,
)  # fmt: skip

OLD = (drafted(), sent(on="2026-01-05T08:00:00+00:00"), received(on="2026-01-05T09:00:00+00:00"))
NEAR = (drafted(), sent(on="2026-02-05T08:00:00+00:00"), received(on="2026-02-05T09:00:00+00:00"))
DUE, NEAR_WARN = "2026-02-04T09:00:00+00:00", "2026-02-27T21:00:00+00:00"
OLD_WARN = "2026-01-27T21:00:00+00:00"
BREACH = commands.RecordTimeLimitBreach(request_id=REQ, obligation=Obligation.DECIDE, cycle=1)
WARN = commands.RaiseTimeLimitWarning(request_id=REQ, obligation=Obligation.DECIDE, cycle=1)
BREACHED = world(*OLD).when(BREACH, by=CLOCK, on=DUE).after
LATE = events.FinalReplyProvided(request_id=REQ, outcome=Outcome.POSITIVE, summary="Here")
URGENT = (
    drafted(),
    sent(profile="EU_2023_977_URGENT_DIRECT", on="2026-02-05T08:00:00+00:00"),
    received(on="2026-02-05T09:00:00+00:00"),
    happened(LATE, by=ASKED, on="2026-02-05T18:00:00+00:00"),
)
PROVIDE = commands.RecordTimeLimitBreach(request_id=REQ, obligation=Obligation.PROVIDE, cycle=1)
MISSED = world(*URGENT).when(PROVIDE, by=CLOCK, on="2026-02-05T17:00:00+00:00").after


def _correct(event: int, right: str, field: str = "occurred_at") -> commands.CorrectRecord:
    return commands.CorrectRecord(
        request_id=REQ, corrected_event_id=UUID(int=event), field=field, right_value=right, reason="A slip of the pen"
    )


def _clock(request: Request, obligation: Obligation) -> Any:
    return clock_of(request.clock, obligation, 1)


def test_a_breach_is_recorded_at_the_limit_with_its_citation() -> None:
    world(*OLD).when(BREACH, by=CLOCK, on=DUE).then(
        events.TimeLimitBreached(
            request_id=REQ,
            obligation=Obligation.DECIDE,
            cycle=1,
            profile="EU_EIO",
            citation="Directive 2014/41/EU Art. 12(3)",
            due_utc=at(DUE),
        )
    )


def test_a_breach_is_recorded_once_per_obligation_and_cycle() -> None:
    BREACHED.when(BREACH, by=CLOCK, on=DUE).refused(rules.ABreachIsRecordedOnce)


def test_a_breach_needs_a_limit_that_passed_unmet() -> None:
    world(*NEAR).when(BREACH, by=CLOCK).refused(rules.ABreachNeedsALimitThatPassedUnmet)


def test_a_breach_happens_at_the_instant_of_the_limit() -> None:
    world(*OLD).when(BREACH, by=CLOCK, on="2026-02-04T10:00:00+00:00").refused(rules.ABreachHappensAtTheLimit)


def test_only_the_clock_process_records_breaches_and_warnings() -> None:
    world(*OLD).when(BREACH, by=ASKING, on=DUE).refused(NotPermitted)
    world(*NEAR).when(WARN, by=ASKED, on=NEAR_WARN).refused(NotPermitted)


def test_a_warning_is_raised_once_when_the_limit_comes_near() -> None:
    warned = world(*NEAR).when(WARN, by=CLOCK, on=NEAR_WARN)
    assert warned.refusal is None
    warned.after.when(WARN, by=CLOCK, on=NEAR_WARN).refused(rules.AWarningIsRaisedOnce)


def test_a_warning_needs_a_limit_that_came_near_and_has_no_breach_yet() -> None:
    world(drafted(), sent(), received()).when(WARN, by=CLOCK).refused(rules.AWarningNeedsALimitThatIsNear)
    BREACHED.when(WARN, by=CLOCK, on=OLD_WARN).refused(rules.AWarningNeedsALimitThatIsNear)


def test_a_warning_that_a_downtime_kept_back_is_raised_all_the_same() -> None:
    assert world(*OLD).when(WARN, by=CLOCK, on=OLD_WARN).refusal is None


def test_a_warning_happens_when_the_limit_comes_near() -> None:
    world(*NEAR).when(WARN, by=CLOCK).refused(rules.AWarningHappensWhenTheLimitComesNear)


def test_a_corrected_time_that_proves_timeliness_annuls_the_breach_and_leaves_it_visible() -> None:
    corrected = MISSED.when(_correct(4, "2026-02-05T16:30:00+00:00"), by=ASKED)
    clock = _clock(corrected.state, Obligation.PROVIDE)
    assert clock.state is ClockState.MET
    assert clock.is_breach_recorded
    assert clock.is_breach_annulled


def test_a_corrected_time_that_is_still_late_leaves_the_breach_standing() -> None:
    corrected = MISSED.when(_correct(4, "2026-02-05T17:30:00+00:00"), by=ASKED)
    assert _clock(corrected.state, Obligation.PROVIDE).state is ClockState.MISSED
    assert not _clock(corrected.state, Obligation.PROVIDE).is_breach_annulled


def test_a_later_receipt_shows_that_the_limit_had_not_passed() -> None:
    corrected = BREACHED.when(_correct(3, "2026-02-20T09:00:00+00:00"), by=ASKED)
    assert _clock(corrected.state, Obligation.DECIDE).state is ClockState.RUNNING
    assert _clock(corrected.state, Obligation.DECIDE).is_breach_annulled


def test_an_act_reported_after_the_breach_annuls_it_when_its_time_is_confirmed() -> None:
    reply = commands.ProvideFinalReply(request_id=REQ, outcome=Outcome.POSITIVE, summary="Here")
    reported_late = BREACHED.when(reply, by=ASKED, on="2026-02-04T08:00:00+00:00")
    confirmed = reported_late.after.when(_correct(5, "2026-02-04T08:00:00+00:00"), by=ASKED)
    assert _clock(reported_late.state, Obligation.DECIDE).state is ClockState.MISSED
    assert _clock(confirmed.state, Obligation.DECIDE).state is ClockState.MET


def test_the_correction_of_a_text_annuls_nothing() -> None:
    corrected = MISSED.when(_correct(4, "There", "summary"), by=ASKED)
    assert corrected.events[0] == events.RecordCorrected(
        request_id=REQ,
        corrected_event_id=UUID(int=4),
        corrected_topic="request.FinalReplyProvided",
        field="summary",
        wrong_value="Here",
        right_value="There",
        reason="A slip of the pen",
    )


def test_only_an_event_of_the_request_is_corrected() -> None:
    MISSED.when(_correct(99, SENT_AT), by=ASKED).refused(rules.OnlyAnEventOfTheRequestIsCorrected)


def test_a_record_is_corrected_by_those_who_made_it() -> None:
    MISSED.when(_correct(4, "2026-02-05T16:30:00+00:00"), by=ASKING).refused(rules.ARecordIsCorrectedByThoseWhoMadeIt)


def test_what_the_clock_recorded_is_not_corrected() -> None:
    MISSED.when(_correct(5, SENT_AT), by=ASKED).refused(rules.WhatTheClockRecordedIsNotCorrected)


def test_a_correction_changes_the_value() -> None:
    MISSED.when(_correct(4, "Here", "summary"), by=ASKED).refused(rules.ACorrectionChangesTheValue)


def test_nothing_is_corrected_into_the_future() -> None:
    MISSED.when(_correct(4, "2027-01-01T00:00:00+00:00"), by=ASKED).refused(rules.NothingIsCorrectedIntoTheFuture)


def test_nothing_is_corrected_to_before_the_sending() -> None:
    early = _correct(3, "2026-02-05T07:00:00+00:00")
    MISSED.when(early, by=ASKED).refused(rules.NothingHappensToARequestBeforeItIsSent)
    late_sending = _correct(2, "2026-02-05T09:30:00+00:00")
    MISSED.when(late_sending, by=ASKING).refused(rules.NothingHappensToARequestBeforeItIsSent)


def test_a_correction_names_a_field_of_the_event_and_a_time_with_offset() -> None:
    assert MISSED.when(_correct(4, "x", "colour"), by=ASKED).refused(InvalidInput).field == "field"
    assert MISSED.when(_correct(4, "yesterday"), by=ASKED).refused(InvalidInput).field == "right_value"


def test_an_archived_investigation_takes_no_corrections() -> None:
    archived = with_case(MISSED, InvestigationArchived(investigation_id=CASE))
    archived.when(_correct(4, "There", "summary"), by=ASKED).refused(rules.ARequestLivesInAnOpenInvestigation)
