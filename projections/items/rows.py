"""What the items' queries take and return.

They must not carry what the viewer may not see: rows are made after the access predicate.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.item.commands.reminding import LISTED_AFTER
from domain.item.vocabulary import ConsentKind, EvaluationScheme, ItemKind
from domain.marking import Pap
from domain.vocabulary import Classification, Handling, Tlp
from projections.viewer import Viewer

__all__ = [
    "LISTED_AFTER_HOURS",
    "ConsentFilter",
    "ConsentOutcome",
    "ConsentRow",
    "ConsentSide",
    "CopyRow",
    "CopyStanding",
    "EvaluationRow",
    "ItemFilter",
    "ItemRow",
    "ObligationFilter",
    "ObligationKind",
    "ObligationRow",
    "ObligationSide",
    "ObligationView",
    "RestrictionRow",
]  # fmt: skip

LISTED_AFTER_HOURS = LISTED_AFTER // timedelta(hours=1)
"""Hours after which what nobody confirmed is a listed exception (metric M22)."""


Hours = Annotated[int, Meta(ge=0, le=87_600)]
"""Up to ten years."""


class CopyStanding(StrEnum):
    """What became of a copy: RESTRICTED while a restriction leaves its holder out.

    RETURNED once a recall is confirmed, KEPT where its holder said then why it keeps something.
    """

    HELD = "HELD"
    RESTRICTED = "RESTRICTED"
    RECALLED = "RECALLED"
    RETURNED = "RETURNED"
    KEPT = "KEPT"


class ObligationKind(StrEnum):
    """What is to be confirmed: that evidence arrived unchanged, that a restriction is obeyed, that nothing is kept."""

    RECEIPT = "RECEIPT"
    RESTRICTION = "RESTRICTION"
    RECALL = "RECALL"


class ObligationSide(StrEnum):
    """TO_CONFIRM: what your agency owes; UNCONFIRMED: what others owe of your agency's items."""

    TO_CONFIRM = "TO_CONFIRM"
    UNCONFIRMED = "UNCONFIRMED"


class ConsentSide(StrEnum):
    """TO_ANSWER: what your agency was asked as originator; ASKED: what it asked others."""

    TO_ANSWER = "TO_ANSWER"
    ASKED = "ASKED"


class ConsentOutcome(StrEnum):
    """What the originator answered."""

    GIVEN = "GIVEN"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """Which items. Empty tuples and None do not filter.

    holder_agency_id: it is the originator or has the item now, as far as you may know; request_id: what the item
    answers; spontaneous: given to somebody without a request; text: in title, provenance or purpose.
    tlp_at_least, pap_at_least, classification_at_least: marked so or more strictly, for your agency.
    review_by, erase_by: to be reviewed or erased on that day or before, and not erased yet.
    """

    investigation_id: UUID | None = None
    kind: ItemKind | None = None
    originator_agency_id: str | None = None
    holder_agency_id: str | None = None
    request_id: UUID | None = None
    spontaneous: bool | None = None
    text: str | None = None
    tlp_at_least: Tlp | None = None
    pap_at_least: Pap | None = None
    classification_at_least: Classification | None = None
    erased: bool | None = None
    review_by: date | None = None
    erase_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFilter:
    """Which obligations; only those that nobody has fulfilled yet. Empty tuples and None do not filter.

    after_hours: only those that have stood for more than so many hours; when omitted, 72 of what is UNCONFIRMED (a
    listed exception), and 0 of what is TO_CONFIRM.
    """

    side: ObligationSide = ObligationSide.TO_CONFIRM
    kinds: tuple[ObligationKind, ...] = ()
    investigation_id: UUID | None = None
    item_id: UUID | None = None
    after_hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class ObligationView:
    """The obligations as they are asked for: by whom, which of them, and as of what moment. at: aware."""

    viewer: Viewer
    wanted: ObligationFilter
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFilter:
    """Which questions. Empty tuples and None do not filter. answered: false for those that stand open."""

    side: ConsentSide = ConsentSide.TO_ANSWER
    kinds: tuple[ConsentKind, ...] = ()
    investigation_id: UUID | None = None
    item_id: UUID | None = None
    answered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item as the viewer's agency has it. Moments aware, UTC.

    tlp to compartments: the conditions that bind the viewer's agency; request_ids, is_spontaneous: of the giving to it.
    since: when it was given the item; since_position: where that stands in the log; of the originator: registration.
    updated_at, position: the last event that the viewer's agency may know of; version: for `expectedVersion`.
    is_held: None for all but the originator. content_id: where the content is kept here; never shown to anybody.
    """

    item_id: UUID
    investigation_id: UUID
    kind: ItemKind
    originator_agency_id: str
    title: str
    provenance: str
    purpose: str
    legal_basis: str
    crime_area: str | None
    content_sha256: str
    size_bytes: int | None
    media_type: str | None
    content_id: UUID | None
    has_content: bool
    retention: str | None
    review_on: date | None
    erase_on: date | None
    is_held: bool | None
    is_erased: bool
    erased_at: datetime | None
    erasure_reason: str | None
    erasure_explanation: str | None
    registered_at: datetime
    version: int
    is_owner: bool
    tlp: Tlp | None
    handling: tuple[Handling, ...]
    handling_text: str | None
    pap: Pap | None
    classification: Classification | None
    compartments: tuple[str, ...]
    request_ids: tuple[UUID, ...]
    is_spontaneous: bool
    since: datetime
    since_position: int
    updated_at: datetime
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """An agency that was given an item. What became of it is told to itself and the originator.

    Whoever passed it on knows that and when it did so; standing and all that follows are None or empty for it.
    """

    item_id: UUID
    agency_id: str
    from_agency_id: str
    standing: CopyStanding | None
    persons: tuple[str, ...]
    request_ids: tuple[UUID, ...]
    is_spontaneous: bool | None
    given_at: datetime
    confirmed_at: datetime | None
    recalled_at: datetime | None
    returned_at: datetime | None
    kept_because: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """What an agency thinks of source and information, in codes of the scheme."""

    item_id: UUID
    agency_id: str
    scheme: EvaluationScheme
    source_code: str
    information_code: str
    evaluated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionRow:
    """Conditions added to the item's own. recipients: the only ones left, None for all or who is not the originator."""

    item_id: UUID
    restriction_id: UUID
    by_agency_id: str
    own_use_only: bool
    tlp: Tlp | None
    handling: tuple[Handling, ...]
    handling_text: str | None
    pap: Pap | None
    classification: Classification | None
    compartments: tuple[str, ...]
    recipients: tuple[str, ...] | None
    reason: str
    imposed_at: datetime
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRow:
    """What an agency is to confirm; it says nothing of the item but whose it is.

    obligation_id: of the restriction or the recall; of a receipt that of the item. since: when it occurred.
    reminded_at: when the agency was reminded; listed_at: when it became an exception on record.
    """

    item_id: UUID
    investigation_id: UUID
    item_kind: ItemKind
    originator_agency_id: str
    kind: ObligationKind
    obligation_id: UUID
    agency_id: str
    since: datetime
    recorded_since: datetime
    since_position: int
    reminded_at: datetime | None
    listed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """A question to an originator. outcome: None while it stands open; purpose, answer: operational text."""

    item_id: UUID
    investigation_id: UUID
    consent_id: UUID
    kind: ConsentKind
    originator_agency_id: str
    by_agency_id: str
    to_agency_id: str | None
    purpose: str
    asked_at: datetime
    asked_position: int
    outcome: ConsentOutcome | None
    answered_at: datetime | None
    valid_until: date | None
    answer: str | None
