"""Receipt, acknowledgement, redirection and units."""

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.request import State, commands, events, rules
from tests.support.requests import (
    ASKED,
    ASKING,
    CYBER,
    DE,
    DRUGS,
    FR,
    GATEWAY,
    IT,
    REQ,
    THIRD,
    acknowledged,
    drafted,
    received,
    sent,
    world,
)  # fmt: skip

SENT = (drafted(), sent())
RECEIPT = commands.ConfirmReceipt(request_id=REQ)
ACKNOWLEDGE = commands.AcknowledgeRequest(request_id=REQ)
REDIRECT = commands.RedirectRequest(request_id=REQ, to_agency_id=IT, reason="They run the server")
ASSIGN = commands.AssignUnit(request_id=REQ, unit_id=CYBER)
REASSIGN = commands.ReassignUnit(request_id=REQ, unit_id=CYBER, reason="Wrong desk", lacked_competence=True)
DECLINE = commands.DeclineAssignment(request_id=REQ, reason="Not ours")


def test_a_gateway_confirms_receipt_automatically() -> None:
    world(*SENT).when(RECEIPT, by=GATEWAY).then(
        events.RequestReceived(request_id=REQ, automatic=True, by_competent_authority=True)
    )


def test_a_request_is_received_once() -> None:
    world(*SENT, received()).when(RECEIPT, by=ASKED).refused(rules.ARequestIsReceivedOnce)


def test_a_request_is_received_again_when_it_reaches_the_competent_authority() -> None:
    again = world(*SENT, received(competent=False)).when(RECEIPT, by=ASKED)
    assert again.state.is_with_competent
    assert again.state.state is State.RECEIVED


def test_a_person_of_the_requested_side_acknowledges() -> None:
    world(*SENT, received()).when(ACKNOWLEDGE, by=ASKED).then(
        events.RequestAcknowledged(request_id=REQ, acknowledged_by="ben")
    )


def test_an_automatic_receipt_never_counts_as_acknowledgement() -> None:
    world(*SENT, received()).when(ACKNOWLEDGE, by=GATEWAY).refused(rules.OnlyAPersonAcknowledges)


def test_an_agency_does_not_acknowledge_its_own_request() -> None:
    world(*SENT, received()).when(ACKNOWLEDGE, by=ASKING).refused(rules.AnAgencyDoesNotAnswerItsOwnRequest)


def test_a_process_that_acts_for_no_agency_acknowledges_nothing() -> None:
    process = Actor(actor_id="process", kind=ActorKind.PROCESS)
    world(*SENT, received()).when(ACKNOWLEDGE, by=process).refused(rules.OnlyTheRequestedSideDoesThis)


def test_what_was_not_received_is_not_acknowledged() -> None:
    world(*SENT).when(ACKNOWLEDGE, by=ASKED).refused(rules.TheStepsOfARequestFollowEachOther)


def test_a_redirected_request_waits_at_its_new_receiver() -> None:
    redirected = world(*SENT, received()).when(REDIRECT, by=ASKED)
    assert redirected.state.state is State.SENT
    assert redirected.state.requested_agency_id == IT
    assert redirected.state.redirections == 1
    assert redirected.after.when(RECEIPT, by=THIRD).state.state is State.RECEIVED


def test_the_former_receiver_of_a_redirected_request_no_longer_answers() -> None:
    redirected = world(*SENT, received()).when(REDIRECT, by=ASKED)
    redirected.after.when(RECEIPT, by=ASKED).refused(rules.OnlyTheRequestedSideDoesThis)


def test_a_request_is_redirected_to_another_partner() -> None:
    back = commands.RedirectRequest(request_id=REQ, to_agency_id=FR, reason="Yours")
    nowhere = commands.RedirectRequest(request_id=REQ, to_agency_id="XX-NONE", reason="Theirs")
    world(*SENT).when(back, by=ASKED).refused(rules.ARequestGoesToAnotherAgency)
    world(*SENT).when(nowhere, by=ASKED).refused(rules.ARequestGoesToARegisteredAgency)


def test_a_competent_unit_is_assigned() -> None:
    world(*SENT, received()).when(ASSIGN, by=ASKED).then(events.UnitAssigned(request_id=REQ, unit_id=CYBER))


def test_a_unit_is_assigned_only_where_it_is_competent() -> None:
    drugs = commands.AssignUnit(request_id=REQ, unit_id=DRUGS)
    world(*SENT, received()).when(drugs, by=ASKED).refused(rules.AUnitIsAssignedWhereItIsCompetent)


def test_an_override_with_a_reason_assigns_another_unit() -> None:
    drugs = commands.AssignUnit(request_id=REQ, unit_id=DRUGS, override_reason="They know the suspect")
    world(*SENT, received()).when(drugs, by=ASKED).then(
        events.UnitAssigned(request_id=REQ, unit_id=DRUGS, override_reason="They know the suspect")
    )


def test_a_unit_belongs_to_the_requested_agency() -> None:
    foreign = commands.AssignUnit(request_id=REQ, unit_id="FR-SPOC/CYBER", override_reason="Why not")
    world(*SENT, received()).when(foreign, by=ASKED).refused(rules.AUnitBelongsToTheRequestedAgency)


def test_an_assigned_request_is_reassigned_and_not_assigned_again() -> None:
    assigned = world(*SENT, received()).when(ASSIGN, by=ASKED).after
    assigned.when(ASSIGN, by=ASKED).refused(rules.AUnitIsAssignedOnce)


def test_only_an_assigned_request_is_reassigned_or_given_back() -> None:
    world(*SENT, received()).when(REASSIGN, by=ASKED).refused(rules.AUnitIsAssignedBeforeItIsReplaced)
    world(*SENT, received()).when(DECLINE, by=ASKED).refused(rules.AUnitIsAssignedBeforeItIsReplaced)


def test_a_reassignment_counts_the_lack_of_competence() -> None:
    drugs = commands.AssignUnit(request_id=REQ, unit_id=DRUGS, override_reason="A guess")
    world(*SENT, received()).when(drugs, by=ASKED).after.when(REASSIGN, by=ASKED).then(
        events.UnitReassigned(
            request_id=REQ, from_unit_id=DRUGS, unit_id=CYBER, reason="Wrong desk", lacked_competence=True
        )
    )


def test_a_declined_request_waits_for_another_unit() -> None:
    declined = world(*SENT, received(), acknowledged()).when(ASSIGN, by=ASKED).after.when(DECLINE, by=ASKED)
    assert declined.state.unit_id is None
    assert declined.state.requested_agency_id == DE
