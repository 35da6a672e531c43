"""A page of the ledger: written once.

It must not keep what stands on it.
"""

from msgspec import Struct

from domain.event import Recorded

__all__ = ["Page", "evolve"]


class Page(Struct, frozen=True):
    """Nothing is decided on what was written before."""


def evolve(state: Page, _recorded: Recorded) -> Page:
    """This will return the page as it is."""
    return state
