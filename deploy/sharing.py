"""Makes what folds read models as one of a group of processes, over the partitions of our own topic.

It must not be imported but by the process that does: it brings the client of the broker.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from consumers.kafka.reach import Reach
from consumers.projecting import Projecting, Site
from deploy.bootstrap import Database, read_models, tried_keyring
from deploy.insight import chosen_insight
from projections.dividing import by_case, of_the_whole

__all__ = ["projecting"]


@contextmanager
def projecting(database: Database, reach: Reach) -> Iterator[Projecting]:
    """This will make it, with all read models. Raises WrongMasterKey where the log is sealed under another."""
    models, keyring = read_models(), tried_keyring(database)
    with chosen_insight("project") as heard:
        site = Site(
            conninfo=database.serving, keyring=keyring, reach=reach, models=by_case(models), tracing=heard.messages
        )
        yield Projecting(site, of_the_whole(models))
