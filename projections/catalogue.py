"""All read models, in the order in which they are created.

It must not know how they are kept up to date.
"""

from projections.accesses.model import ACCESSES
from projections.board.model import BOARD
from projections.checkpoints.model import CHECKPOINTS
from projections.cooperation.model import COOPERATION
from projections.directory.model import DIRECTORY
from projections.engine.read_model import ReadModel
from projections.exchanges.model import EXCHANGES
from projections.followups.model import FOLLOWUPS
from projections.hits.model import HITS
from projections.investigations.model import INVESTIGATIONS
from projections.items.model import ITEMS
from projections.partnership.model import PARTNERSHIP
from projections.reviews.model import REVIEWS
from projections.timeline.model import TIMELINE

__all__ = ["READ_MODELS"]

READ_MODELS: tuple[ReadModel, ...] = (
    DIRECTORY,
    INVESTIGATIONS,
    BOARD,
    TIMELINE,
    FOLLOWUPS,
    REVIEWS,
    PARTNERSHIP,
    ITEMS,
    HITS,
    CHECKPOINTS,
    ACCESSES,
    COOPERATION,
    EXCHANGES,
)
"""Their names, as in read.position: directory, investigations, board, timeline, followups, reviews,
partnership, items, hits, checkpoints, accesses, cooperation, exchanges."""
