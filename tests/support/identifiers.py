"""Invented registrations that specs start from: FR-SPOC in one case, BE-SPOC in another, of the same telephone.

They must resemble none; the digests are of no identifier.
"""

from datetime import date
from typing import Any
from uuid import UUID

from domain.aggregate import Actor
from domain.identifier.commands import RegisterIdentifier
from domain.identifier.events import FoundHit, IdentifierRegistered
from domain.identifier.ids import drawer_id
from domain.identifier.state import hit_between
from domain.identifier.vocabulary import UNCONDITIONAL, Disclosure, IdentifierKind, RegistrationConditions
from tests.support.given import Happened, happened
from tests.support.investigations import CASE, LENA

__all__ = [
    "DIGEST", "DISCREET", "DRAWER", "HIT", "KEY", "OTHER_CASE", "OTHER_DIGEST", "OURS", "OURS_OF",
    "THEIRS", "UNTIL", "registered", "registering",
]  # fmt: skip

KEY = "EU-2026.1"
DIGEST = "ab" * 32
OTHER_DIGEST = "ab" * 31 + "cd"
"""It lies in the same drawer."""

OTHER_CASE = UUID("0b0e6f5a-3d10-4c7e-9f5e-2f1f6f3f9a77")
DRAWER = drawer_id(KEY, IdentifierKind.PHONE, DIGEST)
UNTIL = date(2027, 3, 1)
OURS, THEIRS = UUID(int=0xA1), UUID(int=0xB1)
HIT = hit_between(OURS, THEIRS)
DISCREET = RegistrationConditions(disclosure=Disclosure.DISCREET)


def registering(registration_id: UUID, **fields: Any) -> RegisterIdentifier:
    """This will register the digest for the case of the specs."""
    own: dict[str, Any] = {"kind": IdentifierKind.PHONE, "digest": DIGEST, "key_id": KEY, "valid_until": UNTIL}
    own |= {} if "request_id" in fields else {"investigation_id": CASE}
    return RegisterIdentifier(registration_id=registration_id, **{**own, **fields})


def registered(registration_id: UUID, by: Actor, *met: UUID, **fields: Any) -> Happened:
    """This will have an agency register the digest, and meet earlier registrations."""
    own: dict[str, Any] = {
        "drawer_id": DRAWER, "key_id": KEY, "kind": IdentifierKind.PHONE, "digest": DIGEST, "crime_area": "DRUGS",
        "agency_id": by.agency_id, "investigation_id": CASE, "request_id": None, "valid_until": UNTIL,
        "conditions": UNCONDITIONAL,
    }  # fmt: skip
    hits = tuple(FoundHit(hit_id=hit_between(registration_id, each), registration_id=each) for each in met)
    event = IdentifierRegistered(registration_id=registration_id, hits=hits, **{**own, **fields})
    return happened(event, by=by)


OURS_OF = registered(OURS, LENA)
