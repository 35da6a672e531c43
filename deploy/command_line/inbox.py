"""`entente inbox`: what of the gateways' messages waits for an operator, and what is done about it.

It must not show a content but to who says why, nor do anything that is not noted.
"""

import getpass
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import psycopg
import typer

from consumers.inbound import waiting
from consumers.inbound.faults import ChangedMeanwhile, NotWaiting
from consumers.inbound.vocabulary import State
from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.faults import Fault, WrongCall

if TYPE_CHECKING:
    from consumers.contracts import Refusal
    from consumers.inbound.operating import Desk
    from consumers.inbound.originals import Kept
    from consumers.inbound.receiving import Settled
    from consumers.inbound.waiting import Message, Standing

__all__ = ["add_to"]

program = typer.Typer(
    no_args_is_help=True, help="See to messages of gateways that were rejected, and what waits for them."
)

Id = Annotated[UUID, typer.Argument(help="Id of the message, as `entente inbox list` shows it.")]
Why = Annotated[str, typer.Option("--why", help="For the record: what was found out, and with whom it was agreed.")]
As = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="Who acts, for the record; else who is signed in.")
]
Topic = Annotated[str | None, typer.Option("--topic", help="Of this topic alone.")]


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `inbox …`."""
    parent.add_typer(program, name="inbox")


@program.command("list", epilog="Example: `entente inbox list --state REJECTED`")
def list_(
    *,
    state: Annotated[list[State] | None, typer.Option("--state", help="Else what waits: REJECTED and PARKED.")] = None,
    topic: Topic = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")] = 100,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List messages, the oldest first; no contents."""
    with _connected(data) as connection:
        found = waiting.find(connection, state or [State.REJECTED, State.PARKED], topic, limit)
    if as_json:
        typer.echo(json.dumps([_fields(each) for each in found]))
        return
    for each in found:
        typer.echo(_line(each))
    if not found:
        typer.echo("Nothing waits." if state is None else "There is none.")


@program.command(epilog="Example: `entente inbox status`")
def status(*, data: Data = None, as_json: AsJson = False) -> None:
    """Tell of each topic what its messages came to, and how many cases wait."""
    with _connected(data) as connection:
        found = waiting.standing(connection)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], default=str))
        return
    for each in found:
        typer.echo(_numbers(each))
    if not found:
        typer.echo("No topic was read yet.")


@program.command(epilog="Example: `entente inbox show 7c9e6679-7425-40de-944b-e07fc1f90ae7 --why 'the sender asked'`")
def show(message: Id, *, why: Why, actor: As = None, data: Data = None) -> None:
    """Show a message as it came, as JSON, and why it was refused; that you looked is put on record."""
    with _desk(data, actor) as desk:
        found, kept = desk.show(message, _said(why))
    typer.echo(json.dumps({**_fields(found), **(_content(kept) if kept else {"content": None})}, indent=2))


@program.command(
    epilog="Example: `entente inbox retry 7c9e6679-7425-40de-944b-e07fc1f90ae7 --why 'the request has come'`"
)
def retry(message: Id, *, why: Why, actor: As = None, data: Data = None) -> None:
    """Try a rejected message again, and then what waits behind it."""
    with _desk(data, actor) as desk:
        _tell(desk.retry(message, _said(why)))


@program.command(
    epilog="Example: `entente inbox edit 7c9e6679-7425-40de-944b-e07fc1f90ae7 mended.json --why 'agreed with SE-SPOC'`"
)
def edit(
    message: Id,
    file: Annotated[Path, typer.Argument(help="What stands in the place of its value.")],
    *,
    why: Why,
    actor: As = None,
    data: Data = None,
) -> None:
    """Carry out another message in the place of a rejected one, and then what waits behind it."""
    if not file.is_file():
        raise WrongCall(
            f"{file} names no file.", remedy="Name the file with the new value; `inbox show` has the old one."
        )
    with _desk(data, actor) as desk:
        _tell(desk.edit(message, file.read_bytes(), _said(why)))


@program.command(epilog="Example: `entente inbox discard 7c9e6679-7425-40de-944b-e07fc1f90ae7 --why 'sent in error'`")
def discard(message: Id, *, why: Why, actor: As = None, data: Data = None) -> None:
    """Let a message fall, and carry out what waits behind it."""
    with _desk(data, actor) as desk:
        _tell(desk.discard(message, _said(why)))


