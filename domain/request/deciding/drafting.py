"""Decides on drafting, revising, sending and withdrawing.

It must not know how states are loaded.
"""

from collections.abc import Iterable
from datetime import date, datetime

from domain.agency import AGENCY, Agency
from domain.aggregate import Act
from domain.clocks import Profile, Protocol, rulebook
from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.investigation.events import AgreedLimit
from domain.marking import UNMARKED, Marking
from domain.reference import crime_areas
from domain.refusal import InvalidInput
from domain.request import commands, events, rules
from domain.request.deciding.marking import require_reach, require_sound
from domain.request.deciding.steps import aware, in_time, requesting
from domain.request.hits import lead_of
from domain.request.state import Request
from domain.request.timekeeping import day_of
from domain.vocabulary import is_line

__all__ = ["draft", "draft_from_hit", "revise", "send", "withdraw"]

IN_ONE_LINE = ("urgency_reason", "crime_area", "legal_basis", "use_restrictions", "language")
"""Parts of what is asked that hold no line breaks."""


def draft(command: commands.DraftRequest, request: Request, act: Act) -> Iterable[Event]:
    """This will draft a request."""
    in_time(type(command), request, act)
    if command.requesting_agency_id == command.requested_agency_id:
        raise rules.ARequestGoesToAnotherAgency
    _require_registered(command.requested_agency_id, act)
    if command.investigation_id is not None and not act.facts.of(INVESTIGATION, command.investigation_id).is_open:
        raise rules.ARequestLivesInAnOpenInvestigation
    _require_form(command.content)
    require_sound(command.content.marking, command.investigation_id, act)
    yield events.RequestDrafted(
        request_id=command.request_id,
        investigation_id=command.investigation_id,
        requesting_agency_id=command.requesting_agency_id,
        requesting_unit_id=command.requesting_unit_id,
        requested_agency_id=command.requested_agency_id,
        content=command.content,
    )


def draft_from_hit(command: commands.DraftRequestFromHit, request: Request, act: Act) -> Iterable[Event]:
    """This will draft a request to the other side of a hit, in the own investigation where that takes part in it.

    The marking of the own registration goes with it.
    """
    in_time(type(command), request, act)
    own, other_agency_id = lead_of(command, act)
    if other_agency_id == own.agency_id:
        raise rules.ARequestGoesToAnotherAgency
    investigation_id = own.investigation_id
    if investigation_id is not None:
        investigation = act.facts.of(INVESTIGATION, investigation_id)
        if not investigation.is_open:
            raise rules.ARequestLivesInAnOpenInvestigation
        if not investigation.is_partner(other_agency_id):
            investigation_id = None
    need = own.need
    marking = Marking(classification=need.classification, compartments=tuple(sorted(need.compartments)))
    require_sound(marking, investigation_id, act)
    yield events.RequestDrafted(
        request_id=command.request_id,
        investigation_id=investigation_id,
        requesting_agency_id=own.agency_id,
        requesting_unit_id=command.requesting_unit_id,
        requested_agency_id=other_agency_id,
        content=events.RequestContent(
            instrument=command.instrument,
            urgency=command.urgency,
            crime_area=own.crime_area,
            marking=None if marking == UNMARKED else marking,
        ),
        hit_id=command.hit_id,
        registration_id=command.registration_id,
    )


@requesting
def revise(command: commands.ReviseDraft, request: Request, act: Act) -> Iterable[Event]:
    """This will replace the draft."""
    if command.requested_agency_id == request.requesting_agency_id:
        raise rules.ARequestGoesToAnotherAgency
    _require_registered(command.requested_agency_id, act)
    _require_form(command.content)
    require_sound(command.content.marking, request.investigation_id, act)
    yield events.RequestDraftRevised(
        request_id=command.request_id,
        requested_agency_id=command.requested_agency_id,
        requesting_unit_id=command.requesting_unit_id,
        content=command.content,
    )


