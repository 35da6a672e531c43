"""`entente serve`, `project` and `clock`: the processes of a deployment.

They must not start one another: an operator, or `entente demo`, does.
"""

from functools import partial

import typer

from deploy import bootstrap, servers
from deploy.command_line.options import Data, Lifeline, Port, chosen_settings, end_with_parent

__all__ = ["add_to"]


def add_to(program: typer.Typer) -> None:
    """This will add the commands."""
    program.command(epilog="Example: `entente serve --port 8000`")(serve)
    program.command(epilog="Example: `entente project`")(project)
    program.command(epilog="Example: `entente clock`")(clock)


def serve(*, data: Data = None, port: Port = None, lifeline: Lifeline = False) -> None:
    """Serve GraphQL, the page and health until SIGINT or SIGTERM."""
    settings = chosen_settings(data, port)
    end_with_parent(lifeline)
    with bootstrap.prepared_database(settings) as database:
        servers.serve_http(partial(bootstrap.api, settings, database), settings, _tell)


def project(*, data: Data = None, lifeline: Lifeline = False) -> None:
    """Follow the log and write the read models until SIGINT or SIGTERM; of several, one writes each model."""
    end_with_parent(lifeline)
    with bootstrap.prepared_database(chosen_settings(data)) as database, bootstrap.runner(database) as runner:
        servers.follow_log(runner)


def clock(*, data: Data = None, lifeline: Lifeline = False) -> None:
    """Record warnings and breaches of legal time limits until SIGINT or SIGTERM; of several, one is active."""
    end_with_parent(lifeline)
    with bootstrap.prepared_database(chosen_settings(data)) as database, bootstrap.clock_work(database) as work:
        servers.keep_clocks(database.serving, work)


def _tell(address: str) -> None:
    typer.echo(f"Entente listens on {address}", err=True)
