"""Legal holds on a request, and when what was written of it is erased."""

from typing import Any
from uuid import UUID

from domain.aggregate import Actor
from domain.erasure import AnErasureForAnotherReasonIsExplained, ErasureReason, OnlyTextsThatAreThereAreErased
from domain.event import Event
from domain.investigation.events import InvestigationArchived, MemberRoleChanged
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotFound, NotPermitted
from domain.request import Request, commands, events, rules
from domain.vocabulary import ERASED, Outcome, Role, Scope
from tests.support.given import Given, Happened, happened
from tests.support.requests import (
    ASKED,
    ASKING,
    CASE,
    CLOCK,
    DE,
    FR,
    IMPORTER,
    OUTSIDER,
    QUESTION,
    REQ,
    THIRD,
    drafted,
    received,
    sent,
    with_case,
    world,
)  # fmt: skip

HOLD = UUID(int=50)
ANSWER = happened(events.FinalReplyProvided(request_id=REQ, outcome=Outcome.POSITIVE, summary="Here"), by=ASKED)
FEEDBACK = events.FeedbackGiven(request_id=REQ, cycle=1, usefulness=5, used_in=(), comment="It named him")
CLOSED = happened(events.RequestClosed(request_id=REQ), by=ASKING)
ANSWERED = (drafted(), sent(), received(), ANSWER, CLOSED)
ERASE = commands.EraseRequestTexts(request_id=REQ, reason=ErasureReason.RETENTION_ENDED)
PLACE = commands.PlaceRequestHold(request_id=REQ, hold_id=HOLD, reason="An appeal is pending")
LIFT = commands.LiftRequestHold(request_id=REQ, hold_id=HOLD, reason="The appeal ended")
HELD = happened(events.LegalHoldPlaced(request_id=REQ, hold_id=HOLD, by_agency_id=DE, reason="Appeal"), by=ASKED)


def between(*happenings: Happened) -> Given[Request]:
    """Ada of FR leads the space, and Ben of DE does too."""
    lead = MemberRoleChanged(investigation_id=CASE, member_id="ben", role=MemberRole.LEADER)
    return with_case(world(*happenings), lead)


def erased(up_to: int, **changes: Any) -> events.RequestTextsErased:
    told = {"reason": ErasureReason.RETENTION_ENDED, **changes}
    return events.RequestTextsErased(request_id=REQ, up_to_version=up_to, **told)


def for_another_reason(explanation: str | None) -> commands.EraseRequestTexts:
    return commands.EraseRequestTexts(request_id=REQ, reason=ErasureReason.OTHER, explanation=explanation)


def archived(start: Given[Request]) -> Given[Request]:
    return with_case(start, InvestigationArchived(investigation_id=CASE))


def test_the_requesting_side_erases_the_texts_of_a_closed_request() -> None:
    between(*ANSWERED).when(ERASE, by=ASKING).then(erased(5))


def test_a_request_that_is_not_finished_keeps_its_texts() -> None:
    refusal = between(*ANSWERED[:3]).when(ERASE, by=ASKING).refused(rules.TheStepsOfARequestFollowEachOther)
    assert refusal.facts["accepted_in"] == ["WITHDRAWN", "CLOSED"]


def test_a_withdrawn_draft_may_be_erased() -> None:
    withdrawn = events.RequestWithdrawn(request_id=REQ, reason=events.WithdrawalReason.DUPLICATE)
    between(drafted(), happened(withdrawn, by=ASKING)).when(ERASE, by=ASKING).then(erased(2))


def test_the_requested_side_asks_the_requesting_side_to_erase() -> None:
    between(*ANSWERED).when(ERASE, by=ASKED).refused(rules.OnlyTheRequestingSideDoesThis)


def test_a_member_who_leads_nothing_erases_nothing() -> None:
    world(*ANSWERED).when(ERASE, by=THIRD).refused(NotPermitted)


def test_an_administrator_of_the_agency_erases_where_no_investigation_is() -> None:
    keeper = Actor(actor_id="kim", agency_id=FR, roles=frozenset({Role.AGENCY_ADMINISTRATOR}))
    before_any = (drafted(None), sent(None), received(), ANSWER, CLOSED)
    world(*before_any).when(ERASE, by=keeper).then(erased(5))


def test_a_person_without_that_role_erases_nothing_where_no_investigation_is() -> None:
    world(drafted(None), sent(None), received(), ANSWER, CLOSED).when(ERASE, by=ASKING).refused(NotPermitted)


def test_an_outsider_learns_nothing() -> None:
    between(*ANSWERED).when(ERASE, by=OUTSIDER).refused(NotFound)


def test_a_process_erases_when_a_period_ends() -> None:
    between(*ANSWERED).when(ERASE, by=CLOCK).then(erased(5))


def test_an_import_erases() -> None:
    between(*ANSWERED).when(ERASE, by=IMPORTER).then(erased(5))


def test_texts_are_erased_in_an_archived_investigation_too() -> None:
    archived(between(*ANSWERED)).when(ERASE, by=ASKING).then(erased(5))


def test_nothing_is_erased_twice() -> None:
    once = between(*ANSWERED).when(ERASE, by=ASKING).after
    once.when(ERASE, by=ASKING).refused(OnlyTextsThatAreThereAreErased)


