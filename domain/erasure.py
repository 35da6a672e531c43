"""Why texts are erased.

It must not know how: keys are destroyed in domain/storage.
"""

from enum import StrEnum

__all__ = ["ErasureReason"]


class ErasureReason(StrEnum):
    """Why texts and content are erased; OTHER is explained."""

    RETENTION_ENDED = "RETENTION_ENDED"
    ORIGINATOR_ASKED = "ORIGINATOR_ASKED"
    COURT_ORDER = "COURT_ORDER"
    UNLAWFUL = "UNLAWFUL"
    DATA_SUBJECT_RIGHT = "DATA_SUBJECT_RIGHT"
    OTHER = "OTHER"
