"""Decides on receiving, acknowledging, redirecting and assigning.

It must not know how states are loaded.
"""

from collections.abc import Iterable

from domain.agency import AGENCY, Question
from domain.aggregate import Act
from domain.beforehand import given
from domain.clocks import rulebook
from domain.event import ActorKind, Event
from domain.investigation import INVESTIGATION
from domain.request import commands, events, rules
from domain.request.deciding.marking import require_reach
from domain.request.deciding.steps import requested
from domain.request.state import Request
from domain.request.timekeeping import day_of
from domain.request.transitions import State

__all__ = ["acknowledge", "assign", "confirm_receipt", "decline", "reassign", "redirect"]


def _to_be_received(request: Request, _act: Act) -> None:
    if request.state is not State.SENT and request.is_with_competent:
        raise rules.ARequestIsReceivedOnce


def _by_a_person(request: Request, act: Act) -> None:
    protocol = rulebook().protocol(request.clock.sent_on) if request.clock.sent_on else None
    if protocol is not None and act.actor.kind not in protocol.acknowledged_by:
        raise rules.OnlyAPersonAcknowledges(kind=act.actor.kind)


def _unassigned(request: Request, _act: Act) -> None:
    if request.unit_id is not None:
        raise rules.AUnitIsAssignedOnce(unit=request.unit_id)


def _assigned(request: Request, _act: Act) -> None:
    _unit_of(request)


def _unit_of(request: Request) -> str:
    if request.unit_id is None:
        raise rules.AUnitIsAssignedBeforeItIsReplaced
    return request.unit_id


@requested
@given(_to_be_received)
def confirm_receipt(command: commands.ConfirmReceipt, request: Request, act: Act) -> Iterable[Event]:
    """This will confirm the receipt; again only when the competent authority is reached at last."""
    reaches_competent = command.by_competent_authority and not request.is_with_competent
    if request.state is not State.SENT and not reaches_competent:
        raise rules.ARequestIsReceivedOnce
    yield events.RequestReceived(
        request_id=command.request_id,
        automatic=command.automatic or act.actor.kind is ActorKind.GATEWAY,
        by_competent_authority=command.by_competent_authority,
    )


@requested
@given(_by_a_person)
def acknowledge(command: commands.AcknowledgeRequest, _request: Request, act: Act) -> Iterable[Event]:
    """This will acknowledge, where a person of the requested side does."""
    yield events.RequestAcknowledged(
        request_id=command.request_id, acknowledged_by=act.actor.actor_id, note=command.note
    )


@requested
def redirect(command: commands.RedirectRequest, request: Request, act: Act) -> Iterable[Event]:
    """This will pass the request on to another agency of the investigation."""
    if command.to_agency_id in (request.requesting_agency_id, request.requested_agency_id):
        raise rules.ARequestGoesToAnotherAgency(field="to_agency_id")
    agency = act.facts.of(AGENCY, command.to_agency_id)
    if not agency.is_known:
        raise rules.ARequestGoesToARegisteredAgency(agency=command.to_agency_id, field="to_agency_id")
    at = act.occurred.at or act.recorded_at
    if request.investigation_id is not None:
        investigation = act.facts.of(INVESTIGATION, request.investigation_id)
        if not investigation.was_partner(command.to_agency_id, at):
            raise rules.ARequestJoinsTwoPartners(missing=[command.to_agency_id], field="to_agency_id")
    require_reach(request.need, command.to_agency_id, request.investigation_id, act)
    yield events.RequestRedirected(
        request_id=command.request_id,
        from_agency_id=request.requested_agency_id,
        to_agency_id=command.to_agency_id,
        to_tz=agency.tz,
        reason=command.reason,
    )


@requested
@given(_unassigned)
def assign(command: commands.AssignUnit, request: Request, act: Act) -> Iterable[Event]:
    """This will give the request to a competent unit."""
    _require_competence(command, request, act)
    yield events.UnitAssigned(
        request_id=command.request_id, unit_id=command.unit_id, override_reason=command.override_reason
    )


@requested
@given(_assigned)
def reassign(command: commands.ReassignUnit, request: Request, act: Act) -> Iterable[Event]:
    """This will give the request from one unit to another."""
    if _unit_of(request) == command.unit_id:
        raise rules.AUnitIsAssignedBeforeItIsReplaced
    _require_competence(command, request, act)
    yield events.UnitReassigned(
        request_id=command.request_id,
        from_unit_id=_unit_of(request),
        unit_id=command.unit_id,
        reason=command.reason,
        lacked_competence=command.lacked_competence,
        override_reason=command.override_reason,
    )


@requested
@given(_assigned)
def decline(command: commands.DeclineAssignment, request: Request, _act: Act) -> Iterable[Event]:
    """This will give the request back for its unit."""
    yield events.UnitAssignmentDeclined(request_id=command.request_id, unit_id=_unit_of(request), reason=command.reason)


def _require_competence(command: commands.AssignUnit | commands.ReassignUnit, request: Request, act: Act) -> None:
    agency = act.facts.of(AGENCY, request.requested_agency_id)
    if command.unit_id not in agency.units:
        raise rules.AUnitBelongsToTheRequestedAgency(unit=command.unit_id)
    if command.override_reason is not None or request.content is None:
        return
    region = command.region or act.facts.of(AGENCY, request.requesting_agency_id).country
    on = day_of(act.occurred, act.recorded_at, agency.tz)
    content = request.content
    question = Question(crime_area=content.crime_area, region=region, language=content.language, on=on)
    if not agency.is_competent(command.unit_id, question):
        raise rules.AUnitIsAssignedWhereItIsCompetent(unit=command.unit_id, on=on)
