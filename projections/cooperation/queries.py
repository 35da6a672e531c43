"""Reads of cooperation metrics from a standpoint, as far as the viewer may see what they rest on.

They must not let a figure rest on what is not for the viewer.
"""

from projections.cooperation.standpoint import Standpoint, standpoint

__all__ = ["Standpoint", "standpoint"]
