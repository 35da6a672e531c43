"""`entente record`: any command of the domain, for scripts.

It must not know any command: the domain's catalogue does.
"""

import json
from difflib import get_close_matches
from typing import Annotated
from uuid import UUID, uuid4

import typer

from deploy import bootstrap
from deploy.command_line.options import Data, chosen_settings
from deploy.faults import words_of_the_call
from deploy.settings import Settings
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Outcome
from domain.catalogue import COMMAND_TYPES
from domain.commanding import build
from domain.event import ActorKind
from domain.occurred import parse_occurred
from domain.refusal import InvalidInput
from domain.vocabulary import Role

__all__ = ["actor_named", "add_to"]

EXAMPLE = (
    "Example: `entente record RegisterAgency --as ilse.jansen@NL-LTD --role DIRECTORY_ADMINISTRATOR --json "
    '\'{"agency_id": "FI-SPOC", "name": "Single point of contact", "country": "FI", "tz": "Europe/Helsinki", '
    '"languages": ["fi"]}\'`'
)
BY_PROCESSES_ALONE = frozenset({
    "ListUnconfirmedRestriction", "RaiseTimeLimitWarning", "RecordAccesses", "RecordTimeLimitBreach",
    "RemindOfRestriction", "RemindOfTimeLimit", "SealCheckpoint",
})  # fmt: skip
"""What our own processes record, and nobody else: the passing of time, checkpoints, and who was shown what."""


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog=EXAMPLE)(record)


def record(  # noqa: PLR0913  # each is an option
    command: Annotated[
        str | None, typer.Argument(help="Name of the command, such as SendRequest; without it they are listed.")
    ] = None,
    *,
    fields: Annotated[
        str | None,
        typer.Option("--json", metavar="OBJECT", help="Its fields as a JSON object; without it they are listed."),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--as", metavar="MEMBER@AGENCY", help="Who acts, and for which agency.")
    ] = None,
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
    with words_of_the_call():
        if command is None or fields is None:
            typer.echo("\n".join(_fields_of(_known(command)) if command else _commands()))
            return
        _known(command)
        content, person = _object(fields), actor_named(actor or "", role or [])
    with words_of_the_call("--occurred"):
        moment = parse_occurred(occurred) if occurred else None
    submission = Submission(
        command=build(command, content),
        command_id=command_id or uuid4(),
        actor=person,
        occurred=moment,
        expected_version=expected_version,
    )
    typer.echo(json.dumps(_accepted(_submitted(submission, chosen_settings(data))), default=str))


def _submitted(submission: Submission, settings: Settings) -> Outcome:
    bootstrap.require_database(settings)
    with bootstrap.prepared_database(settings) as database, bootstrap.application(database) as log:
        return log.submit(submission).result()


def _commands() -> list[str]:
    return sorted(COMMAND_TYPES.keys() - BY_PROCESSES_ALONE)


def _known(command: str) -> str:
    if command not in _commands():
        near = get_close_matches(command, _commands(), n=3) or _commands()
        raise InvalidInput(field="COMMAND", rule=f"{command!r} is no command", accepted=", ".join(near))
    return command


def _fields_of(command: str) -> list[str]:
    """The command's fields with what stands in them, as domain/COMMANDS.md has them."""
    from domain.documents.fields import docstring, field_table, parts_section  # noqa: PLC0415  # for this alone

    kind = COMMAND_TYPES[command][1].command
    return [docstring(kind), "", field_table(kind), "", parts_section([kind])]


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


def actor_named(text: str, roles: list[Role]) -> Actor:
    """This will read who acts. Raises InvalidInput."""
    member, _, agency = text.rpartition("@")  # a member's id may be a mail address
    if not member or not agency:
        raise InvalidInput(field="--as", rule=f"{text!r} does not name both", accepted="MEMBER@AGENCY")
    return Actor(actor_id=member, kind=ActorKind.PERSON, agency_id=agency, roles=frozenset(roles))