@program.command(epilog="Example: `entente inbox renew entente.in.SE-SPOC.v1 --why 'the cluster was set up anew'`")
def renew(
    topic: Annotated[str, typer.Argument(help="A topic that was deleted and made again.")],
    *,
    why: Why,
    actor: As = None,
    data: Data = None,
) -> None:
    """Have a topic that was made anew read from its beginning; messages that came before are known by their ids."""
    with _desk(data, actor) as desk:
        partitions = desk.renew(topic, _said(why))
    if not partitions:
        raise WrongCall(f"The topic {topic} was never read.", remedy="`entente inbox status` names those that were.")
    typer.echo(f"{topic} is read from its beginning by the next `entente consume`.")


@contextmanager
def _connected(data: Path | None) -> Iterator[psycopg.Connection[Any]]:
    settings = bootstrap.require_database(chosen_settings(data))
    with (
        bootstrap.prepared_database(settings) as database,
        psycopg.connect(database.serving, autocommit=True) as connection,
    ):
        yield connection


@contextmanager
def _desk(data: Path | None, actor: str | None) -> Iterator["Desk"]:
    settings = bootstrap.require_database(chosen_settings(data))
    with (
        bootstrap.prepared_database(settings) as database,
        bootstrap.inbox_desk(database, actor or getpass.getuser()) as desk,
    ):
        try:
            yield desk
        except NotWaiting as fault:
            raise Fault(f"{fault}.", remedy="`entente inbox list` names what waits.") from fault
        except ChangedMeanwhile as fault:
            raise Fault(f"{fault}.", remedy="Repeat it.") from fault


def _said(why: str) -> str:
    if not why.strip():
        raise WrongCall("--why is empty.", remedy="Say what was found out, and with whom it was agreed.")
    return why


def _tell(settled: Sequence["Settled"]) -> None:
    for each in settled:
        message = each.message
        reason = f": {_why(each.refusal)}" if each.refusal else ""
        typer.echo(f"{message.message_id}  {message.id or 'without an id'}  {each.state}{reason}")


def _why(refusal: "Refusal") -> str:
    told = f"{refusal.reason}{f' {refusal.code}' if refusal.code else ''}: {refusal.field} {refusal.rule}"
    return f"{told}; accepted: {refusal.accepted}" if refusal.accepted else told


def _fields(message: "Message") -> dict[str, object]:
    told: dict[str, object] = json.loads(json.dumps(asdict(message) | {"digest": message.digest.hex()}, default=str))
    return told


def _content(kept: "Kept") -> dict[str, object]:
    refusal, came = kept.refusal, kept.came
    headers = [
        [name, None if value is None else value.decode(errors="backslashreplace")] for name, value in came.headers
    ]
    return {
        "why": _why(refusal) if refusal else None,
        "key": None if came.key is None else came.key.decode(errors="backslashreplace"),
        "headers": headers,
        "content": None if came.value is None else came.value.decode(errors="backslashreplace"),
    }


def _line(message: "Message") -> str:
    told = [
        f"{message.received_at:%Y-%m-%d %H:%M}", str(message.message_id), message.state, message.topic,
        f"case {message.line}" if message.line else "no case", message.type or "no type", message.id or "no id",
    ]  # fmt: skip
    if message.reason:
        told.append(message.reason + (f" ({message.field})" if message.field else ""))
    if message.behind:
        told.append(f"{message.behind} {'waits' if message.behind == 1 else 'wait'} behind it")
    return "  ".join(told)


def _numbers(topic: "Standing") -> str:
    names = ("applied", "rejected", "parked", "discarded", "refused", "repeated")
    told = ", ".join(f"{getattr(topic, name)} {name}" for name in names)
    last = f", the last one came at {topic.last_at:%Y-%m-%d %H:%M:%S}" if topic.last_at else ""
    lag = "" if topic.lag is None else f", {topic.lag} not taken in at {topic.asked_at:%H:%M:%S}"
    waiting = f"{topic.waiting_lines} {'case waits' if topic.waiting_lines == 1 else 'cases wait'}"
    return f"{topic.topic}: {told}; {waiting}{last}{lag}"
