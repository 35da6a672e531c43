"""From messages of our own topic to the events of the log that they refer to.

It must not take anything from a message but which event it means: what is folded stands in the log.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from consumers.kafka.partitions import Batch
from domain.event import Recorded
from domain.storage import EventLog
from projections.engine import Arrivals, Arrived, Part

__all__ = ["NotOurLog", "read", "traces_of"]

TRACE = "traceparent"


class _Meant(Struct, frozen=True, rename="camel"):
    """What a reference, or a checkpoint told whole, says of its event; the latter is folded as if it came again."""

    position: int
    event_id: UUID | None = None
    checkpoint_id: UUID | None = None

    def is_(self, event: Recorded) -> bool:
        """This will tell whether it is this event that is meant."""
        return event.envelope.event_id == self.event_id or event.envelope.aggregate_id == self.checkpoint_id


_decode = msgspec.json.Decoder(_Meant).decode


class NotOurLog(Exception):  # what it says is for operators
    """A message does not refer to an event of this log: the topic is another one's, or the database was restored."""


def read(batches: Iterable[Batch], part_of: Callable[[Batch], Part], log: EventLog) -> Arrivals:
    """This will read the events that messages refer to, in one statement, and order them as the log does.

    Those of a partition stay in its order, also one that was sent again. Raises NotOurLog.
    """
    found: list[tuple[int, Part, int, _Meant]] = []
    for batch in batches:
        part, furthest = part_of(batch), 0
        for message in batch.messages:
            reference = _reference(message.value, part, message.offset)
            furthest = max(furthest, reference.position)
            found.append((furthest, part, message.offset, reference))
    found.sort(key=lambda each: each[:3])
    events = _events([reference for *_, reference in found], log)
    return Arrivals(Arrived(part, place, events[reference.position]) for _, part, place, reference in found)


def traces_of(batches: Iterable[Batch]) -> Iterator[str]:
    """This will name the traces that messages are part of, as far as they tell one."""
    headers = (each for batch in batches for message in batch.messages for each in message.headers)
    return (value.decode("latin-1") for name, value in headers if name == TRACE and value)


def _reference(value: bytes | None, part: Part, place: int) -> _Meant:
    try:
        return _decode(value or b"")
    except msgspec.MsgspecError as error:
        raise NotOurLog(f"offset {place} of partition {part.number} of {part.source}: {error}") from error


def _events(references: Sequence[_Meant], log: EventLog) -> dict[int, Recorded]:
    events = {each.position: each for each in log.at([each.position for each in references])} if references else {}
    for each in references:
        event = events.get(each.position)
        if event is None or not each.is_(event):
            raise NotOurLog(
                f"{each.event_id or each.checkpoint_id} does not stand at position {each.position} of this log"
            )
    return events
