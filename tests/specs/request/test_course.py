"""Deciding, executing, replying, closing, reopening."""

from typing import Any

from domain.request import REQUEST, State, commands, events, rules
from domain.request.transitions import TRANSITIONS
from domain.vocabulary import Outcome, RefusalGround, Scope, UsedIn
from tests.support.given import happened
from tests.support.requests import ASKED, ASKING, REQ, acknowledged, drafted, received, sent, world

SENT = (drafted(), sent())
INFORMATION = (drafted(), sent(profile="EU_2023_977_OTHER"), received(), acknowledged())
RECEIVED = (*SENT, received())
ACKNOWLEDGED = (*RECEIVED, acknowledged())
ACCEPTED = (*ACKNOWLEDGED, happened(events.RequestAccepted(request_id=REQ, scope=Scope.FULL), by=ASKED))
ANSWERED = (
    *ACCEPTED,
    happened(events.FinalReplyProvided(request_id=REQ, outcome=Outcome.POSITIVE, summary="Here"), by=ASKED),
)
CLOSED = (*ANSWERED, happened(events.RequestClosed(request_id=REQ), by=ASKING))
ACCEPT = commands.AcceptRequest(request_id=REQ)
START = commands.StartExecution(request_id=REQ)
POSTPONE = commands.PostponeExecution(request_id=REQ, reason="A trial goes on")
RESUME = commands.ResumeExecution(request_id=REQ)
INTERIM = commands.ProvideInterimReply(request_id=REQ, summary="A part")
FINAL = commands.ProvideFinalReply(request_id=REQ, outcome=Outcome.POSITIVE, summary="All of it")
FEEDBACK = commands.GiveFeedback(request_id=REQ, usefulness=5, used_in=(UsedIn.LEAD,))
CLOSE = commands.CloseRequest(request_id=REQ)
REOPEN = commands.ReopenRequest(request_id=REQ, reason="A second server")
WITHDRAW = commands.WithdrawRequest(request_id=REQ, reason=events.WithdrawalReason.MISDIRECTED)


def _refuse(*grounds: RefusalGround, **changes: Any) -> commands.RefuseRequest:
    return commands.RefuseRequest(request_id=REQ, grounds=grounds, **changes)


def test_a_refusal_has_a_ground() -> None:
    world(*ACKNOWLEDGED).when(_refuse(), by=ASKED).refused(rules.ARefusalHasAGround)
    assert world(*ACKNOWLEDGED).when(_refuse(RefusalGround.NOT_AVAILABLE), by=ASKED).state.state is State.REFUSED


def test_the_ground_other_has_an_explanation() -> None:
    world(*ACKNOWLEDGED).when(_refuse(RefusalGround.OTHER), by=ASKED).refused(rules.TheGroundOtherHasAnExplanation)
    explained = _refuse(RefusalGround.OTHER, explanation="A flood in the archive")
    assert world(*ACKNOWLEDGED).when(explained, by=ASKED).state.state is State.REFUSED


def test_a_partial_refusal_states_the_accepted_part_and_leaves_it_accepted() -> None:
    partial = _refuse(RefusalGround.NOT_AVAILABLE, scope=Scope.PART)
    stated = _refuse(RefusalGround.NOT_AVAILABLE, scope=Scope.PART, accepted_part="The first server")
    world(*ACKNOWLEDGED).when(partial, by=ASKED).refused(rules.APartialDecisionStatesTheAcceptedPart)
    assert world(*ACKNOWLEDGED).when(stated, by=ASKED).state.state is State.ACCEPTED


def test_a_partial_acceptance_states_the_accepted_part() -> None:
    partial = commands.AcceptRequest(request_id=REQ, scope=Scope.PART)
    world(*ACKNOWLEDGED).when(partial, by=ASKED).refused(rules.APartialDecisionStatesTheAcceptedPart)


def test_an_agency_neither_accepts_nor_refuses_nor_answers_its_own_request() -> None:
    world(*ACKNOWLEDGED).when(ACCEPT, by=ASKING).refused(rules.AnAgencyDoesNotAnswerItsOwnRequest)
    world(*ACKNOWLEDGED).when(FINAL, by=ASKING).refused(rules.AnAgencyDoesNotAnswerItsOwnRequest)


def test_a_decision_is_taken_once() -> None:
    world(*ACCEPTED).when(_refuse(RefusalGround.NOT_AVAILABLE), by=ASKED).refused(rules.ADecisionIsTakenOnce)


