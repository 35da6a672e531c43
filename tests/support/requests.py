"""A small world for the specs of requests: three partners, their people, and a request as far along as a spec wants.

It must not decide anything.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from domain.agency import AGENCY
from domain.agency.events import AgencyRegistered, CompetenceDeclared, UnitRegistered
from domain.aggregate import Actor
from domain.event import ActorKind, Event
from domain.investigation import INVESTIGATION
from domain.investigation.events import (
    AgreedLimit,
    InvestigationOpened,
    MemberAdmitted,
    PartnerInvited,
    PartnerJoined,
)  # fmt: skip
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole
from domain.request import REQUEST, Request, events
from domain.vocabulary import Instrument, Urgency
from tests.support.given import Given, Happened, given, happened, recorded

__all__ = [
    "ASKED", "ASKING", "CASE", "CLOCK", "CYBER", "DE", "DRUGS", "FR", "GATEWAY", "IMPORTER", "IT", "OUTSIDER",
    "QUESTION", "READER", "RECEIVED_AT", "REQ", "SENT_AT", "THIRD", "acknowledged", "content", "drafted",
    "received", "sent", "with_case", "world",
]  # fmt: skip

FR, DE, IT, ES = "FR-SPOC", "DE-SPOC", "IT-SPOC", "ES-SPOC"
CYBER, DRUGS = "DE-SPOC/CYBER", "DE-SPOC/DRUGS"
CASE, REQ, QUESTION = UUID(int=100), UUID(int=1), UUID(int=7)

ASKING = Actor(actor_id="ada", agency_id=FR)
ASKED = Actor(actor_id="ben", agency_id=DE)
THIRD = Actor(actor_id="cleo", agency_id=IT)
READER = Actor(actor_id="rita", agency_id=DE)
OUTSIDER = Actor(actor_id="otto", agency_id=ES)
GATEWAY = Actor(actor_id="gateway", kind=ActorKind.GATEWAY, agency_id=DE)
CLOCK = Actor(actor_id="clock", kind=ActorKind.PROCESS)
IMPORTER = Actor(actor_id="importer", kind=ActorKind.IMPORT)

SENT_AT, RECEIVED_AT = "2026-02-20T08:00:00+00:00", "2026-02-20T09:00:00+00:00"


def content(**changes: Any) -> events.RequestContent:
    """This will make a complete EIO about cybercrime, with changes."""
    complete = events.RequestContent(
        instrument=Instrument.EU_EIO,
        urgency=Urgency.ROUTINE,
        crime_area="CYBERCRIME",
        purpose="Identify the operator of the server",
        subject="Who paid for the server",
        link_of_purpose_and_data="The server was used in the attack",
        legal_basis="Order of the court of Paris",
        use_restrictions="For this investigation only",
        language="en",
    )
    return replace(complete, **changes)


def drafted(case: UUID | None = CASE, *, to: str = DE, unit: str | None = "FR-SPOC/DESK", **changes: Any) -> Happened:
    """This will have drafted a request."""
    event = events.RequestDrafted(
        request_id=REQ,
        investigation_id=case,
        requesting_agency_id=FR,
        requesting_unit_id=unit,
        requested_agency_id=to,
        content=content(**changes),
    )
    return happened(event, by=ASKING, on=SENT_AT)


def sent(
    case: UUID | None = CASE,
    *,
    profile: str = "EU_EIO",
    on: str = SENT_AT,
    limits: tuple[AgreedLimit, ...] = (),
    **changes: Any,
) -> Happened:
    """This will have sent the request."""
    event = events.RequestSent(
        request_id=REQ,
        investigation_id=case,
        requesting_agency_id=FR,
        requesting_unit_id="FR-SPOC/DESK",
        requested_agency_id=DE,
        requested_tz="Europe/Berlin",
        content=content(**changes),
        profile=profile,
        protocol="2024.1",
        agreed_limits=limits,
    )
    return happened(event, by=ASKING, on=on)


def received(*, on: str = RECEIVED_AT, competent: bool = True) -> Happened:
    """This will have received it."""
    event = events.RequestReceived(request_id=REQ, automatic=False, by_competent_authority=competent)
    return happened(event, by=ASKED, on=on)


def acknowledged(*, on: str = "2026-02-20T10:00:00+00:00") -> Happened:
    """This will have acknowledged it."""
    return happened(events.RequestAcknowledged(request_id=REQ, acknowledged_by="ben"), by=ASKED, on=on)


def world(*happenings: Happened) -> Given[Request]:
    """This will start a spec from a request in an open investigation of three partners."""
    opened = InvestigationOpened(
        investigation_id=CASE,
        reference="TF-1",
        title="Task force",
        crime_areas=("CYBERCRIME",),
        legal_basis=LegalBasisKind.JIT_AGREEMENT,
        lead_agency_id=FR,
        first_member_id="ada",
    )
    joined = [event for agency in (DE, IT) for event in _joined(agency)]
    members = [
        _member("ben", DE),
        _member("cleo", IT),
        _member("rita", DE, MemberRole.READER),
    ]
    begun = [happened(event, on="2025-01-02T08:00:00+00:00") for event in (opened, *joined, *members)]
    start = given(REQUEST, *happenings).knowing(INVESTIGATION, CASE, *begun)
    return start.knowing(AGENCY, FR, *_agency(FR, "FR")).knowing(AGENCY, DE, *_agency(DE, "DE")).knowing(
        AGENCY, IT, *_agency(IT, "IT")
    )  # fmt: skip


def with_case(start: Given[Request], event: Event) -> Given[Request]:
    """This will let one more thing happen in the investigation."""
    key = (INVESTIGATION.name, str(CASE))
    after = INVESTIGATION.evolve(start.states[key], recorded(event))
    return replace(start, states={**start.states, key: after})


def _joined(agency: str) -> tuple[PartnerInvited, PartnerJoined]:
    return (
        PartnerInvited(investigation_id=CASE, agency_id=agency, role=PartnerRole.PARTY),
        PartnerJoined(investigation_id=CASE, agency_id=agency, role=PartnerRole.PARTY),
    )


def _member(member_id: str, agency: str, role: MemberRole = MemberRole.MEMBER) -> MemberAdmitted:
    return MemberAdmitted(investigation_id=CASE, member_id=member_id, agency_id=agency, role=role)


def _agency(code: str, country: str) -> list[AgencyRegistered | UnitRegistered | CompetenceDeclared]:
    since = date(2020, 1, 1)
    return [
        AgencyRegistered(agency_id=code, name=code, country=country, tz="Europe/Berlin", languages=("en",)),
        UnitRegistered(agency_id=code, unit_id=f"{code}/CYBER", name="Cyber", family=None, valid_from=since),
        UnitRegistered(agency_id=code, unit_id=f"{code}/DRUGS", name="Drugs", family=None, valid_from=since),
        CompetenceDeclared(
            agency_id=code,
            unit_id=f"{code}/CYBER",
            competence_id="C1",
            crime_areas=("CYBERCRIME",),
            regions=("WORLD",),
            languages=("en",),
            valid_from=since,
        ),
    ]
