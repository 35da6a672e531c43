"""A second opinion on what gateways are told: in the oracle's words, and with what an agency has without any person.

It must not use the rule of need-to-know, nor a read model. The oracle knows persons: so a gateway is told to it as one
who is admitted whenever its agency joins, is cleared for nothing, and holds no compartment.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

import msgspec

from domain.event import Recorded
from domain.investigation.events import InvestigationOpened, MemberAdmitted, PartnerJoined
from domain.investigation.vocabulary import MemberRole
from tests.leaks.oracle import ROOMS, Oracle, Person, kind_of

__all__ = ["gateway_of", "told_to"]


def gateway_of(agency: str) -> Person:
    """This will make the account of an agency's gateway."""
    return Person(f"gateway:{agency}", agency)


def told_to(log: Sequence[Recorded], agency: str, on: date) -> set[int]:
    """This will tell the positions of the events that an agency's gateway may know, after all that happened."""
    oracle = Oracle(list(_with_gateways(log)), on)
    gateway = gateway_of(agency)
    return {each.position for each in log if _is_told(oracle, gateway, each)}


def _is_told(oracle: Oracle, gateway: Person, told: Recorded) -> bool:
    """The directory and the log as a whole are for everybody; what else is on no timeline, for none."""
    if kind_of(told) in ROOMS:
        return oracle.may_see_entry(gateway, told)
    if hasattr(told.event, "authorisation_id"):
        return oracle.may_know(gateway, told)
    if told.event.ERASES:
        return getattr(told.event, "agency_id", None) == gateway.agency_id
    return kind_of(told) in ("agency", "checkpoint")


def _with_gateways(log: Sequence[Recorded]) -> Iterator[Recorded]:
    for each in log:
        yield each
        match each.event:
            case InvestigationOpened(investigation_id=case, lead_agency_id=agency):
                yield msgspec.structs.replace(each, event=_admitted(case, agency))
            case PartnerJoined(investigation_id=case, agency_id=agency):
                yield msgspec.structs.replace(each, event=_admitted(case, agency))


def _admitted(case: UUID, agency: str) -> MemberAdmitted:
    member = gateway_of(agency).member_id
    return MemberAdmitted(investigation_id=case, member_id=member, agency_id=agency, role=MemberRole.READER)
