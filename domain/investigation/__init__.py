"""A joint investigation: partners, members, agreement, phases, compartments, recorded facts."""

from domain.investigation.room import INVESTIGATION
from domain.investigation.state import Investigation

__all__ = ["AGGREGATE", "INVESTIGATION", "Investigation"]

AGGREGATE = INVESTIGATION
