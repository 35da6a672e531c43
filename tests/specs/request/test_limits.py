"""Clarifications, leave of courts, extensions, urgency: what moves a limit."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.clocks import ClockState, clock_of
from domain.investigation.events import AgreedLimit
from domain.refusal import InvalidInput
from domain.request import Request, State, commands, events, rules
from domain.vocabulary import Availability, Obligation, Urgency
from tests.support.given import happened
from tests.support.moments import at
from tests.support.requests import ASKED, ASKING, CLOCK, IMPORTER, QUESTION, REQ, drafted, received, sent, world

WORKING = (drafted(), sent(), received())
URGENT = (drafted(), sent(profile="EU_2023_977_URGENT_DIRECT", on="2026-03-02T06:00:00+00:00"))
AT_SIX = received(on="2026-03-02T06:00:00+00:00")
ASK = commands.AskClarification(request_id=REQ, clarification_id=QUESTION, question="Which server?")
ANSWER = commands.ProvideClarification(request_id=REQ, clarification_id=QUESTION, answer="The first")
SEEK = commands.SeekAuthorisation(request_id=REQ, authority="Court of Berlin")
GRANT = commands.RecordAuthorisation(request_id=REQ, authority="Court of Berlin")
DENY = commands.RecordAuthorisationRefusal(request_id=REQ, authority="Court of Berlin", reason="No suspicion")
DECIDE_BREACHED = events.TimeLimitBreached(
    request_id=REQ, obligation=Obligation.DECIDE, cycle=1, profile="EU_EIO", citation="Art. 12(3)",
    due_utc=at("2026-02-04T09:00Z"),
)  # fmt: skip


def _extend(days: int = 10, obligation: Obligation = Obligation.DECIDE, **changes: Any) -> commands.ExtendTimeLimit:
    made: dict[str, Any] = {
        "request_id": REQ,
        "obligation": obligation,
        "by": timedelta(days=days),
        "reason": "The file is large",
        "estimate_utc": at("2026-04-01T00:00Z"),
    }
    return commands.ExtendTimeLimit(**{**made, **changes})


def _state(request: Request, obligation: Obligation) -> ClockState | None:
    clock = clock_of(request.clock, obligation, request.cycle)
    return None if clock is None else clock.state


def test_one_clarification_is_open_at_a_time() -> None:
    other = commands.AskClarification(request_id=REQ, clarification_id=UUID(int=8), question="And the second?")
    asked = world(*WORKING).when(ASK, by=ASKED)
    asked.after.when(other, by=ASKED).refused(rules.OneClarificationIsOpenAtATime)
    assert asked.after.when(ANSWER, by=ASKING).after.when(other, by=ASKED).state.awaiting_clarification == UUID(int=8)


def test_a_clarification_is_asked_once() -> None:
    answered = world(*WORKING).when(ASK, by=ASKED).after.when(ANSWER, by=ASKING).after
    answered.when(ASK, by=ASKED).refused(rules.AClarificationIsAskedOnce)


def test_clarifications_do_not_overlap() -> None:
    other = commands.AskClarification(request_id=REQ, clarification_id=UUID(int=8), question="And the second?")
    asked = world(*WORKING).when(ASK, by=ASKED, on="2026-02-21T09:00:00+00:00").after
    answered = asked.when(ANSWER, by=ASKING, on="2026-02-22T09:00:00+00:00").after
    answered.when(other, by=ASKED, on="2026-02-22T08:00:00+00:00").refused(rules.ClarificationsDoNotOverlap)


def test_an_answer_belongs_to_the_open_question_and_follows_it() -> None:
    world(*WORKING).when(ANSWER, by=ASKING).refused(rules.AnAnswerBelongsToTheOpenQuestion)
    asked = world(*WORKING).when(ASK, by=ASKED, on="2026-02-22T09:00:00+00:00").after
    asked.when(ANSWER, by=ASKING, on="2026-02-21T09:00:00+00:00").refused(rules.AnAnswerFollowsItsQuestion)


def test_a_question_suspends_exactly_what_the_profile_lists() -> None:
    asked = world(*URGENT, AT_SIX).when(ASK, by=ASKED)
    assert _state(asked.state, Obligation.PROVIDE) is ClockState.SUSPENDED
    assert _state(world(*WORKING).when(ASK, by=ASKED).state, Obligation.DECIDE) is ClockState.RUNNING


def test_leave_is_sought_once_and_then_granted_or_denied() -> None:
    world(*WORKING).when(GRANT, by=ASKED).refused(rules.OnlyAnAuthorisationThatWasSoughtIsRecorded)
    world(*WORKING).when(DENY, by=ASKED).refused(rules.OnlyAnAuthorisationThatWasSoughtIsRecorded)
    sought = world(*WORKING).when(SEEK, by=ASKED)
    sought.after.when(SEEK, by=ASKED).refused(rules.AnAuthorisationIsSoughtOnceAtATime)
    assert not sought.after.when(GRANT, by=ASKED).state.awaiting_judicial_authorisation
    assert sought.after.when(DENY, by=ASKED).state.authorisation_was_denied


def test_a_delay_is_announced_and_moves_no_limit() -> None:
    delay = commands.AnnounceDelay(
        request_id=REQ, obligation=Obligation.DECIDE, reason="Holidays", estimate_utc=at("2026-04-01T00:00Z")
    )
    before = world(*WORKING)
    after = before.when(delay, by=ASKED).state
    assert after.clock == before.state.clock


def test_the_decision_on_an_eio_is_extended_by_thirty_days_once() -> None:
    extended = world(*WORKING).when(_extend(30), by=ASKED)
    clock = clock_of(extended.state.clock, Obligation.DECIDE, 1)
    assert clock is not None
    assert clock.effective_due_utc == at("2026-04-21T09:00Z")
    extended.after.when(_extend(1), by=ASKED).refused(rules.AnExtensionKeepsToTheCap)


def test_an_extension_says_the_new_limit_and_the_article() -> None:
    world(*WORKING).when(_extend(30), by=ASKED).then(
        events.TimeLimitExtended(
            request_id=REQ,
            obligation=Obligation.DECIDE,
            cycle=1,
            by=timedelta(days=30),
            new_due_utc=at("2026-04-21T09:00Z"),
            reason="The file is large",
            estimate_utc=at("2026-04-01T00:00Z"),
            basis="Directive 2014/41/EU Art. 12(5)",
        )
    )


def test_an_extension_does_not_pass_the_cap() -> None:
    world(*WORKING).when(_extend(31), by=ASKED).refused(rules.AnExtensionKeepsToTheCap)


def test_an_extension_needs_a_profile_that_allows_it() -> None:
    acknowledge = _extend(1, Obligation.ACKNOWLEDGE)
    world(drafted(), sent(), received(on="2026-02-27T09:00:00+00:00")).when(acknowledge, by=ASKED).refused(
        rules.AnExtensionNeedsAProfileThatAllowsIt
    )


def test_only_a_running_limit_is_extended() -> None:
    world(*WORKING).when(_extend(1, Obligation.EXECUTE), by=ASKED).refused(rules.OnlyARunningLimitIsExtended)


def test_an_extension_adds_time() -> None:
    world(*WORKING).when(_extend(0), by=ASKED).refused(rules.AnExtensionCountsAsItsLimitCounts)


def test_a_limit_in_days_is_extended_by_whole_days() -> None:
    days = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(days=20), counting="CALENDAR_DAY_END")
    agreed = world(drafted(), sent(profile="TASK_FORCE_AGREEMENT", limits=(days,)), received())
    uneven, even = _extend(obligation=Obligation.PROVIDE, by=timedelta(hours=36)), _extend(2, Obligation.PROVIDE)
    agreed.when(uneven, by=ASKED).refused(rules.AnExtensionCountsAsItsLimitCounts)
    assert agreed.when(even, by=ASKED).refusal is None


def test_an_extension_is_recorded_before_the_limit_ends() -> None:
    late = (drafted(), sent(on="2026-01-05T08:00:00+00:00"), received(on="2026-01-05T09:00:00+00:00"))
    refused = (
        world(*late)
        .when(_extend(30), by=ASKED, on="2026-01-20T09:00:00+00:00")
        .refused(rules.AnExtensionIsRecordedBeforeTheLimitEnds)
    )
    assert "the time of its recording, not the time told, counts" in refused.message
    assert "2026-02-04T09:00:00+00:00" in refused.message


def test_an_import_extends_by_the_time_at_which_it_happened() -> None:
    late = (drafted(), sent(on="2026-01-05T08:00:00+00:00"), received(on="2026-01-05T09:00:00+00:00"))
    extended = world(*late).when(_extend(30), by=IMPORTER, on="2026-01-20T09:00:00+00:00")
    assert extended.refusal is None


def test_a_breach_that_stands_is_not_cured_by_an_extension() -> None:
    late = (drafted(), sent(on="2026-01-05T08:00:00+00:00"), received(on="2026-01-05T09:00:00+00:00"))
    breached = world(*late, happened(DECIDE_BREACHED, by=CLOCK, on="2026-02-04T09:00:00+00:00"))
    breached.when(_extend(30), by=IMPORTER, on="2026-01-20T09:00:00+00:00").refused(
        rules.AnExtensionIsRecordedBeforeTheLimitEnds
    )


def test_an_estimate_has_an_offset() -> None:
    naive = _extend(1, estimate_utc=at("2026-04-01T00:00"))
    assert world(*WORKING).when(naive, by=ASKED).refused(InvalidInput).field == "estimate_utc"


def test_a_change_of_urgency_names_the_profile_that_follows() -> None:
    raise_it = commands.ChangeUrgency(request_id=REQ, urgency=Urgency.URGENT, reason="The server moves")
    world(*WORKING).when(raise_it, by=ASKING).then(
        events.UrgencyChanged(
            request_id=REQ, old=Urgency.ROUTINE, new=Urgency.URGENT, reason="The server moves", profile="EU_EIO"
        )
    )


def test_a_change_of_urgency_changes_it() -> None:
    same = commands.ChangeUrgency(request_id=REQ, urgency=Urgency.ROUTINE, reason="None")
    world(*WORKING).when(same, by=ASKING).refused(rules.AChangeOfUrgencyChangesIt)


def test_the_requested_side_says_how_it_reaches_the_information() -> None:
    indirect = commands.ClassifyAvailability(request_id=REQ, availability=Availability.INDIRECT)
    world(*WORKING).when(indirect, by=ASKED).then(
        events.AvailabilityClassified(request_id=REQ, availability=Availability.INDIRECT, profile="EU_EIO")
    )
    assert world(*WORKING).state.state is State.RECEIVED
