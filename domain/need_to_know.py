"""Who may see a thing: the one rule, with the reason why not.

It must not know any kind of thing: a request, an item or an entry of a timeline tells its needs, a person what it
holds. Every way out obeys it: the read models compile it into their statements (projections/need_to_know.py), and a
test holds the two together. A denial's reason is for the ledger; to the person the thing does not exist.
Sources: the rules of originator control in the field (Europol handling code H2, TLP 2.0).
"""

from enum import StrEnum

from msgspec import Struct

from domain.marking import rank
from domain.vocabulary import Classification

__all__ = ["Denial", "Need", "Reader", "denial", "strictest"]


class Denial(StrEnum):
    """Why a person may not see a thing; the first that applies is told."""

    NOT_A_MEMBER = "NOT_A_MEMBER"
    NOT_A_RECIPIENT = "NOT_A_RECIPIENT"
    NOT_A_NAMED_PERSON = "NOT_A_NAMED_PERSON"
    CLEARANCE_TOO_LOW = "CLEARANCE_TOO_LOW"
    COMPARTMENT_NOT_HELD = "COMPARTMENT_NOT_HELD"


# Structs and no dataclasses: each decision makes both, in a third of the time.
class Reader(Struct, frozen=True, kw_only=True):
    """A person at a moment. is_member: of the thing's investigation, active, for an agency that takes part.

    clearance: as valid on that day.
    """

    member_id: str
    agency_id: str
    is_member: bool = False
    clearance: Classification | None = None
    compartments: frozenset[str] = frozenset()


class Need(Struct, frozen=True, kw_only=True):
    """What a thing needs of its readers.

    owner_agency_id: whose it is, None where it belongs to all; agencies: whose members may see it besides the
    owner's, None for all partners; members: the only persons of those agencies, None for all of them.
    """

    owner_agency_id: str | None = None
    agencies: frozenset[str] | None = None
    members: frozenset[str] | None = None
    classification: Classification | None = None
    compartments: frozenset[str] = frozenset()


def denial(reader: Reader, need: Need) -> Denial | None:
    """This will say why the reader may not see the thing; None where it may."""
    is_owner = reader.agency_id == need.owner_agency_id
    if not reader.is_member:
        return Denial.NOT_A_MEMBER
    if not is_owner and need.agencies is not None and reader.agency_id not in need.agencies:
        return Denial.NOT_A_RECIPIENT
    if not is_owner and need.members is not None and reader.member_id not in need.members:
        return Denial.NOT_A_NAMED_PERSON
    if rank(reader.clearance) < rank(need.classification):
        return Denial.CLEARANCE_TOO_LOW
    if not need.compartments <= reader.compartments:
        return Denial.COMPARTMENT_NOT_HELD
    return None


def strictest(then: Need, now: Need) -> Need:
    """This will join what a thing needed when it was recorded and what it needs now; the owner never changes."""
    return Need(
        owner_agency_id=now.owner_agency_id,
        agencies=_fewer(then.agencies, now.agencies),
        members=_fewer(then.members, now.members),
        classification=max(then.classification, now.classification, key=rank),
        compartments=then.compartments | now.compartments,
    )


def _fewer(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
