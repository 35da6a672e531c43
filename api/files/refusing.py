"""Why a content was not taken in or handed out, where no rule of the domain says it.

It must not know how that is answered.
"""

from datetime import datetime
from uuid import UUID

from domain.refusal import Refused

__all__ = [
    "ContentErased", "ContentRefusedByScanner", "DownloadCut", "NoContentKept", "ScannerUnavailable",
]  # fmt: skip


class ContentErased(Refused):
    """The content was erased. at: aware, UTC; reason: code of why."""

    def __init__(self, item_id: UUID, at: datetime | None, reason: str | None) -> None:
        self.at, self.reason = at, reason
        day = f" on {at.date()}" if at else ""
        super().__init__(f"The content was erased{day}, for the reason {reason}.", item_id=item_id)


class NoContentKept(Refused):
    """The content of this item is not kept here."""

    remedy = "Ask its originator for it."


class ContentRefusedByScanner(Refused):
    """The scanner found something harmful in the content; nothing of it was kept."""

    remedy = "Have it looked at where it comes from; what is to be shared is shared in a form that harms nobody."
    field = "content"


class ScannerUnavailable(Exception):
    """The scanner cannot be reached, or could not finish: what nobody looked at is not kept."""


class DownloadCut(Exception):
    """The download may not go on. why: for the log, without anything of the content."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)
