"""What a person holds in an investigation on a day, as the rule of need-to-know asks it.

It must not decide what that opens: that is domain/need_to_know.py.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from domain.aggregate import Actor
from domain.investigation.state import Investigation
from domain.investigation.vocabulary import MemberRole
from domain.marking import rank
from domain.need_to_know import Need, Reader, denial

__all__ = ["has_reader_of", "reader_in_role", "reader_of"]


def reader_of(investigation: Investigation, actor: Actor, on: date) -> Reader:
    """This will say what an actor holds in an investigation on a day: no clearance above that of its token."""
    if not investigation.admits(actor):
        return Reader(member_id=actor.actor_id, agency_id=actor.agency_id or "")
    reader = _member(investigation, actor.actor_id, on)
    return replace(reader, clearance=min(reader.clearance, actor.ceiling, key=rank))


def has_reader_of(investigation: Investigation, agency_id: str, need: Need, on: date) -> bool:
    """This will tell whether an agency has a member who may see what needs this, on a day."""
    active = (each for each in investigation.members if investigation.is_active_member(each))
    readers = (_member(investigation, each, on) for each in active)
    return any(reader.agency_id == agency_id and denial(reader, need) is None for reader in readers)


def reader_in_role(investigation: Investigation, agency_id: str, on: date) -> Iterator[tuple[str, MemberRole, Reader]]:
    """This will tell of each active member of an agency its id, its role, and what it holds on a day."""
    for member_id, member in investigation.members.items():
        if member.agency_id == agency_id and investigation.is_active_member(member_id):
            yield member_id, member.role, _member(investigation, member_id, on)


def _member(investigation: Investigation, member_id: str, on: date) -> Reader:
    member = investigation.members[member_id]
    return Reader(
        member_id=member_id,
        agency_id=member.agency_id,
        is_member=True,
        clearance=investigation.clearance_on(member_id, on),
        compartments=member.compartments,
    )
