"""What commands that speak to the brokers share: faults of these in words.

It must not speak to them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from deploy.faults import Fault

__all__ = ["broker_faults", "projecting_faults"]


REACHED = (
    "See that ENTENTE_KAFKA names them, and that ENTENTE_KAFKA_TLS and ENTENTE_KAFKA_MECHANISM are as they want it."
)


@contextmanager
def broker_faults() -> Iterator[None]:
    """This will turn faults of the brokers into faults of the command."""
    from consumers.kafka import faults  # noqa: PLC0415  # the broker's client takes long to import
    from deploy.broker import named  # noqa: PLC0415  # same

    try:
        yield
    except faults.Infrastructure as fault:
        raise Fault(f"The brokers cannot be reached: {_sentence(fault)}", remedy=REACHED) from fault
    except faults.Distrusted as fault:
        raise Fault(_sentence(fault), remedy=f"See to {named(fault.setting)}.") from fault
    except faults.KafkaFault as fault:
        raise Fault(
            f"The brokers refuse: {_sentence(fault)}", remedy="See to rights, names and settings of the topics."
        ) from fault


@contextmanager
def projecting_faults() -> Iterator[None]:
    """This will turn what ends a process that folds partitions into faults of the command."""
    from consumers.kafka.faults import PositionOutOfRange  # noqa: PLC0415  # as above
    from consumers.projecting import NotOurLog, Superseded  # noqa: PLC0415  # same
    from projections.engine import RebuildStopped  # noqa: PLC0415  # same

    try:
        yield
    except Superseded as fault:
        raise Fault(f"{fault}.", remedy="Start the new version; it goes on where this one was.") from fault
    except NotOurLog as fault:
        raise Fault(
            f"The topic is not of this log: {fault}.", remedy="See whether the database was restored."
        ) from fault
    except PositionOutOfRange as fault:
        raise Fault(f"{fault}", remedy="`entente project` without the option goes on from the log.") from fault
    except RebuildStopped as fault:
        raise Fault(f"Not rebuilt: {fault}.", remedy="Upgrade the program; no event is passed over.") from fault


def _sentence(fault: Exception) -> str:
    return f"{str(fault).rstrip('.')}."
