"""The closed lists of a review, and what its parts are pinned to.

They must not carry what people wrote.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.vocabulary import Classification

__all__ = ["EntryNeed", "FindingCategory", "Pin", "ReviewType", "ReviewedPhase"]


class ReviewType(StrEnum):
    """What occasion a review has."""

    MID_TERM = "MID_TERM"
    FINAL = "FINAL"
    INCIDENT = "INCIDENT"


class ReviewedPhase(StrEnum):
    """The phase of the joint work that is spoken of, as in the evaluation of joint investigation teams."""

    SETTING_UP = "SETTING_UP"
    OPERATIONAL = "OPERATIONAL"
    POST_OPERATIONAL = "POST_OPERATIONAL"
    WHOLE = "WHOLE"


class FindingCategory(StrEnum):
    """What a finding is about, as the evaluation of joint investigation teams sorts them."""

    RESULTS = "RESULTS"
    LEGAL_ISSUE = "LEGAL_ISSUE"
    PRACTICAL_DIFFICULTY = "PRACTICAL_DIFFICULTY"
    BEST_PRACTICE = "BEST_PRACTICE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """An event of the case by which something is shown. position: its place in the log."""

    event_id: UUID
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNeed:
    """What has to be met to see a part of a review: an entry of the timeline that it is pinned to, or its own marking.

    request_id, item_id: of what has to be seen today, None where every member of the case sees it.
    told: of those who have the item, the only agencies that may learn of the entry; None for all of them.
    classification, compartments: of its marking when it was recorded; is_red: it was for named persons alone.
    is_of_compartment: it tells that there are these compartments: for those who hold them, and for the stewards.
    """

    request_id: UUID | None = None
    item_id: UUID | None = None
    told: tuple[str, ...] | None = None
    classification: Classification | None = None
    compartments: tuple[str, ...] = ()
    is_red: bool = False
    is_of_compartment: bool = False

    @property
    def is_open(self) -> bool:
        """True when every member of the case meets it."""
        is_marked = self.classification is not None or bool(self.compartments)
        return self.request_id is None and self.item_id is None and not is_marked
