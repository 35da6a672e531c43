"""Puts accesses on the spool before their answer leaves, and says so where that cannot be.

It must not let anything leave that is not written down.
"""

import logging
from collections.abc import Sequence

from api.ledger.spool import Spool
from domain.ledger import Access

__all__ = ["LedgerUnavailable", "write_down"]

_log = logging.getLogger(__name__)


class LedgerUnavailable(Exception):  # named for what it says of the ledger
    """The access could not be written down: the answer is withheld."""


async def write_down(spool: Spool, accesses: Sequence[Access]) -> None:
    """This will return once the accesses are on the disk, at once where there are none. Raises LedgerUnavailable."""
    if not accesses:
        return
    try:
        await spool.put(accesses)
    except OSError as fault:
        _log.error("an answer was withheld: the ledger's spool takes nothing (%s)", fault.strerror)
        raise LedgerUnavailable from fault
