"""What a mutation answers: one union, the same for every command.

It must not carry anything that tells a thing one may not see from a thing that does not exist.
"""

from typing import Annotated
from uuid import UUID

import strawberry

from api.scalars import Position

__all__ = ["CommandResult", "ConflictResult", "NotFoundResult", "RuleViolationResult", "Success"]


@strawberry.type(description="The command was carried out, now or (`repeated`) when its id was first used.")
class Success:
    """The command was carried out."""

    aggregate_id: UUID = strawberry.field(description="Id of the thing that the command was for.")
    version: int = strawberry.field(
        description="Version of the thing after the command; the next command's expectedVersion."
    )
    position: Position = strawberry.field(
        description="Place of the last event in the log; give it as minPosition to read it back."
    )
    repeated: bool = strawberry.field(
        description="True where the same command had been carried out before under the same id."
    )


@strawberry.type(
    name="NotFound", description="There is no such thing, or it is not for you to see; the answer is the same."
)
class NotFoundResult:
    """There is no such thing, or it is not for the bearer to see."""

    message: str = strawberry.field(description="What was refused, as a sentence.")
    remedy: str = strawberry.field(description="What would make it possible, as a sentence.")


@strawberry.type(
    name="Conflict", description="Somebody else changed it first: it is no longer at the version you decided on."
)
class ConflictResult:
    """Somebody else changed it first."""

    expected: int = strawberry.field(description="The version that the command expected.")
    actual: int = strawberry.field(description="The version that stands.")
    message: str = strawberry.field(description="What was refused, as a sentence.")
    remedy: str = strawberry.field(description="What would make it possible, as a sentence.")


@strawberry.type(
    name="RuleViolation", description="A rule, a missing permission or an unfit input forbids the command."
)
class RuleViolationResult:
    """A rule, a missing permission or an unfit input forbids it."""

    code: str = strawberry.field(description="Stable code of the rule, in SCREAMING_SNAKE_CASE; match on this.")
    i18n_key: str = strawberry.field(
        description="Stable key of translated words, such as rule.AN_EXTENSION_KEEPS_TO_THE_CAP."
    )
    invariant: int | None = strawberry.field(
        description="Number of the invariant that the rule keeps, where it has one."
    )
    message: str = strawberry.field(description="What was refused and because of which rule, as a sentence.")
    remedy: str = strawberry.field(description="What would make it possible, as a sentence; empty where nothing would.")
    field: str | None = strawberry.field(
        description="Path of the offending field of the input, or of the draft that is sent, where one is to blame."
    )


CommandResult = Annotated[
    Success | NotFoundResult | ConflictResult | RuleViolationResult,
    strawberry.union(name="CommandResult", description="What became of a command."),
]
