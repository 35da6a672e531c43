"""Shared items: intelligence and evidence that an originator makes available, under its conditions."""

from domain.item.room import ITEM
from domain.item.state import SharedItem

__all__ = ["AGGREGATE", "ITEM", "SharedItem"]

AGGREGATE = ITEM
