"""An event of the log that is read when it is looked at, as far as it is looked at: a past asks for few of a case.

It must not outlive what it was read for: its texts stay sealed until they are asked for, and clear from then on.
"""

from domain.event import Envelope, Event, Recorded
from domain.storage.documents import Documents

__all__ = ["Fetched", "Unread"]


Fetched = tuple[str, bytes, int, bytes | None]
"""A row of the log: topic, document, position, and the key of its texts; None without any."""


class Unread:
    """An event as a row of the log has it."""

    __slots__ = ("_closed", "_documents", "_envelope", "_recorded", "_state", "_wrapped", "position", "topic")

    def __init__(self, documents: Documents, row: Fetched) -> None:
        self.topic, self._state, self.position, self._wrapped = row
        self._documents = documents
        self._envelope: Envelope | None = None
        self._closed: Recorded | None = None
        self._recorded: Recorded | None = None

    @property
    def envelope(self) -> Envelope:
        """Its envelope. Raises LogDamaged."""
        if self._envelope is None:
            self._envelope = self._documents.envelope(self.topic, self._state, self.position)
        return self._envelope

    @property
    def event(self) -> Event:
        """What happened, without its texts. Raises LogDamaged."""
        return self.closed().event

    @property
    def is_erased(self) -> bool:
        """True where its texts were erased."""
        return self._documents.is_erased(self._state, self._wrapped)

    def closed(self) -> Recorded:
        """This will read it with ERASED in place of its texts, whether they were erased or not. Raises LogDamaged."""
        if self._closed is None:
            event = self._documents.as_it_stands(self.topic, self.envelope.schema_version, self._state)
            self._closed = Recorded(event, self.envelope, self.position, self.is_erased)
        return self._closed

    def recorded(self) -> Recorded:
        """This will read it with its texts. Raises LogDamaged, WrongMasterKey."""
        if self._wrapped is None:
            return self.closed()
        if self._recorded is None:
            self._recorded = self._documents.read(self.topic, self._state, self.position, self._wrapped)
        return self._recorded
