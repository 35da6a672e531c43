"""Commands that keep, and that erase, what was written of a request.

They must not be decided here; see `deciding/keeping.py`.
"""

from uuid import UUID

from domain.aggregate import command
from domain.erasure import ErasureReason
from domain.vocabulary import OperationalText

__all__ = ["EraseRequestTexts", "LiftRequestHold", "PlaceRequestHold"]


@command(aggregate_id="request_id")
class PlaceRequestHold:
    """Place a legal hold, as either side: nothing of the request is erased until it is lifted. hold_id: a new id."""

    request_id: UUID
    hold_id: UUID
    reason: OperationalText


@command(aggregate_id="request_id")
class LiftRequestHold:
    """Lift a legal hold, as the side that placed it."""

    request_id: UUID
    hold_id: UUID
    reason: OperationalText


@command(aggregate_id="request_id")
class EraseRequestTexts:
    """Erase for good all that both sides wrote of a finished request, as the requesting side.

    explanation: needed for the reason OTHER.
    """

    request_id: UUID
    reason: ErasureReason
    explanation: OperationalText | None = None
