"""The closed lists and bounded texts of identifiers and hits.

They must not hold an identifier: only its keyed hash ever reaches Entente.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from domain.vocabulary import Classification, Code, PersonId

__all__ = [
    "UNCONDITIONAL", "Digest", "Disclosure", "DismissalReason", "EndReason", "HitStanding", "IdentifierKind", "KeyId",
    "RecordedDigest", "RegistrationConditions",
]  # fmt: skip

KeyId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z0-9][A-Z0-9_.\-]{0,31}\Z",
        description="Name of the key that the agencies share, such as EU-2026.1; digests meet under one key alone.",
    ),
]
Digest = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{64}\Z",
        description="HMAC-SHA-256 of the normalised identifier, 64 hexadecimal digits in lower case.",
        extra={"operational": True},
    ),
]
RecordedDigest = Annotated[
    str, Meta(max_length=64, description="The digest, or what stands in its place.", extra={"operational": True})
]
"""Digest as events and states hold it: what stands in the log is read whatever would be refused today."""


class IdentifierKind(StrEnum):
    """What is identified; a digest of one kind never meets one of another."""

    PHONE = "PHONE"
    ACCOUNT = "ACCOUNT"
    VEHICLE = "VEHICLE"
    DOCUMENT = "DOCUMENT"
    EMAIL = "EMAIL"
    WALLET = "WALLET"
    ARTEFACT = "ARTEFACT"


class Disclosure(StrEnum):
    """Whether the other side of a hit is told of this one; DISCREET: only once its owner discloses the hit."""

    OPEN = "OPEN"
    DISCREET = "DISCREET"


class EndReason(StrEnum):
    """Why a registration ended; RETENTION_ENDED is for the clock process alone."""

    NO_LONGER_NEEDED = "NO_LONGER_NEEDED"
    REGISTERED_IN_ERROR = "REGISTERED_IN_ERROR"
    UNLAWFUL = "UNLAWFUL"
    COURT_ORDER = "COURT_ORDER"
    DATA_SUBJECT_RIGHT = "DATA_SUBJECT_RIGHT"
    RETENTION_ENDED = "RETENTION_ENDED"


class DismissalReason(StrEnum):
    """Why a side does not follow a hit; SHARED_BY_MANY: a hotline, a collective account, a rental car."""

    SHARED_BY_MANY = "SHARED_BY_MANY"
    ALREADY_KNOWN = "ALREADY_KNOWN"
    NOT_RELEVANT = "NOT_RELEVANT"
    IDENTIFIER_WRONG = "IDENTIFIER_WRONG"


class HitStanding(StrEnum):
    """Where a hit stands for one of its sides."""

    NEW = "NEW"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    REQUEST_OPENED = "REQUEST_OPENED"
    DISMISSED = "DISMISSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationConditions:
    """Who of its own agency may see a registration, and whether the other side of a hit is told at once.

    classification, compartments: what a member has to hold; persons: the only members, empty for all of the agency's.
    """

    disclosure: Disclosure = Disclosure.OPEN
    classification: Classification | None = None
    compartments: tuple[Code, ...] = ()
    persons: tuple[PersonId, ...] = ()

    @property
    def are_discreet(self) -> bool:
        """True where its owner is to decide first: it says so, or not everybody of its own agency may see it."""
        is_marked = self.classification is not None or bool(self.compartments) or bool(self.persons)
        return is_marked or self.disclosure is Disclosure.DISCREET


UNCONDITIONAL = RegistrationConditions()
