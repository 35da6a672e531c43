"""What came over the broker becomes an Incoming: decoded and judged by itself, before the database is asked anything.

It must not know what else came, nor decide a command.
"""

from collections.abc import Callable
from uuid import UUID, uuid5

from msgspec.structs import replace

from consumers.contracts import Message, MessageRefused, decode
from consumers.contracts.identifying import identify
from consumers.inbound.incoming import Came, Incoming, message_id_of
from consumers.inbound.refusals import of_message
from consumers.inbound.register import Line, Place

__all__ = ["Interpreter"]

LONGEST_LINE = 100
"""Characters: a subject is a UUID or the code of an agency."""


class Interpreter:
    """Interprets messages. digest: keyed, so that nobody finds out from the register what a message said."""

    def __init__(self, digest: Callable[[bytes], bytes]) -> None:
        self._digest = digest

    def first_time(self, place: Place, came: Came) -> Incoming:
        """This will interpret what came in its place."""
        try:
            message = decode(place.topic, came.key, came.value, came.headers)
        except MessageRefused as refused:
            return self._refused(place, came, refused)
        return self._understood(place, came, message)

    def once_more(self, place: Place, came: Came, message_id: UUID, attempt: int) -> Incoming:
        """This will interpret it anew under the same id. attempt: how often it was tried before.

        A refusal stands in the register of commands: the command has another id each time, but for the thing that it
        creates, whose id the sender knows from the first one.
        """
        incoming = self.first_time(place, came)
        submission = incoming.submission
        if submission is not None:
            submission = replace(submission, command_id=uuid5(submission.command_id, str(attempt)))
        return replace(incoming, message_id=message_id, submission=submission)

    def _understood(self, place: Place, came: Came, message: Message) -> Incoming:
        return Incoming(
            message_id=message_id_of(place, (message.source, message.id)),
            place=place,
            came=came,
            digest=self._digest(message.content_sha256.encode()),
            line=(place.topic, message.subject),
            source=message.source,
            id=message.id,
            type=message.type,
            trace=None if message.trace is None else message.trace.parent,
            submission=message.submission(),
        )

    def _refused(self, place: Place, came: Came, refused: MessageRefused) -> Incoming:
        told = identify(came.value, came.headers)
        content = told.content_sha256.encode() if told.content_sha256 else (came.value or b"")
        return Incoming(
            message_id=message_id_of(place, told.name),
            place=place,
            came=came,
            digest=self._digest(content),
            line=_line(place.topic, came.key),
            source=told.source,
            id=told.id,
            type=told.type,
            refusal=of_message(refused),
        )


def _line(topic: str, key: bytes | None) -> Line | None:
    """The key as text, where it is one that could be a subject."""
    try:
        line = (key or b"").decode("ascii")
    except UnicodeDecodeError:
        return None
    return (topic, line) if line.isprintable() and 0 < len(line) <= LONGEST_LINE else None
