"""`entente replay`: a case as it stood, what differs between two moments, who knew what, and what if.

It must not show what is marked before it is on record that the operator replayed it.
"""

import asyncio
import getpass
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

import typer
from psycopg import AsyncConnection

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.command_line.replays import Shown, of_changes, of_events, of_knowledge, of_limits, of_state, printed
from deploy.command_line.rerouting import Rerouting, of_routing, rerouted, rule_named
from deploy.faults import Fault, WrongCall
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind, Recorded
from domain.ledger import Access, AccessKind, SubjectKind
from domain.ledger.commands import RecordAccesses
from domain.marking import is_guarded
from domain.routing_rule import RoutingRule
from domain.storage import EventLog, Unread
from projections.as_of import AsOf
from projections.replaying.knowledge import Knowledge, knowledge
from projections.replaying.past import Past
from projections.replaying.snapshot import changes, of_all
from projections.replaying.what_if import OtherLimits, compared, other_limits, requests_of

__all__ = ["add_to", "moment_named"]

EXAMPLE = "Example: `entente replay 1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b11 --diff 2026-03-01T00:00Z 2026-04-01T00:00Z`"

ACTOR = Actor(actor_id="entente-replay", kind=ActorKind.PROCESS)
PATIENCE_S = 30.0

NEITHER = ("", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a case. between: two moments; agency: whose knowledge; limits, rule: a hypothesis."""

    as_of: AsOf
    lists: bool
    between: tuple[AsOf, AsOf] | None
    agency: str | None
    limits: OtherLimits | None
    rule: RoutingRule | None


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its history. log: where the directory's is; conninfo: where its past is asked."""

    case_id: UUID
    history: Sequence[Unread]
    log: EventLog
    conninfo: str

    def past(self, as_of: AsOf) -> tuple[Past, datetime]:
        """This will replay it, and tell the moment as of which limits are read."""
        last = next(reversed(as_of.of(self.history)), self.history[0])
        return Past(self.case_id, as_of, self.history), as_of.moment or last.envelope.recorded_at


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command("replay", epilog=EXAMPLE)(replay)


def replay(  # noqa: PLR0913  # each is an option
    case: Annotated[UUID, typer.Argument(help="Id of the investigation, or of a request that precedes any.")],
    *,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="TIME", help="As was known at this time.")] = None,
    position: Annotated[int | None, typer.Option(min=0, help="As was known at this position of the log.")] = None,
    occurred: Annotated[
        str | None, typer.Option("--occurred", metavar="TIME", help="As it was at this time, late reports included.")
    ] = None,
    lists: Annotated[bool, typer.Option("--list", help="List the events, to step through them.")] = False,
    diff: Annotated[
        tuple[str, str], typer.Option("--diff", metavar="FROM TO", help="What differs between two times or positions.")
    ] = NEITHER,
    agency: Annotated[
        str | None, typer.Option("--as", metavar="AGENCY", help="What this agency could lawfully see then.")
    ] = None,
    profile: Annotated[
        str | None, typer.Option("--what-if", metavar="PROFILE", help="The limits under another clock profile.")
    ] = None,
    routing: Rerouting = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show a case as it stood, what differs, who knew what, or what if; it is put on record."""
    if sum((lists, diff != NEITHER, agency is not None, profile is not None, routing is not None)) > 1:
        raise WrongCall(
            "--list, --diff, --as, --what-if and --what-if-routing exclude each other.", remedy="Ask for one of them."
        )
    between = (moment_named(diff[0]), moment_named(diff[1])) if diff != NEITHER else None
    limits, rule = other_limits(profile) if profile else None, rule_named(routing) if routing is not None else None
    asked = Asked(_moment(as_of, position, occurred), lists, between, agency, limits, rule)
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, bootstrap.event_log(database) as log:
        history = log.unread(case)
        if not history:
            raise Fault(f"There is no case {case}.", remedy="Give the id of an investigation, or of a request.")
        shown = _shown(Case(case, history, log, database.serving), asked)
        if not lists:
            counting = history if between else asked.as_of.of(history)
            _put_on_record(log, [each.recorded() for each in counting])
    typer.echo(json.dumps(shown.told, default=str) if as_json else printed(shown), nl=as_json)


def moment_named(text: str) -> AsOf:
    """This will read a position, or the time at which something was known. Raises WrongCall."""
    return AsOf(position=int(text)) if text.isdecimal() else AsOf(recorded_at=_time(text))


def _moment(as_of: str | None, position: int | None, occurred: str | None) -> AsOf:
    given = sum(each is not None for each in (as_of, position, occurred))
    if given > 1:
        raise WrongCall("--as-of, --position and --occurred exclude each other.", remedy="Give one moment.")
    if occurred is not None:
        return AsOf(occurred_at=_time(occurred))
    if position is not None:
        return AsOf(position=position)
    return AsOf(recorded_at=_time(as_of) if as_of else bootstrap.present())


def _time(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        remedy = "Write it as 2026-03-04T10:15:00+01:00, with its offset."
        raise WrongCall(f"{text!r} is no time with an offset.", remedy=remedy)
    return read.astimezone(UTC)


def _shown(case: Case, asked: Asked) -> Shown:
    if asked.between:
        (one, was), (other, came) = (case.past(each) for each in asked.between)
        return of_changes(case.case_id, changes(of_all(one, was), of_all(other, came)))
    past, at = case.past(asked.as_of)
    if asked.lists:
        return of_events(case.case_id, past.events())
    if asked.agency:
        return of_knowledge(past, asked.agency, asyncio.run(_known(case.conninfo, past, asked.agency, at)))
    if asked.limits:
        return of_limits(case.case_id, asked.limits.profile, compared(requests_of(past.events()), asked.limits, at))
    if asked.rule:
        return of_routing(case.case_id, rerouted(case.log, past.events(), asked.rule))
    return of_state(past, at)


async def _known(conninfo: str, past: Past, agency: str, at: datetime) -> Knowledge:
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        return await knowledge(connection, past, agency, at)


def _put_on_record(log: EventLog, events: Sequence[Recorded]) -> None:
    """This will tell the ledger of the items and guarded requests that are replayed. Raises Fault where it cannot."""
    accesses, page = tuple(_accesses(events)), uuid4()
    if not accesses:
        return
    with Application(log, now=bootstrap.present) as application:
        asked = Submission(command=RecordAccesses(page_id=page, accesses=accesses), command_id=page, actor=ACTOR)
        outcome = application.submit(asked).result(PATIENCE_S)
    if not isinstance(outcome, Accepted):
        raise Fault("The replay could not be put on record.", remedy="See that the database takes commands.")


def _accesses(events: Sequence[Recorded]) -> Iterator[Access]:
    items = dict.fromkeys(each.envelope.aggregate_id for each in events if each.event.TOPIC.startswith("item."))
    guarded = [known_as for known_as, request in requests_of(events).items() if is_guarded(request.marking)]
    for subject, ids in ((SubjectKind.ITEM, tuple(items)), (SubjectKind.REQUEST, tuple(guarded))):
        if ids:
            yield Access(
                kind=AccessKind.REPLAY,
                at=bootstrap.present(),
                member_id=getpass.getuser(),
                agency_id="OPERATOR",
                way="entente replay",
                subject=subject,
                subject_ids=ids,
            )
