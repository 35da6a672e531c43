"""What the desk's queries take and return.

They must not carry what the viewer may not see: rows are made after the access predicates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.marking import Pap
from domain.vocabulary import Classification, Handling, Tlp
from projections.viewer import Viewer

__all__ = ["DeskCounts", "DeskFilter", "DeskKind", "DeskRow", "DeskStanding", "DeskView"]


class DeskKind(StrEnum):
    """What waits for an agency: one step of it, on one request, item, follow-up or review."""

    DRAFT_TO_SEND = "DRAFT_TO_SEND"
    CLARIFICATION_TO_ANSWER = "CLARIFICATION_TO_ANSWER"
    ANSWER_TO_CLOSE = "ANSWER_TO_CLOSE"
    REQUEST_TO_ACKNOWLEDGE = "REQUEST_TO_ACKNOWLEDGE"
    UNIT_TO_ASSIGN = "UNIT_TO_ASSIGN"
    REQUEST_TO_ANSWER = "REQUEST_TO_ANSWER"
    LIMIT_TO_FOLLOW = "LIMIT_TO_FOLLOW"
    CONSENT_TO_ANSWER = "CONSENT_TO_ANSWER"
    RECEIPT_TO_CONFIRM = "RECEIPT_TO_CONFIRM"
    RESTRICTION_TO_CONFIRM = "RESTRICTION_TO_CONFIRM"
    RECALL_TO_CONFIRM = "RECALL_TO_CONFIRM"
    RESTRICTION_LEFT_UNCONFIRMED = "RESTRICTION_LEFT_UNCONFIRMED"
    FOLLOW_UP_TO_ASSIGN = "FOLLOW_UP_TO_ASSIGN"
    FOLLOW_UP_TO_DO = "FOLLOW_UP_TO_DO"
    FOLLOW_UP_TO_VERIFY = "FOLLOW_UP_TO_VERIFY"
    RECOMMENDATION_TO_ANSWER = "RECOMMENDATION_TO_ANSWER"


class DeskStanding(StrEnum):
    """How what waits stands towards its limit as of a moment. DUE: it has one, which is neither near nor passed."""

    OVERDUE = "OVERDUE"
    AT_RISK = "AT_RISK"
    DUE = "DUE"
    UNDATED = "UNDATED"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFilter:
    """Which entries. Empty tuples and None do not filter. due_before: what is due before it, however late."""

    kinds: tuple[DeskKind, ...] = ()
    investigation_id: UUID | None = None
    due_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskView:
    """A desk as it is asked for: by whom, which of its entries, and as of what moment. at: aware."""

    viewer: Viewer
    wanted: DeskFilter
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One entry. Moments are aware, UTC.

    subject_id: of the request, item, follow-up or review; part_id: of the question, restriction, recall or
    recommendation, None for all others. other_agency_id: that waits for it, or whose item it is. due: the limit that
    comes first, None where there is none.
    began: what orders entries that are due at the same time, or never; part: what tells entries of one subject apart.
    reminded_at: when Entente reminded the agency of it, None where it did not.
    noted_item, noted_items and so on, and the marking of a request: for the access ledger alone.
    """

    kind: DeskKind
    subject_id: UUID
    part_id: UUID | None
    investigation_id: UUID | None
    other_agency_id: str | None
    next_command: str
    since: datetime
    due: datetime | None
    standing: DeskStanding
    began: datetime
    part: str
    noted_item: UUID | None
    noted_request: UUID | None
    noted_items: tuple[UUID, ...]
    noted_requests: tuple[UUID, ...]
    is_request: bool
    tlp: Tlp | None
    handling: tuple[Handling, ...]
    pap: Pap | None
    classification: Classification | None
    compartments: tuple[str, ...]
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How many entries there are of each kind, without those of which there is none; and how many are overdue."""

    of_kind: Mapping[DeskKind, int]
    overdue: int