def test_what_was_written_since_is_erased_again() -> None:
    once = between(*ANSWERED).when(ERASE, by=ASKING).after
    feedback = commands.GiveFeedback(request_id=REQ, usefulness=5, used_in=(), comment="It named him")
    once.when(feedback, by=ASKING).after.when(ERASE, by=ASKING).then(erased(7))


def test_the_reason_other_wants_words() -> None:
    between(*ANSWERED).when(for_another_reason(None), by=ASKING).refused(AnErasureForAnotherReasonIsExplained)


def test_the_reason_other_is_taken_with_words() -> None:
    other = between(*ANSWERED).when(for_another_reason("They asked"), by=ASKING)
    other.then(erased(5, reason=ErasureReason.OTHER, explanation="They asked"))


def test_no_state_keeps_what_was_written() -> None:
    state = between(*ANSWERED, happened(FEEDBACK, by=ASKING)).when(ERASE, by=ASKING).state
    assert state.content is not None
    assert (state.content.purpose, state.content.subject, state.content.crime_area) == (ERASED, ERASED, "CYBERCRIME")
    assert [each.is_erased for each in state.history] == [True, True, False, True, False, True, False]
    assert (state.is_erased, state.erased_up_to, state.holds_texts) == (True, 6, False)


def test_a_request_is_reopened_after_its_texts_are_gone() -> None:
    once = between(*ANSWERED).when(ERASE, by=ASKING).after
    again = once.when(commands.ReopenRequest(request_id=REQ, reason="More came up"), by=ASKING).after
    question = commands.AskClarification(request_id=REQ, clarification_id=QUESTION, question="Which?")
    again.when(question, by=ASKED).then(
        events.ClarificationRequested(request_id=REQ, clarification_id=QUESTION, question="Which?")
    )


def test_either_side_places_a_legal_hold() -> None:
    between(*ANSWERED).when(PLACE, by=ASKED).then(
        events.LegalHoldPlaced(request_id=REQ, hold_id=HOLD, by_agency_id=DE, reason="An appeal is pending")
    )


def test_a_third_party_holds_nothing() -> None:
    lead = MemberRoleChanged(investigation_id=CASE, member_id="cleo", role=MemberRole.LEADER)
    with_case(world(*ANSWERED), lead).when(PLACE, by=THIRD).refused(rules.OnlyTheRequestedSideDoesThis)


def test_a_member_who_leads_nothing_holds_nothing() -> None:
    world(*ANSWERED).when(PLACE, by=ASKED).refused(NotPermitted)


def test_a_draft_is_not_held() -> None:
    between(drafted()).when(PLACE, by=ASKING).refused(rules.TheStepsOfARequestFollowEachOther)


def test_a_legal_hold_is_placed_once() -> None:
    between(*ANSWERED, HELD).when(PLACE, by=ASKING).refused(rules.ALegalHoldIsPlacedOnce)


def test_a_legal_hold_blocks_erasure() -> None:
    refusal = between(*ANSWERED, HELD).when(ERASE, by=ASKING).refused(rules.ALegalHoldBlocksErasure)
    assert refusal.facts["placed_by"] == [DE]


def test_a_lifted_hold_blocks_nothing() -> None:
    lifted = between(*ANSWERED, HELD).when(LIFT, by=ASKED).after
    lifted.when(ERASE, by=ASKING).then(erased(7))


def test_a_hold_is_lifted_by_the_side_that_placed_it() -> None:
    between(*ANSWERED, HELD).when(LIFT, by=ASKING).refused(rules.AHoldIsLiftedByThoseWhoPlacedIt)


def test_only_a_standing_hold_is_lifted() -> None:
    lifted = between(*ANSWERED, HELD).when(LIFT, by=ASKED).after
    lifted.when(LIFT, by=ASKED).refused(rules.OnlyAStandingHoldIsLifted)


def _named(happened_: tuple[Event, ...]) -> list[str]:
    return [type(each).__name__ for each in happened_]


def test_a_hold_is_placed_in_an_archived_investigation_too() -> None:
    assert _named(archived(between(*ANSWERED)).when(PLACE, by=ASKING).events) == ["LegalHoldPlaced"]


def test_the_explanation_of_an_erasure_is_erased_by_the_next() -> None:
    explained = between(*ANSWERED).when(for_another_reason("They asked"), by=ASKING).after
    done = explained.when(ERASE, by=ASKING)
    assert done.refusal is None
    done.after.when(ERASE, by=ASKING).refused(OnlyTextsThatAreThereAreErased)


def test_what_is_answered_or_refused_is_closed_before_its_texts_are_erased() -> None:
    refused_one = happened(events.RequestRefused(request_id=REQ, scope=Scope.FULL, grounds=()), by=ASKED)
    answered, refused = between(*ANSWERED[:4]), between(*ANSWERED[:3], refused_one)
    answered.when(ERASE, by=ASKING).refused(rules.AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening)
    refused.when(ERASE, by=ASKING).refused(rules.AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening)
    assert answered.when(PLACE, by=ASKED).refusal is None
    assert between(*ANSWERED[:3], refused_one, CLOSED).when(ERASE, by=ASKING).refusal is None
