"""A follow-up as its read model folds it: the domain's own state, and what is shown beside it.

It must not repeat a rule of the domain: stage, assignment and date come from domain.followup.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from domain.erasure import KeptText, without_texts
from domain.event import Recorded
from domain.followup import events
from domain.followup.state import FollowUp, Stage, evolve

__all__ = ["Folded", "begun", "decode", "encode", "take"]


class Folded(Struct):
    """A follow-up; changed in place by the folding alone. opened_at, updated_at: recorded.

    need_request, need_item, need_part: what it grew out of, where not every member may see that.
    """

    followup: FollowUp
    opened_at: datetime
    updated_at: datetime
    task: KeptText = ""
    due_reason: KeptText | None = None
    progress_notes: int = 0
    last_progress: KeptText | None = None
    result: KeptText | None = None
    cancellation_reason: KeptText | None = None
    need_request: UUID | None = None
    need_item: UUID | None = None
    need_part: UUID | None = None
    version: int = 0
    position: int = 0

    @property
    def is_outstanding(self) -> bool:
        """True while somebody is to do it; what was completed waits for its verification alone."""
        return self.followup.stage in (Stage.OPEN, Stage.ASSIGNED)


decode = Decoder(Folded).decode
_encoder = Encoder()


def encode(folded: Folded) -> str:
    """This will write a follow-up as it is stored."""
    return _encoder.encode(folded).decode()


def begun(recorded: Recorded) -> Folded:
    """This will begin a follow-up with its first event."""
    at = recorded.envelope.recorded_at
    return Folded(FollowUp(), opened_at=at, updated_at=at)


def take(folded: Folded, recorded: Recorded) -> Folded:
    """This will take an event into the follow-up; by the event that erases its texts it becomes another."""
    event, envelope = recorded.event, recorded.envelope
    folded.followup = evolve(folded.followup, recorded)
    folded.version, folded.position = envelope.aggregate_version, recorded.position
    folded.updated_at = envelope.recorded_at
    match event:
        case events.FollowUpOpened():
            folded.task = event.task
        case events.FollowUpDueDateSet():
            folded.due_reason = event.reason
        case events.FollowUpProgressNoted():
            folded.progress_notes += 1
            folded.last_progress = event.note
        case events.FollowUpCompleted():
            folded.result = event.result
        case events.FollowUpCancelled():
            folded.cancellation_reason = event.reason
        case events.FollowUpTextsErased():
            return without_texts(folded)
        case _:
            pass
    return folded