def test_an_accepted_request_is_refused_when_a_court_denies_leave() -> None:
    denied = happened(events.JudicialAuthorisationDenied(request_id=REQ, authority="Court", reason="None"), by=ASKED)
    refused = world(*ACCEPTED, denied).when(_refuse(RefusalGround.JUDICIAL_AUTHORISATION_REFUSED), by=ASKED)
    assert refused.state.state is State.REFUSED


def test_an_eio_is_executed_only_after_the_decision() -> None:
    world(*ACKNOWLEDGED).when(START, by=ASKED).refused(rules.ExecutionFollowsTheDecision)
    assert world(*ACCEPTED).when(START, by=ASKED).state.state is State.IN_EXECUTION


def test_a_request_for_information_is_executed_without_a_decision() -> None:
    assert world(*INFORMATION).when(START, by=ASKED).state.state is State.IN_EXECUTION


def test_an_execution_is_postponed_and_resumed_in_turn() -> None:
    world(*ACCEPTED).when(RESUME, by=ASKED).refused(rules.OnlyAPostponedExecutionIsResumed)
    postponed = world(*ACCEPTED).when(POSTPONE, by=ASKED)
    postponed.after.when(POSTPONE, by=ASKED).refused(rules.APostponedExecutionIsResumedFirst)
    assert not postponed.after.when(RESUME, by=ASKED).state.is_postponed


def test_partial_replies_keep_a_request_in_execution() -> None:
    replied = world(*ACCEPTED).when(INTERIM, by=ASKED)
    assert replied.after.when(INTERIM, by=ASKED).state.state is State.IN_EXECUTION


def test_a_reply_to_a_merely_received_request_invents_no_events() -> None:
    world(*RECEIVED).when(FINAL, by=ASKED).then(
        events.FinalReplyProvided(request_id=REQ, outcome=Outcome.POSITIVE, summary="All of it")
    )


def test_a_finished_request_takes_no_more_work() -> None:
    world(*ANSWERED).when(INTERIM, by=ASKED).refused(rules.AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening)
    world(*CLOSED).when(WITHDRAW, by=ASKING).refused(rules.AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening)


def test_the_requesting_side_withdraws_until_the_request_is_finished() -> None:
    assert world(*ACCEPTED).when(WITHDRAW, by=ASKING).state.state is State.WITHDRAWN
    world(*ACCEPTED).when(WITHDRAW, by=ASKED).refused(rules.OnlyTheRequestingSideDoesThis)


def test_feedback_is_given_once_about_a_finished_cycle() -> None:
    world(*ACCEPTED).when(FEEDBACK, by=ASKING).refused(rules.FeedbackIsAboutAFinishedCycle)
    given_once = world(*CLOSED).when(FEEDBACK, by=ASKING)
    given_once.after.when(FEEDBACK, by=ASKING).refused(rules.FeedbackIsGivenOncePerCycle)


def test_the_answering_side_does_not_judge_its_own_answer() -> None:
    world(*CLOSED).when(FEEDBACK, by=ASKED).refused(rules.OnlyTheRequestingSideDoesThis)


def test_an_answered_request_is_closed_and_reopened_as_a_new_cycle() -> None:
    reopened = world(*ANSWERED).when(CLOSE, by=ASKING).after.when(REOPEN, by=ASKING)
    assert reopened.state.state is State.IN_EXECUTION
    assert reopened.state.cycle == 2


def test_a_reopened_request_may_be_refused_in_its_new_cycle() -> None:
    reopened = world(*CLOSED).when(REOPEN, by=ASKING).after
    assert reopened.when(_refuse(RefusalGround.NOT_AVAILABLE), by=ASKED).state.finished_cycles == {1, 2}


def test_reminders_come_from_the_requesting_side() -> None:
    remind = commands.SendReminder(request_id=REQ)
    world(*RECEIVED).when(remind, by=ASKING).then(events.ReminderSent(request_id=REQ))
    world(*RECEIVED).when(remind, by=ASKED).refused(rules.OnlyTheRequestingSideDoesThis)


def test_each_escalation_goes_higher() -> None:
    escalate = commands.EscalateRequest(request_id=REQ, level=2, to_whom="Head of unit", reason="No answer")
    escalated = world(*RECEIVED).when(escalate, by=ASKING)
    escalated.after.when(escalate, by=ASKED).refused(rules.AnEscalationGoesUp)


def test_a_sent_request_is_open_work_until_it_is_finished() -> None:
    assert not REQUEST.is_open(world(drafted()).state)
    assert REQUEST.is_open(world(*ACCEPTED).state)
    assert not REQUEST.is_open(world(*ANSWERED).state)


def test_every_command_of_the_room_is_a_step_in_the_table() -> None:
    assert {row.command for row in TRANSITIONS} == {decision.command for decision in REQUEST.decisions}
