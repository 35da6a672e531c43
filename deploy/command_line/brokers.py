"""What commands that speak to the brokers share: faults of these in words.

It must not speak to them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from deploy.faults import Fault

__all__ = ["broker_faults"]


@contextmanager
def broker_faults() -> Iterator[None]:
    """This will turn faults of the brokers into faults of the command."""
    from consumers.kafka import faults  # noqa: PLC0415  # the broker's client takes long to import

    try:
        yield
    except faults.Infrastructure as fault:
        raise Fault(f"The brokers cannot be reached: {fault}.", remedy="See that ENTENTE_KAFKA names them.") from fault
    except faults.KafkaFault as fault:
        raise Fault(
            f"The brokers refuse: {fault}.", remedy="See to rights, names and settings of the topics."
        ) from fault