@requesting
def send(command: commands.SendRequest, request: Request, act: Act) -> Iterable[Event]:
    """This will send the draft, under the protocol and profile of the day."""
    agency = _require_registered(request.requested_agency_id, act)
    on = day_of(act.occurred, act.recorded_at, agency.tz)
    if request.investigation_id is not None:
        _require_partners(request, act, on_utc=act.occurred.at or act.recorded_at)
    require_sound(request.marking, request.investigation_id, act)
    require_reach(request.need, request.requested_agency_id, request.investigation_id, act)
    content, protocol = _complete(request, on)
    profile = _profile_on(content, on)
    yield events.RequestSent(
        request_id=command.request_id,
        investigation_id=request.investigation_id,
        requesting_agency_id=request.requesting_agency_id,
        requesting_unit_id=request.requesting_unit_id,
        requested_agency_id=request.requested_agency_id,
        requested_tz=agency.tz,
        content=content,
        profile=profile.code,
        protocol=protocol.code,
        agreed_limits=_limits(request, act, on) if any(term.limit is None for term in profile.obligations) else (),
    )


@requesting
def withdraw(command: commands.WithdrawRequest, _request: Request, _act: Act) -> Iterable[Event]:
    """This will take the request back."""
    yield events.RequestWithdrawn(request_id=command.request_id, reason=command.reason, explanation=command.explanation)


def _require_registered(agency_id: str, act: Act) -> Agency:
    agency = act.facts.of(AGENCY, agency_id)
    if not agency.is_known:
        raise rules.ARequestGoesToARegisteredAgency(agency=agency_id)
    return agency


def _require_form(content: events.RequestContent) -> None:
    """A draft may leave texts blank, but what is said in one line is one."""
    aware("content.reply_by_utc", content.reply_by_utc)
    for name in IN_ONE_LINE:
        text = getattr(content, name)
        if text and text.strip() and not is_line(text):
            raise InvalidInput(
                field=f"content.{name}", rule="does not fit", accepted="one line of at most 300 characters"
            )


def _require_partners(request: Request, act: Act, *, on_utc: datetime) -> None:
    investigation = act.facts.of(INVESTIGATION, request.investigation_id) if request.investigation_id else None
    agencies = (request.requesting_agency_id, request.requested_agency_id)
    missing = [each for each in agencies if investigation and not investigation.was_partner(each, on_utc)]
    if missing:
        raise rules.ARequestJoinsTwoPartners(missing=missing)


def _complete(request: Request, on: date) -> tuple[events.RequestContent, Protocol]:
    content, protocol = request.content, rulebook().protocol(on)
    if content is None or protocol is None:
        raise rules.AnInstrumentAppliesWhileItIsInForce(on=on)
    _require_complete(request, content, protocol)
    if not crime_areas.exists(content.crime_area, on):
        raise rules.ACrimeAreaIsInTheVocabulary(
            f"{content.crime_area} is no crime area in use on {on}.{crime_areas.hint(content.crime_area)}",
            crime_area=content.crime_area,
        )
    return content, protocol


def _require_complete(request: Request, content: events.RequestContent, protocol: Protocol) -> None:
    """All that is missing is told in one round."""
    missing = [name for name in protocol.mandatory_on_sending if not str(getattr(content, name)).strip()]
    if protocol.unit_needed_on_sending and request.requesting_unit_id is None:
        missing.append("requesting_unit_id")
    lacks_reason = content.urgency in protocol.reason_needed_for and not (content.urgency_reason or "").strip()
    if missing:
        missing += ["urgency_reason"] * lacks_reason
        raise rules.ASentRequestIsComplete(f"The request lacks: {', '.join(missing)}.", missing=missing)
    if lacks_reason:
        raise rules.UrgencyHasAReason


def _profile_on(content: events.RequestContent, on: date) -> Profile:
    profile = rulebook().choose(content.instrument, content.urgency, None, on)
    if profile is None:
        raise rules.AnInstrumentAppliesWhileItIsInForce(on=on, instrument=content.instrument)
    return profile


def _limits(request: Request, act: Act, on: date) -> tuple[AgreedLimit, ...]:
    if request.investigation_id is None:
        return ()
    return act.facts.of(INVESTIGATION, request.investigation_id).agreed_limits_on(on)
