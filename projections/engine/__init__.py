"""What all read models share: following the log in batches, rows and position in one transaction, rebuilding.

It must not know any read model.
"""

from projections.engine.read_model import Folding, ReadModel, Tables
from projections.engine.rebuild import rebuild
from projections.engine.runner import Pace, Runner
from projections.engine.schema import prepare, resume, standings

__all__ = ["Folding", "Pace", "ReadModel", "Runner", "Tables", "prepare", "rebuild", "resume", "standings"]
