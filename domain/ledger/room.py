"""The room of the access ledger, as the application sees it.

It must not decide anything itself.
"""

from domain.aggregate import Aggregate
from domain.ledger.commands import DECISIONS
from domain.ledger.state import Page, evolve

__all__ = ["LEDGER"]

LEDGER = Aggregate(name="ledger", initial=Page(), evolve=evolve, decisions=DECISIONS, case_of=lambda _page: None)
