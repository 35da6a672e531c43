"""The room of the directory, as the application sees it.

It must not decide anything itself.
"""

from domain.agency.commands import DECISIONS
from domain.agency.state import Agency, evolve
from domain.aggregate import Aggregate

__all__ = ["AGENCY"]

AGENCY = Aggregate(
    name="agency",
    initial=Agency(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda _agency: None,
)
