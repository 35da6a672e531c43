"""Exports: what a viewer may see, or the operator has, written for other tools piece by piece.

Formats: CSV, JSON Lines, OCEL 2.0 JSON, XES (IEEE 1849) and an HTML report.
"""

from projections.exporting.order import Ceiling, ExportOrder, Format, Head, Part
from projections.exporting.sources import Seen, Source
from projections.exporting.survey import Survey
from projections.exporting.walk import ExportCut, ExportTooLarge, Walk, surveyed
from projections.exporting.whole import Whole
from projections.exporting.writing import ENDINGS, MEDIA_TYPES, pieces

__all__ = [
    "ENDINGS", "MEDIA_TYPES", "Ceiling", "ExportCut", "ExportOrder", "ExportTooLarge", "Format", "Head", "Part", "Seen",
    "Source", "Survey", "Walk", "Whole", "pieces", "surveyed",
]  # fmt: skip
