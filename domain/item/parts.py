"""What a shared item consists of besides its own facts: holders, consents, restrictions, recalls.

They must not keep any text that people wrote: that is in the events alone.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from domain.item.vocabulary import ConsentKind, EvaluationScheme, Recipient
from domain.marking import Marking

__all__ = ["Consent", "Evaluation", "Holder", "Recall", "Restriction"]


class Holder(Struct, frozen=True, kw_only=True):
    """An agency that was given the item, and still has it. from_agency_id: who gave it; persons: those named."""

    agency_id: str
    from_agency_id: str
    persons: frozenset[str] = frozenset()
    has_confirmed: bool = False


class Evaluation(Struct, frozen=True):
    """What an agency thinks of source and information, in codes of the scheme."""

    scheme: EvaluationScheme
    source_code: str
    information_code: str


class Consent(Struct, frozen=True, kw_only=True):
    """A question to the originator. to_agency_id: of onward sharing; is_given: None while it is open."""

    consent_id: UUID
    kind: ConsentKind
    by_agency_id: str
    to_agency_id: str | None = None
    is_given: bool | None = None
    valid_until: date | None = None

    def covers(self, kind: ConsentKind, by_agency_id: str, to_agency_id: str | None, on: date) -> bool:
        """This will tell whether it allows an agency something on a day."""
        asked = (self.kind, self.by_agency_id, self.to_agency_id)
        is_valid = self.valid_until is None or on <= self.valid_until
        return self.is_given is True and is_valid and asked == (kind, by_agency_id, to_agency_id)


class Restriction(Struct, frozen=True, kw_only=True):
    """Conditions added to the item's own. unconfirmed: agencies that have not confirmed; also of what was lifted."""

    restriction_id: UUID
    by_agency_id: str
    own_use_only: bool
    marking: Marking
    recipients: Mapping[str, Recipient] | None
    unconfirmed: frozenset[str]
    is_lifted: bool = False

    def binds(self, agency_id: str) -> bool:
        """This will tell whether an agency has to obey it now."""
        return not self.is_lifted and (not self.own_use_only or self.by_agency_id == agency_id)

    def leaves(self, agency_id: str) -> bool:
        """This will tell whether an agency may go on seeing the item."""
        return self.is_lifted or self.recipients is None or agency_id in self.recipients


class Recall(Struct, frozen=True, kw_only=True):
    """The item was taken back from agencies. unconfirmed: those that have not given it back yet.

    persons: by agency, those that were named when it was given.
    """

    recall_id: UUID
    from_agencies: frozenset[str]
    unconfirmed: frozenset[str]
    persons: Mapping[str, frozenset[str]]
