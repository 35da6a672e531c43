"""The agreement on confidentiality in an investigation: which versions of it were required, and who signed which.

It must not know its text, nor refuse anybody.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

__all__ = ["Confidentiality", "Requirement", "Signature"]


class Requirement(Struct, frozen=True, kw_only=True):
    """A version that members sign, in force from a day until the next one is."""

    version: str
    valid_from: date
    days_to_sign: int


class Signature(Struct, frozen=True, kw_only=True):
    """That a person signed a version, for the agency it acts for."""

    version: str
    agency_id: str
    signed_on: date


class Confidentiality(Struct, frozen=True, kw_only=True):
    """All versions in the order in which they come into force, and all signatures by person."""

    required: tuple[Requirement, ...] = ()
    signatures: Mapping[str, tuple[Signature, ...]] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[str, ...]:
        """The codes of the versions, the first one first."""
        return tuple(each.version for each in self.required)

    def valid_from(self, version: str) -> date | None:
        """This will return the first day of a version; None where no such version was required."""
        return next((each.valid_from for each in self.required if each.version == version), None)

    def in_force(self, day: date) -> Requirement | None:
        """This will return the version in force on a day; None where none was required by then."""
        begun = [each for each in self.required if each.valid_from <= day]
        return begun[-1] if begun else None

    def has_signed(self, member_id: str, agency_id: str, day: date) -> bool:
        """This will tell whether a person signed, by the day, what is in force on it: that version or a later one.

        While none is in force, any version will do.
        """
        signed = [
            each for each in self.signatures.get(member_id, ()) if each.agency_id == agency_id and each.signed_on <= day
        ]
        wanted = self.in_force(day)
        if wanted is None:
            return bool(signed)
        enough = self.versions[self.versions.index(wanted.version) :]
        return any(each.version in enough for each in signed)

    def holds(self, member_id: str, agency_id: str, version: str) -> bool:
        """This will tell whether a signature of just this version is on record."""
        known = self.signatures.get(member_id, ())
        return any(each.agency_id == agency_id and each.version == version for each in known)

    def requiring(self, requirement: Requirement) -> "Confidentiality":
        """This will return it with one more version."""
        return replace(self, required=(*self.required, requirement))

    def with_signature(self, member_id: str, signature: Signature) -> "Confidentiality":
        """This will return it with one more signature."""
        known = self.signatures.get(member_id, ())
        return replace(self, signatures={**self.signatures, member_id: (*known, signature)})
