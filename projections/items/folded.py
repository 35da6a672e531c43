"""A shared item as its register folds it: the domain's own state, and what people wrote and when, shown beside it.

It must not repeat a rule of the domain: holders, conditions and consents come from domain.item.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct, field
from msgspec.json import Decoder

from domain.event import Recorded
from domain.item.state import SharedItem
from domain.vocabulary import RecordedText
from projections.items.rows import ObligationKind

__all__ = ["Asked", "Copy", "Folded", "Imposed", "Moment", "Obligation", "Words", "begun", "decode"]


class Words(Struct):
    """What the item says of itself. handling_text: of its own marking."""

    title: RecordedText
    provenance: RecordedText
    purpose: RecordedText
    legal_basis: RecordedText
    handling_text: RecordedText | None = None


class Moment(Struct, frozen=True):
    """When something happened, where that is known, else was recorded; and where it stands in the log."""

    at: datetime
    position: int


class Copy(Struct):
    """What an agency was given. request_ids: what the giving answered; kept_because: why it keeps what was recalled."""

    from_agency_id: str
    given: Moment
    persons: list[str] = field(default_factory=list)
    request_ids: list[UUID] = field(default_factory=list)
    is_spontaneous: bool = False
    confirmed_at: datetime | None = None
    recalled_at: datetime | None = None
    returned_at: datetime | None = None
    kept_because: RecordedText | None = None


class Imposed(Struct):
    """When and why a restriction was imposed, and its words of H3."""

    at: datetime
    reason: RecordedText
    handling_text: RecordedText | None = None
    lifted_at: datetime | None = None


class Obligation(Struct):
    """What an agency is to confirm. ended_at: when nothing was left to confirm; listed_at: as an exception."""

    kind: ObligationKind
    obligation_id: UUID
    agency_id: str
    since: Moment
    recorded_since: datetime
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    reminded_at: datetime | None = None
    listed_at: datetime | None = None

    @property
    def key(self) -> str:
        """What it is called within its item."""
        return f"{self.kind} {self.obligation_id} {self.agency_id}"


class Asked(Struct):
    """When and for what the originator was asked, and what it answered."""

    asked: Moment
    purpose: RecordedText
    answered_at: datetime | None = None
    answer: RecordedText | None = None


class Folded(Struct):
    """An item; changed in place by the folding alone.

    passed: by agency, whom it passed the item on to, and when first.
    touched: by agency, the last event that it may know of.
    """

    registered: Moment
    item: SharedItem = field(default_factory=SharedItem)
    words: Words | None = None
    copies: dict[str, Copy] = field(default_factory=dict)
    passed: dict[str, dict[str, datetime]] = field(default_factory=dict)
    imposed: dict[UUID, Imposed] = field(default_factory=dict)
    obligations: dict[str, Obligation] = field(default_factory=dict)
    asked: dict[UUID, Asked] = field(default_factory=dict)
    evaluated: dict[str, datetime] = field(default_factory=dict)
    touched: dict[str, Moment] = field(default_factory=dict)
    erased_at: datetime | None = None
    erasure_reason: str | None = None
    erasure_explanation: RecordedText | None = None


decode = Decoder(Folded).decode


def begun(recorded: Recorded) -> Folded:
    """This will begin an item with its first event."""
    return Folded(Moment(recorded.envelope.recorded_at, recorded.position))
