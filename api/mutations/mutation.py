"""Makes the mutation of a command, and carries its input to the application.

It must not know any single command.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, cast
from uuid import UUID

import strawberry

from api.context import Asked, Context
from api.errors import RefusalResult, refusal_result
from api.inputs import fields_of, header_of, input_of
from api.insight.commands import note_outcome, outcome_word
from api.results import CommandResult, Success
from api.scalars import Position
from api.wording import type_wording
from domain.aggregate import Submission
from domain.application import Accepted
from domain.commanding import CREATED_ID, build, created_id
from domain.occurred import Occurred, parse_occurred
from domain.refusal import InvalidInput, NotFound, Refused
from domain.vocabulary import Channel, is_line

__all__ = ["mutation"]

LONGEST_REFERENCE = 300

GUARDABLE = ("item_id", "request_id", "source_id")
"""Fields of commands that hold the id of a thing whose readers stand in the access ledger."""


def mutation(command: type) -> Any:
    """This will make the mutation field of a command; its name is the attribute that it is assigned to."""

    async def resolve(info: Asked, input: object) -> Success | RefusalResult:  # noqa: A002  # the argument's public name
        return await _carry_out(info.context, command, input)

    resolve.__annotations__ = {
        "info": Asked,
        "input": _argument(command),
        "return": CommandResult,
    }  # read by strawberry
    return strawberry.mutation(resolver=resolve, description=type_wording(command))


def _argument(command: type) -> Any:
    description = f"The fields of {command.__name__}, with the id that makes it safe to repeat."
    return Annotated[input_of(command), strawberry.argument(description=description)]


async def _carry_out(context: Context, command: type, given: object) -> Success | RefusalResult:
    insight, name = context.dependencies.insight, command.__name__
    try:
        submission = _submission(context, command, given)
        with insight.tracing.command(name, submission.command_id) as span:
            outcome = await context.dependencies.application.handle(submission)
            span.answered(outcome_word(outcome))
    except Refused as refused:
        note_outcome(insight.measures, name, refused)
        return refusal_result(refused)
    note_outcome(insight.measures, name, outcome)
    if isinstance(outcome, NotFound):
        context.note.missed(*_guardable(submission.command))
    if isinstance(outcome, Accepted):
        return Success(
            aggregate_id=outcome.aggregate_id,
            version=outcome.version,
            position=Position(outcome.position),
            repeated=outcome.repeated,
        )
    return refusal_result(outcome)


def _guardable(command: object) -> Iterator[UUID]:
    """The ids of requests and items that a command names: whoever guesses one is noted, as where it is looked up."""
    named = (getattr(command, field, None) for field in GUARDABLE)
    return (each for each in named if isinstance(each, UUID))


def _submission(context: Context, command: type, given: object) -> Submission:
    header, fields = header_of(given), fields_of(given)
    command_id = cast("UUID", header["command_id"])
    if command.__name__ in CREATED_ID:
        fields[CREATED_ID[command.__name__]] = created_id(context.bearer.agency_id, command_id)
    return Submission(
        command=build(command.__name__, fields),
        command_id=command_id,
        actor=context.bearer.actor(),
        occurred=_occurred(header),
        expected_version=_expected_version(header),
        channel=Channel(str(header.get("channel", Channel.OTHER))),
        external_ref=_external_ref(header),
    )


def _occurred(header: Mapping[str, Any]) -> Occurred | None:
    told = parse_occurred(header.get("occurred_at"), header.get("occurred_tz", "UTC"))
    return told if "occurred_at" in header else None


def _expected_version(header: Mapping[str, Any]) -> int | None:
    version: int | None = header.get("expected_version")
    if version is not None and version < 0:
        raise InvalidInput(field="expectedVersion", rule="is below zero", accepted="the version you read, from 0 on")
    return version


def _external_ref(header: Mapping[str, Any]) -> str | None:
    reference: str | None = header.get("external_ref")
    if reference is not None and not (is_line(reference) and len(reference) <= LONGEST_REFERENCE):
        raise InvalidInput(
            field="externalRef", rule="does not fit", accepted=f"one line of 1 to {LONGEST_REFERENCE} characters"
        )
    return reference
