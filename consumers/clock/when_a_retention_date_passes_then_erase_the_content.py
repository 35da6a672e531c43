"""When the day of erasure comes of what nobody reviews, then content and texts are erased, once.

It must not erase what its profile wants reviewed first, nor judge a hold or an open question: the domain refuses there.
"""

from uuid import uuid5

from consumers.clock.submitting import CLOCK, NAMESPACE
from domain.aggregate import Submission
from domain.clocks import rulebook
from domain.erasure import ErasureReason
from domain.item.commands import EraseContent
from domain.item.retention import erases_by_itself
from projections.items.ended import EndedItem

__all__ = ["SELF_ERASING", "erase_content"]

SELF_ERASING = tuple(profile.code for profile in rulebook().retention if erases_by_itself(profile))
"""Codes of the retention profiles that end without a review."""


def erase_content(item: EndedItem) -> Submission:
    """This will submit the erasure of an item as it was seen; where it went on since, the answer is Conflict."""
    return Submission(
        command=EraseContent(item_id=item.item_id, reason=ErasureReason.RETENTION_ENDED),
        command_id=uuid5(NAMESPACE, f"{item.item_id}:erase:{item.erase_on.isoformat()}:{item.version}"),
        actor=CLOCK,
        expected_version=item.version,
    )
