"""What members and agencies may ask for in a time: points, of which an operation takes one, and one for each row.

It must not know any field, nor read anything: who has used up its points is refused before a database is asked.

Each has a bucket that holds the points of a minute and fills at the same pace. An operation is let in where its buckets
hold anything, and its points are taken when they are known, so that a bucket may go below nothing: what is dear once is
paid for afterwards. Kept is the time at which a bucket would be full; a full one is forgotten.
Source: ITU-T I.371, generic cell rate algorithm.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from time import monotonic

from api.identity.bearer import Bearer
from api.transport.asking import NotAsked

__all__ = ["REFUSED", "Allowance", "Quotas"]

MINUTE_S = 60.0

REFUSED = 20
"""Points of an operation that was refused: reading its document may take as long as so many rows."""

MOST_BUCKETS = 10_000
"""Buckets after which the full ones are looked for and forgotten."""

AGENCY_PAUSE_S = 15
"""Seconds that a member is asked to wait where its agency's bucket is empty: always the same, as the true time would
tell how much the others ask."""


@dataclass(slots=True)
class Allowance:
    """Buckets of one size. per_minute: points."""

    per_minute: int
    seconds: Callable[[], float] = monotonic
    _full_at: dict[str, float] = field(default_factory=dict)

    def wait_s(self, known_as: str) -> float:
        """This will tell after how many seconds a bucket holds anything; 0 where it does."""
        return max(0.0, self._full_at.get(known_as, 0.0) - self.seconds() - MINUTE_S)

    def spend(self, known_as: str, points: int) -> None:
        """This will take points out of a bucket."""
        if len(self._full_at) >= MOST_BUCKETS:
            self._forget_full()
        full_at = max(self.seconds(), self._full_at.get(known_as, 0.0))
        self._full_at[known_as] = full_at + points * MINUTE_S / self.per_minute

    @property
    def buckets(self) -> int:
        """How many are not known to be full."""
        return len(self._full_at)

    def _forget_full(self) -> None:
        now = self.seconds()
        self._full_at = {known_as: full_at for known_as, full_at in self._full_at.items() if full_at > now}


class Quotas:
    """The buckets of one process."""

    def __init__(self, of_member: int, of_agency: int, seconds: Callable[[], float] = monotonic) -> None:
        self._members, self._agencies = Allowance(of_member, seconds), Allowance(of_agency, seconds)

    def admit(self, bearer: Bearer) -> None:
        """This will let a member ask. Raises NotAsked where its own bucket is empty, or that of its agency."""
        own_s = self._members.wait_s(_member(bearer))
        if own_s:
            raise _used_up("MEMBER", self._members.per_minute, ceil(own_s))
        if self._agencies.wait_s(bearer.agency_id):
            raise _used_up("AGENCY", self._agencies.per_minute, AGENCY_PAUSE_S)

    def spend(self, bearer: Bearer, points: int) -> None:
        """This will take the points of what a member asked."""
        self._members.spend(_member(bearer), points)
        self._agencies.spend(bearer.agency_id, points)


def _member(bearer: Bearer) -> str:
    return f"{bearer.agency_id} {bearer.member_id}"


def _used_up(whose: str, limit: int, after_s: int) -> NotAsked:
    told = "You have" if whose == "MEMBER" else "Your agency has"
    message = f"{told} used up the {limit:,} points of a minute. Ask again in {after_s} s, or for less."
    refusal = NotAsked(429, "RATE_LIMITED", message, whose=whose, limit=limit, retryAfter=after_s)
    refusal.headers = {"retry-after": str(after_s)}
    return refusal
