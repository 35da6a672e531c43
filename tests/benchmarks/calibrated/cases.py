"""The course of one investigation: its partners, requests, items and follow-ups, and who looked at the items.

It must not know other investigations, nor what a log is.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.event import Event
from domain.followup.events import FollowUpAssigned, FollowUpCompleted, FollowUpOpened, FollowUpVerified, SourceKind
from domain.investigation import events
from domain.investigation.vocabulary import FactKind, LegalBasisKind, MemberRole, PartnerRole, SourceGrade
from domain.item import events as of_item
from domain.item.vocabulary import ItemKind, Recipient
from domain.ledger import SubjectKind
from domain.ledger.events import InformationViewed
from domain.marking import Marking
from domain.vocabulary import Handling, Tlp
from tests.benchmarks.calibrated import figures
from tests.benchmarks.calibrated.parties import Agency, Parties
from tests.benchmarks.calibrated.requests import Asked, Said, course
from tests.support.histories import member_of

__all__ = ["Happening", "Running", "lone_request", "opened_case"]


@dataclass(frozen=True, slots=True)
class Happening:
    """What happens in a stream. by: the acting agency, None for a process."""

    stream: UUID
    case: UUID | None
    by: str | None
    said: Said


Running = Iterator[tuple[float, "Happening | Running"]]
"""What goes on: days until the next, and what happens then, or what else begins."""

MARKINGS = (Marking(), Marking(), Marking(handling=(Handling.H1,)), Marking(tlp=Tlp.AMBER))


def lone_request(rng: random.Random, parties: Parties) -> Running:
    """This will tell of a request that belongs to no investigation."""
    asking = parties.of_union(rng)
    yield from _request(rng, None, (asking, parties.another(rng, asking)), figures.chosen(rng, figures.AREAS))


def opened_case(rng: random.Random, parties: Parties) -> Running:
    """This will tell of an investigation; most are small, a few have hundreds of requests."""
    case, area = _uuid(rng), figures.chosen(rng, figures.AREAS)
    lead = parties.of_union(rng)
    partners = [lead, parties.another(rng, lead)]
    while len(partners) < 8 and rng.random() < 0.45:
        partners.append(parties.another(rng, *partners))
    for event in _opening(case, area, partners):
        yield 0.002, Happening(case, case, lead.agency_id, event)
    requests = figures.cut_pareto(rng, figures.REQUESTS_PER_CASE, 300)
    for _ in range(requests):
        asking, asked = rng.sample(partners, 2)
        yield rng.expovariate(requests / 120), _request(rng, case, (asking, asked), area)
        if rng.random() < 0.15:
            yield 0.01, _item(rng, case, partners)
        if rng.random() < 0.1:
            yield 0.01, _followup(rng, case, partners)
        if rng.random() < 0.2:
            yield 0.01, Happening(case, case, lead.agency_id, _fact(rng, case))


def _opening(case: UUID, area: str, partners: list[Agency]) -> Iterator[Event]:
    lead, *others = (each.agency_id for each in partners)
    yield events.InvestigationOpened(
        investigation_id=case, reference=f"JIT-{case.hex[:12]}", title="A joint investigation", crime_areas=(area,),
        legal_basis=LegalBasisKind.JIT_AGREEMENT, lead_agency_id=lead, first_member_id=member_of(lead),
    )  # fmt: skip
    for agency_id in others:
        yield events.PartnerInvited(investigation_id=case, agency_id=agency_id, role=PartnerRole.PARTY)
        yield events.PartnerJoined(investigation_id=case, agency_id=agency_id, role=PartnerRole.PARTY)
        yield events.MemberAdmitted(
            investigation_id=case, member_id=member_of(agency_id), agency_id=agency_id, role=MemberRole.MEMBER
        )
    yield events.OperationalPhaseStarted(investigation_id=case, planned_end=None)


def _request(rng: random.Random, case: UUID | None, sides: tuple[Agency, Agency], area: str) -> Running:
    request_id = _uuid(rng)
    asking, asked = sides
    asks = Asked(rng=rng, request_id=request_id, case=case, asking=asking, asked=asked, area=area)
    before = 0.0
    for place, (days, by, said) in enumerate(course(asks)):
        yield days - before if place else 0.0, Happening(request_id, case or request_id, by, said)
        before = days


def _item(rng: random.Random, case: UUID, partners: list[Agency]) -> Running:
    item_id = _uuid(rng)
    owner, other = (each.agency_id for each in rng.sample(partners, 2))
    digest = rng.randbytes(32).hex()
    said: list[tuple[float, str, Event]] = [
        (0.0, owner, of_item.ItemRegistered(
            item_id=item_id, investigation_id=case, kind=ItemKind.EVIDENCE, originator_agency_id=owner,
            title="Records of the account, with the bank's statement", content_sha256=digest, size_bytes=None,
            media_type=None, provenance="The bank", purpose="Find the payer", legal_basis="Art. 7",
            marking=rng.choice(MARKINGS), retention=None,
        )),
        (0.01, owner, of_item.EvidenceShared(item_id=item_id, recipients=(Recipient(agency_id=other),))),
        (0.5, other, of_item.ItemReceiptConfirmed(item_id=item_id, agency_id=other, content_sha256=digest)),
    ]  # fmt: skip
    for days, by, event in said:
        yield days, Happening(item_id, case, by, event)
    yield rng.expovariate(0.5), Happening(_uuid(rng), None, None, _viewed(item_id, other))


def _viewed(item_id: UUID, agency_id: str) -> Said:
    def at(moment: datetime) -> Event:
        return InformationViewed(
            at=moment, member_id=member_of(agency_id), agency_id=agency_id, way="items", subject=SubjectKind.ITEM,
            subject_ids=(item_id,),
        )  # fmt: skip

    return at


def _followup(rng: random.Random, case: UUID, partners: list[Agency]) -> Running:
    stream = _uuid(rng)
    opener, other = (each.agency_id for each in rng.sample(partners, 2))
    said = (
        (opener, FollowUpOpened(
            followup_id=stream, investigation_id=case, source=SourceKind.MEETING, source_ref="Coordination meeting",
            opened_by_agency_id=opener, task="Trace the account that was paid last",
        )),
        (opener, FollowUpAssigned(followup_id=stream, agency_id=other)),
        (other, FollowUpCompleted(followup_id=stream, result="Traced")),
        (opener, FollowUpVerified(followup_id=stream)),
    )  # fmt: skip
    for by, event in said:
        yield rng.expovariate(0.2), Happening(stream, case, by, event)


def _fact(rng: random.Random, case: UUID) -> Event:
    return events.FactRecorded(
        investigation_id=case, fact_id=f"F{rng.getrandbits(48)}", kind=rng.choice(list(FactKind)),
        text="The van was seen at the gate at the hour that the witness named", source="Register",
        grade=SourceGrade.OFFICIAL,
    )  # fmt: skip


def _uuid(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
