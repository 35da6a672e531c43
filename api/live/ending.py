"""Why what somebody follows ends: whoever ends it, for sockets and event streams alike.

It must not know how the end is told.
"""

from api.errors import public_fault
from api.live.messages import Close, Closed

__all__ = ["Left", "reason_of"]

MOST_REASON = 120
"""Characters of the reason of a close; the protocol of sockets has room for 123 bytes (RFC 6455, 5.5)."""


class Left(Exception):  # named for what the client did
    """The client is gone."""


def reason_of(ended: BaseExceptionGroup[BaseException]) -> Closed | Left:
    """This will say what ended it: a close with a reason before a client that left meanwhile; a fault as an id."""
    for known in (Closed, Left):
        for each in ended.exceptions:
            if isinstance(each, known):
                return each
    return Closed(Close.FAULT, public_fault(ended.exceptions[0]).message[:MOST_REASON])
