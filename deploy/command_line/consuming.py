"""`entente consume`: takes in what gateways send, until it is told to stop.

It must not decide what a message comes to.
"""

from contextlib import ExitStack
from typing import Annotated

import typer

from deploy import bootstrap
from deploy.command_line.brokers import broker_faults
from deploy.command_line.options import Data, Lifeline, Metrics, begin_process, chosen_settings, stopped_by_signals
from deploy.faults import Fault

__all__ = ["add_to"]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog="Example: `entente consume --batch 500`")(consume)


def consume(
    *,
    batch: Annotated[int, typer.Option("--batch", min=1, max=5_000, help="Most messages in one transaction.")] = 500,
    data: Data = None,
    metrics: Metrics = None,
    lifeline: Lifeline = False,
) -> None:
    """Take in what gateways send until SIGINT or SIGTERM; several share the work."""
    from consumers.inbound.consuming import consume as take_in  # noqa: PLC0415  # the client takes long to import
    from consumers.inbound.faults import TopicMadeAnew  # noqa: PLC0415  # same
    from deploy.broker import reach_of  # noqa: PLC0415  # same
    from deploy.metrics import measured  # noqa: PLC0415  # same

    settings = chosen_settings(data, metrics=metrics)
    reach = reach_of(settings)
    begin_process(lifeline)
    stop = stopped_by_signals()
    with ExitStack() as stack:
        stack.enter_context(broker_faults())
        database = stack.enter_context(bootstrap.prepared_database(settings))
        consuming = stack.enter_context(bootstrap.consuming(database, reach, batch))
        stack.enter_context(measured(settings, database, consuming.measures.registry))
        try:
            take_in(consuming, stop)
        except TopicMadeAnew as fault:
            raise Fault(f"{fault}.", remedy="`entente inbox renew` has it read from its beginning.") from fault
