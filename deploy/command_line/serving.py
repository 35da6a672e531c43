"""`entente serve`, `project`, `clock` and `automate`: the processes of a deployment.

They must not start one another: an operator, or `entente demo`, does.
"""

from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from deploy import bootstrap
from deploy.command_line.options import Data, Lifeline, Metrics, Port, begin_process, chosen_settings
from deploy.listening import inherited_socket, listening_socket
from deploy.settings import Settings

if TYPE_CHECKING:
    from consumers.kafka.reach import Reach
    from consumers.projecting import Projecting

__all__ = ["add_to"]

Partitions = Annotated[bool, typer.Option("--partitions", help="Share the work with others; needs ENTENTE_KAFKA.")]


def add_to(program: typer.Typer) -> None:
    """This will add the commands."""
    program.command(epilog="Example: `entente serve --port 8000`")(serve)
    program.command(epilog="Example: `entente project --partitions`")(project)
    program.command(epilog="Example: `entente clock`")(clock)
    program.command(epilog="Example: `entente automate`")(automate)


def serve(
    *,
    data: Data = None,
    port: Port = None,
    metrics: Metrics = None,
    socket: Annotated[int | None, typer.Option(hidden=True, help="Open socket that a parent hands over.")] = None,
    lifeline: Lifeline = False,
) -> None:
    """Serve GraphQL, the page and health until SIGINT or SIGTERM."""
    from deploy.metrics import watched_api  # noqa: PLC0415  # the web server takes long to import: only who serves pays
    from deploy.servers import serve_http  # noqa: PLC0415  # same

    settings = chosen_settings(data, port, metrics)
    begin_process(lifeline)
    bound = listening_socket(settings.host, settings.port) if socket is None else inherited_socket(socket)
    with bound, bootstrap.prepared_database(settings) as database:
        serve_http(bound, partial(watched_api, settings, database), settings, _tell)


def project(
    *, partitions: Partitions = False, data: Data = None, metrics: Metrics = None, lifeline: Lifeline = False
) -> None:
    """Follow the log and write the read models until SIGINT or SIGTERM; of several, one writes each model.

    With `--partitions` all of them work at once: each folds the cases whose partitions the brokers give it, of the
    topic that `entente publish` fills. While one without that option runs, they wait; and it waits for them.
    """
    from deploy.metrics import measured  # noqa: PLC0415  # as above
    from deploy.servers import follow_log  # noqa: PLC0415  # same

    settings = chosen_settings(data, metrics=metrics)
    with ExitStack() as stack:
        reach = _brokers(settings, stack) if partitions else None
        begin_process(lifeline)
        database = stack.enter_context(bootstrap.prepared_database(settings))
        if reach is None:
            stack.enter_context(measured(settings, database))
            follow_log(bootstrap.following(database))
        else:
            shared = stack.enter_context(_shared(database, reach))
            stack.enter_context(measured(settings, database, shared.measures.registry))
            follow_log(shared)


def clock(*, data: Data = None, metrics: Metrics = None, lifeline: Lifeline = False) -> None:
    """Record what time brings (warnings, breaches, checkpoints) until SIGINT or SIGTERM; of several, one is active."""
    from deploy.metrics import measured  # noqa: PLC0415  # as above
    from deploy.servers import keep_clocks  # noqa: PLC0415  # same
    from deploy.unattended import clock_work  # noqa: PLC0415  # same

    settings = chosen_settings(data, metrics=metrics)
    begin_process(lifeline)
    with (
        bootstrap.prepared_database(settings) as database,
        clock_work(settings, database) as work,
        measured(settings, database, work.measures.registry),
    ):
        keep_clocks(database.serving, work)


def automate(*, data: Data = None, metrics: Metrics = None, lifeline: Lifeline = False) -> None:
    """Do what follows from events (reminders, exceptions, follow-ups) until SIGINT or SIGTERM; of several, one acts."""
    from deploy.metrics import measured  # noqa: PLC0415  # as above
    from deploy.servers import follow_log  # noqa: PLC0415  # same
    from deploy.unattended import automating  # noqa: PLC0415  # same

    settings = chosen_settings(data, metrics=metrics)
    begin_process(lifeline)
    with (
        bootstrap.prepared_database(settings) as database,
        automating(database) as opened,
        measured(settings, database),
    ):
        follow_log(opened)


def _brokers(settings: Settings, stack: ExitStack) -> "Reach":
    """How the brokers are reached. What goes wrong with them on the stack is told as a fault of the command."""
    from deploy.broker import reach_of  # noqa: PLC0415  # the client takes long to import
    from deploy.command_line.brokers import broker_faults, projecting_faults  # noqa: PLC0415  # same

    stack.enter_context(broker_faults())
    stack.enter_context(projecting_faults())
    return reach_of(settings)


def _shared(database: bootstrap.Database, reach: "Reach") -> AbstractContextManager["Projecting"]:
    from deploy.sharing import projecting  # noqa: PLC0415  # the client takes long to import

    return projecting(database, reach)


def _tell(address: str) -> None:
    typer.echo(f"Entente listens on {address}", err=True)
