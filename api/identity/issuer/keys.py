"""The keys of an issuer as they change: fetched, kept for a while, and looked for anew when a token names another.

It must not verify anything. Whoever sends tokens at random makes it ask the issuer no more often than it is allowed.
Source: OpenID Connect Core 1.0, section 10.1.1 (rotation of signing keys).
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from joserfc.jwk import KeySet

from api.identity.bearer import IssuerUnavailable
from api.identity.issuer.discovery import Issuer
from api.identity.verifying import HeldKeys

__all__ = ["IssuerKeys", "Keeping"]

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Seconds. fresh_s: until keys are fetched anew; outage_s: that they go on to serve while the issuer is away.

    pause_s: between two looks at the issuer, whatever tokens name.
    """

    fresh_s: float = 600.0
    outage_s: float = 14_400.0
    pause_s: float = 5.0


class IssuerKeys:
    """The keys of one issuer, for one process. clock: seconds that never go backwards."""

    def __init__(self, issuer: Issuer, keeping: Keeping, clock: Callable[[], float] = monotonic) -> None:
        self._issuer, self._keeping, self._clock = issuer, keeping, clock
        self._held: HeldKeys | None = None
        self._fetched, self._looked = float("-inf"), float("-inf")
        self._fetching = asyncio.Lock()
        self._refreshing: asyncio.Task[None] | None = None

    async def held(self) -> HeldKeys:
        """This will return the keys, and fetch them aside where they are not fresh. Raises IssuerUnavailable."""
        age_s = self._clock() - self._fetched
        if self._held is None or age_s > self._keeping.outage_s:
            await self._look()
        elif age_s > self._keeping.fresh_s and self._may_look():
            self._refreshing = asyncio.create_task(self._look_aside())
        return self._usable()

    async def renewed(self) -> HeldKeys:
        """This will fetch the keys, unless that was done a moment ago."""
        known = self._held
        try:
            await self._look(known)
        except IssuerUnavailable as fault:
            _tell(fault)
        return self._usable()

    def _usable(self) -> HeldKeys:
        if self._held is None or self._clock() - self._fetched > self._keeping.outage_s:
            raise IssuerUnavailable
        return self._held

    def _may_look(self) -> bool:
        is_busy = self._refreshing is not None and not self._refreshing.done()
        return not is_busy and self._clock() - self._looked >= self._keeping.pause_s

    async def _look_aside(self) -> None:
        try:
            await self._look()
        except IssuerUnavailable as fault:
            _tell(fault)

    async def _look(self, known: HeldKeys | None = None) -> None:
        """One fetches, the others wait for what it finds. known: keys that another one may have replaced meanwhile."""
        async with self._fetching:
            replaced = known is not None and self._held is not known
            if replaced or self._clock() - self._looked < self._keeping.pause_s:
                return
            self._looked = self._clock()
            keys = await self._issuer.keys(await self._issuer.description())
            self._fetched = self._clock()
            if self._held is None or not _are_same(self._held.keys, keys):
                self._held = HeldKeys(keys, self._held.generation + 1 if self._held else 0)


def _are_same(one: KeySet, other: KeySet) -> bool:
    return one.as_dict(private=False) == other.as_dict(private=False)


def _tell(fault: IssuerUnavailable) -> None:
    LOG.warning("the keys of the issuer cannot be fetched", extra={"reason": str(fault)})
