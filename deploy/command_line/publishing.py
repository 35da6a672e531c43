"""`entente publish`: tells partners and other machines what came into the log, until it is told to stop.

It must not decide who is told what.
"""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import psycopg
import typer

from deploy import bootstrap
from deploy.command_line.brokers import broker_faults
from deploy.command_line.options import Data, Lifeline, Metrics, begin_process, chosen_settings, stopped_by_signals
from deploy.faults import Fault, WrongCall, words_of_the_call

if TYPE_CHECKING:
    from consumers.outbound.publishing import Publishing

__all__ = ["add_to"]

From = Annotated[int | None, typer.Option("--from", min=1, help="Position of the first event that it tells.")]
Forget = Annotated[
    str | None,
    typer.Option("--forget", help="Let an agency whose topic is gone begin anew with what comes; then end."),
]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog="Example: `entente publish`")(publish)


def publish(  # noqa: PLR0913  # each is an option
    *,
    begin_epoch: Annotated[
        bool,
        typer.Option("--begin-epoch", help="Begin a new epoch after the database was restored, with --from; then end."),
    ] = False,
    first: From = None,
    forget: Forget = None,
    data: Data = None,
    metrics: Metrics = None,
    lifeline: Lifeline = False,
) -> None:
    """Publish the log and dead letters until SIGINT or SIGTERM; of several, one is active."""
    from consumers.outbound.faults import PublishingStopped  # noqa: PLC0415  # the broker's client takes long to import
    from deploy.broker import reach_of  # noqa: PLC0415  # same
    from deploy.metrics import measured  # noqa: PLC0415  # same

    if begin_epoch != (first is not None):
        raise WrongCall("--begin-epoch and --from go together.", remedy="Give both or neither.")
    settings = chosen_settings(data, metrics=metrics)
    reach = reach_of(settings)
    begin_process(lifeline)
    with ExitStack() as stack:
        stack.enter_context(broker_faults())
        database = stack.enter_context(bootstrap.prepared_database(settings))
        work = stack.enter_context(bootstrap.publishing(settings, database, reach))
        stack.enter_context(measured(settings, database, work.measures.registry))
        try:
            if first is not None:
                _begin_epoch(database.serving, work, first)
            elif forget is not None:
                _forget(database.serving, forget)
            else:
                _publish(database.serving, work)
        except PublishingStopped as stopped:
            raise Fault(stopped.message, remedy=stopped.remedy) from stopped


def _publish(conninfo: str, work: "Publishing") -> None:
    from consumers.outbound.publishing import publish as tell  # noqa: PLC0415  # as above

    tell(conninfo, work, stopped_by_signals())


def _begin_epoch(conninfo: str, work: "Publishing", first: int) -> None:
    from consumers.outbound.epochs import begin_epoch  # noqa: PLC0415  # as above

    with psycopg.connect(conninfo, autocommit=True) as connection, words_of_the_call("--from"):
        standing = begin_epoch(connection, work, first)
    typer.echo(f"Epoch {standing.epoch} begins with the event at position {first}.")


def _forget(conninfo: str, agency: str) -> None:
    from consumers.outbound.mirror import forget  # noqa: PLC0415  # as above

    with psycopg.connect(conninfo, autocommit=True) as connection:
        if not forget(connection, agency):
            raise WrongCall(f"Nothing is published to {agency!r}.", remedy="Name an agency that has a topic.")
    typer.echo(f"{agency} begins anew.")
