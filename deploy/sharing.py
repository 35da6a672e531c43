"""Makes what folds read models as one of a group of processes, over the partitions of our own topic.

It must not be imported but by the process that does: it brings the client of the broker.
"""

from consumers.kafka.reach import Reach
from consumers.projecting import Projecting, Site
from deploy.bootstrap import Database, read_models, tried_keyring
from projections.dividing import by_case
from projections.gateways.queries import MODELS

__all__ = ["projecting"]


def projecting(database: Database, reach: Reach) -> Projecting:
    """This will make it, with all read models. Raises WrongMasterKey where the log is sealed under another.

    Those by which is published who may know what are followed in the log: nothing is published before they have it, so
    that from the topic they would wait for themselves.
    """
    models, keyring = read_models(), tried_keyring(database)
    divided = tuple(model for model in by_case(models) if model.name not in MODELS)
    site = Site(conninfo=database.serving, keyring=keyring, reach=reach, models=divided)
    return Projecting(site, tuple(model for model in models if model not in divided))
