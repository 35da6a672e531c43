"""Makes what folds read models as one of a group of processes, over the partitions of our own topic.

It must not be imported but by the process that does: it brings the client of the broker.
"""

from consumers.kafka.reach import Reach
from consumers.projecting import Projecting, Site
from deploy.bootstrap import Database, read_models, tried_keyring
from projections.dividing import by_case, of_the_whole

__all__ = ["projecting"]


def projecting(database: Database, reach: Reach) -> Projecting:
    """This will make it, with all read models. Raises WrongMasterKey where the log is sealed under another."""
    models, keyring = read_models(), tried_keyring(database)
    site = Site(conninfo=database.serving, keyring=keyring, reach=reach, models=by_case(models))
    return Projecting(site, of_the_whole(models))
