"""Follow-ups: tasks that grew out of requests, items, findings and meetings."""

from domain.followup.room import FOLLOWUP
from domain.followup.state import FollowUp

__all__ = ["AGGREGATE", "FOLLOWUP", "FollowUp"]

AGGREGATE = FOLLOWUP
