"""Facts about what partners did together: trainings, meetings, exercises, visits, coordination.

They must not carry names of those who took part, beyond how many they were.
"""

from uuid import UUID

from domain.event import Event, event
from domain.investigation.vocabulary import ActivityKind
from domain.vocabulary import RecordedText

__all__ = ["JointActivityCancelled", "JointActivityRecorded"]


@event("investigation.JointActivityRecorded")
class JointActivityRecorded(Event):
    """Partners did something together; the envelope says when it was held. persons_count: of all agencies together."""

    investigation_id: UUID
    activity_id: str
    kind: ActivityKind
    title: RecordedText
    agencies: tuple[str, ...]
    place: RecordedText | None = None
    persons_count: int | None = None


@event("investigation.JointActivityCancelled")
class JointActivityCancelled(Event):
    """A joint activity was not held, or was recorded by mistake. agencies: of the activity."""

    investigation_id: UUID
    activity_id: str
    agencies: tuple[str, ...]
    reason: RecordedText
