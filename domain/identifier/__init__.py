"""Keyed hashes of identifiers that agencies register, and the hits between their cases."""

from domain.identifier.room import IDENTIFIER
from domain.identifier.state import Drawer

__all__ = ["AGGREGATE", "IDENTIFIER", "Drawer"]

AGGREGATE = IDENTIFIER
