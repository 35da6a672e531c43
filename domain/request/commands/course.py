"""Commands of the requested side on deciding, executing and replying.

They must not be decided here; see `deciding/course.py`.
"""

from datetime import datetime
from uuid import UUID

from domain.aggregate import command
from domain.vocabulary import Line, OperationalText, Outcome, RefusalGround, Scope

__all__ = [
    "AcceptRequest", "PostponeExecution", "ProvideFinalReply", "ProvideInterimReply", "RefuseRequest",
    "ResumeExecution", "StartExecution",
]  # fmt: skip


@command(aggregate_id="request_id")
class AcceptRequest:
    """Decide to execute the request. accepted_part: which part, mandatory when the scope is PART."""

    request_id: UUID
    scope: Scope = Scope.FULL
    accepted_part: OperationalText | None = None


@command(aggregate_id="request_id")
class RefuseRequest:
    """Decide to refuse the request, or all but the accepted part.

    grounds: at least one; OTHER needs an explanation. accepted_part: mandatory when the scope is PART.
    """

    request_id: UUID
    grounds: tuple[RefusalGround, ...]
    scope: Scope = Scope.FULL
    explanation: OperationalText | None = None
    accepted_part: OperationalText | None = None


@command(aggregate_id="request_id")
class StartExecution:
    """Begin to execute the request."""

    request_id: UUID


@command(aggregate_id="request_id")
class PostponeExecution:
    """Let execution rest for a stated reason. until_utc: until when, as far as it is known."""

    request_id: UUID
    reason: Line
    until_utc: datetime | None = None


@command(aggregate_id="request_id")
class ResumeExecution:
    """Go on with an execution that was postponed."""

    request_id: UUID


@command(aggregate_id="request_id")
class ProvideInterimReply:
    """Give a part of the answer; execution goes on. item_ids: shared items that carry it."""

    request_id: UUID
    summary: OperationalText
    item_ids: tuple[UUID, ...] = ()


@command(aggregate_id="request_id")
class ProvideFinalReply:
    """Give the answer. item_ids: shared items that carry it."""

    request_id: UUID
    outcome: Outcome
    summary: OperationalText
    item_ids: tuple[UUID, ...] = ()
