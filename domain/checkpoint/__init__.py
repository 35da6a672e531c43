"""Checkpoints: what the log looked like at a moment, signed by it, countersigned by partners."""

from domain.checkpoint.room import CHECKPOINT
from domain.checkpoint.state import Checkpoint

__all__ = ["AGGREGATE", "CHECKPOINT", "Checkpoint"]

AGGREGATE = CHECKPOINT
