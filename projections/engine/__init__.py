"""What all read models share: following the log in batches, rows and position in one transaction, rebuilding.

It must not know any read model.
"""

from projections.engine.all_cores import Following, Site, rebuild_on_all_cores
from projections.engine.aside import Progress, progress_of
from projections.engine.lag import Divided, Lag, PartStanding, divided, lags
from projections.engine.memory import Batch
from projections.engine.parts import Part
from projections.engine.parts_worker import Arrivals, Arrived, PartsWorker
from projections.engine.read_model import Folding, ReadModel, Tables
from projections.engine.rebuild import Manner, RebuildStopped, rebuild
from projections.engine.runner import Pace, Runner
from projections.engine.schema import prepare, resume, standings

__all__ = [
    "Arrivals", "Arrived", "Batch", "Divided", "Folding", "Following", "Lag", "Manner", "Pace", "Part", "PartStanding",
    "PartsWorker", "Progress", "ReadModel", "RebuildStopped", "Runner", "Site", "Tables", "divided", "lags", "prepare",
    "progress_of", "rebuild", "rebuild_on_all_cores", "resume", "standings",
]  # fmt: skip
