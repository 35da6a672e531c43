"""What a shared item consists of besides its own facts: holders, consents, restrictions, recalls.

They must not keep any text that people wrote: that is in the events alone.
"""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from msgspec import Struct

from domain.item.vocabulary import ConsentKind, EvaluationScheme, Recipient
from domain.marking import Marking

__all__ = ["Consent", "Evaluation", "Holder", "Recall", "Restriction", "Wish", "digest_of", "words_of"]


class Holder(Struct, frozen=True, kw_only=True):
    """An agency that was given the item. from_agency_id: who gave it; persons: those ever named.

    is_for_persons: it was never given to the whole agency, but to these persons alone, whatever its TLP is.
    given_at: in the world, aware, UTC; None where that is not known.
    """

    agency_id: str
    from_agency_id: str
    persons: frozenset[str] = frozenset()
    is_for_persons: bool = False
    has_confirmed: bool = False
    given_at: datetime | None = None


class Evaluation(Struct, frozen=True):
    """What an agency thinks of source and information, in codes of the scheme."""

    scheme: EvaluationScheme
    source_code: str
    information_code: str


class Wish(Struct, frozen=True, kw_only=True):
    """What an agency wants to do with another's item.

    to_agency_id: of onward sharing; words: digest of the purpose or the proceedings.
    """

    kind: ConsentKind
    by_agency_id: str
    to_agency_id: str | None = None
    words: bytes


def digest_of(text: str) -> bytes:
    """This will tell texts apart without keeping them; neither case nor spacing makes a difference."""
    return sha256(" ".join(text.casefold().split()).encode()).digest()


def words_of(text: str | None) -> bytes:
    """This will tell words that may be missing apart; empty for none."""
    return b"" if text is None else digest_of(text)


class Consent(Struct, frozen=True, kw_only=True):
    """A question to the originator. is_given: None while it is open; valid_until: the last day, None without end.

    given_at: in the world, aware, UTC; None where that is not known.
    """

    consent_id: UUID
    wish: Wish
    is_given: bool | None = None
    valid_until: date | None = None
    given_at: datetime | None = None

    def covers(self, wish: Wish, on: date) -> bool:
        """This will tell whether it allows what an agency wants to do on a day."""
        is_valid = self.valid_until is None or on <= self.valid_until
        return self.is_given is True and is_valid and self.wish == wish


class Restriction(Struct, frozen=True, kw_only=True):
    """Conditions added to the item's own.

    asked: agencies that had the item then, each of which is to confirm; unconfirmed: those of them that have not, also
    of what was lifted. reminded: those that were asked again; listed: that are a listed exception.
    """

    restriction_id: UUID
    by_agency_id: str
    own_use_only: bool
    marking: Marking
    recipients: Mapping[str, Recipient] | None
    asked: frozenset[str]
    unconfirmed: frozenset[str]
    is_lifted: bool = False
    reminded: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()

    def binds(self, agency_id: str) -> bool:
        """This will tell whether an agency has to obey it now."""
        return not self.is_lifted and (not self.own_use_only or self.by_agency_id == agency_id)

    def leaves(self, agency_id: str) -> bool:
        """This will tell whether an agency may go on seeing the item."""
        return not self.binds(agency_id) or self.recipients is None or agency_id in self.recipients

    def persons_of(self, agency_id: str) -> frozenset[str]:
        """The only persons of an agency that it leaves the item to; empty where it names none."""
        left = None if self.recipients is None else self.recipients.get(agency_id)
        return frozenset(left.persons) if left else frozenset()


class Recall(Struct, frozen=True, kw_only=True):
    """The item was taken back from agencies. unconfirmed: those that have not given it back yet."""

    recall_id: UUID
    from_agencies: frozenset[str]
    unconfirmed: frozenset[str]
