"""`entente record`: any command of the domain, for scripts.

It must not know any command: the domain's catalogue does.
"""

import json
from typing import Annotated
from uuid import UUID, uuid4

import typer

from deploy import bootstrap
from deploy.command_line.options import Data, chosen_settings
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Outcome
from domain.commanding import build
from domain.event import ActorKind
from domain.occurred import parse_occurred
from domain.refusal import InvalidInput
from domain.vocabulary import Role

__all__ = ["add_to"]

EXAMPLE = 'Example: `entente record SendRequest --as ines.marin@ES-UCP --json \'{"request_id": "…"}\'`'


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog=EXAMPLE)(record)


def record(  # noqa: PLR0913  # each is an option
    command: Annotated[str, typer.Argument(help="Name of the command, such as SendRequest.")],
    *,
    fields: Annotated[str, typer.Option("--json", metavar="OBJECT", help="The command's fields as a JSON object.")],
    actor: Annotated[str, typer.Option("--as", metavar="MEMBER@AGENCY", help="Who acts, and for which agency.")],
    role: Annotated[
        list[Role] | None, typer.Option("--role", help="What the person may do beyond an investigation.")
    ] = None,
    command_id: Annotated[UUID | None, typer.Option("--command-id", help="Makes a repetition harmless.")] = None,
    occurred: Annotated[str | None, typer.Option("--occurred", help="When it happened, ISO 8601; else now.")] = None,
    expected_version: Annotated[
        int | None, typer.Option("--expected-version", min=0, help="Refuse where changed since.")
    ] = None,
    data: Data = None,
) -> None:
    """Record one command and print what came of it as a line of JSON."""
    submission = Submission(
        command=build(command, _object(fields)),
        command_id=command_id or uuid4(),
        actor=_actor(actor, role or []),
        occurred=parse_occurred(occurred) if occurred else None,
        expected_version=expected_version,
    )
    with bootstrap.prepared_database(chosen_settings(data)) as database, bootstrap.application(database) as log:
        outcome = log.submit(submission).result()
    typer.echo(json.dumps(_accepted(outcome), default=str))


def _accepted(outcome: Outcome) -> dict[str, object]:
    if not isinstance(outcome, Accepted):
        raise outcome
    return {
        "aggregate_id": outcome.aggregate_id,
        "version": outcome.version,
        "position": outcome.position,
        "events": outcome.events,
        "repeated": outcome.repeated,
    }


def _object(text: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InvalidInput(
            field="--json", rule=f"is no JSON: {error}", accepted='an object such as {"a": 1}'
        ) from error
    if not isinstance(value, dict):
        raise InvalidInput(field="--json", rule="is no JSON object", accepted='an object such as {"a": 1}')
    return value


def _actor(text: str, roles: list[Role]) -> Actor:
    member, _, agency = text.rpartition("@")  # a member's id may be a mail address
    if not member or not agency:
        raise InvalidInput(field="--as", rule=f"{text!r} does not name both", accepted="MEMBER@AGENCY")
    return Actor(actor_id=member, kind=ActorKind.PERSON, agency_id=agency, roles=frozenset(roles))
