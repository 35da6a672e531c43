"""An invented follow-up that specs start from: opened by FR-SPOC, to be done by BE-SPOC.

It must resemble none.
"""

from uuid import UUID

from domain.followup.events import FollowUpAssigned, FollowUpCompleted, FollowUpOpened, SourceKind
from tests.support.investigations import CASE

__all__ = ["ASSIGNED", "COMPLETED", "FOLLOWUP_ID", "OPENED"]

FOLLOWUP_ID = UUID("5a8f2f5e-6d0c-4b51-8a34-1f0f4f2a7b02")

OPENED = FollowUpOpened(
    followup_id=FOLLOWUP_ID,
    investigation_id=CASE,
    source=SourceKind.MEETING,
    source_ref="coordination meeting 3",
    opened_by_agency_id="FR-SPOC",
    task="Find the owner of the container.",
)

ASSIGNED = FollowUpAssigned(followup_id=FOLLOWUP_ID, agency_id="BE-SPOC")

COMPLETED = FollowUpCompleted(followup_id=FOLLOWUP_ID, result="Owner found.")
