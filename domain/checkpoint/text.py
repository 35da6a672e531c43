"""What a checkpoint says: of which log, how many events it has, the root of their tree, and when that was.

It must not know signatures: those stand below the text in a signed note.
Source of the format: C2SP tlog-checkpoint; the line with the time is an extension that verifiers pass over.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from uuid import UUID, uuid5

from domain.signed_note import Malformed, SignedNote

__all__ = ["CheckpointText", "checkpoint_id"]

NAMESPACE = UUID("0e6c5a52-64a0-5f7e-8f0c-6a1f8b1d0c55")
"""Namespace of the checkpoints' ids; never to change, or a size would be sealed twice."""

SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
ROOT_BYTES = 32
TIME = "time "


@dataclass(frozen=True, slots=True)
class CheckpointText:
    """The text of a checkpoint. size: events; root: 32 bytes; at: aware, None where others wrote it without a time."""

    origin: str
    size: int
    root: bytes
    at: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """This will read the text of a note. Raises Malformed."""
        origin, size, root, *more = [*text.removesuffix("\n").split("\n"), "", ""]
        if not origin or not SIZE.fullmatch(size):
            raise Malformed("a checkpoint begins with the log's name and the number of its events")
        times = [line.removeprefix(TIME) for line in more if line.startswith(TIME)]
        return cls(origin, int(size), _root(root), _moment(times[0]) if times else None)

    @classmethod
    def of(cls, note: SignedNote) -> Self:
        """This will read the text of a signed note. Raises Malformed."""
        return cls.parse(note.text)

    @property
    def id(self) -> UUID:
        """The id under which this checkpoint is recorded."""
        return checkpoint_id(self.origin, self.size)

    def __str__(self) -> str:
        time = f"{TIME}{self.at.astimezone(UTC).isoformat()}\n" if self.at else ""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n{time}"


def checkpoint_id(origin: str, size: int) -> UUID:
    """This will derive the id of a checkpoint: a log has one of each size."""
    return uuid5(NAMESPACE, f"{origin}\n{size}")


def _root(text: str) -> bytes:
    try:
        root = b64decode(text, validate=True)
    except ValueError:
        root = b""
    if len(root) != ROOT_BYTES:
        raise Malformed("the third line of a checkpoint is the root: 32 bytes in base64")
    return root


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed("the time of a checkpoint is written as in ISO 8601") from error
    if moment.tzinfo is None:
        raise Malformed("the time of a checkpoint has its offset")
    return moment
