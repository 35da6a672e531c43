"""What a message can come to.

It must not know how messages are read nor where they are kept.
"""

from enum import StrEnum

__all__ = ["State", "Verb"]


class State(StrEnum):
    """What a message came to so far."""

    APPLIED = "APPLIED"
    """Its command was accepted."""

    REJECTED = "REJECTED"
    """It was refused, and the later ones of its line wait until an operator has decided."""

    PARKED = "PARKED"
    """It waits behind one that was rejected."""

    DISCARDED = "DISCARDED"
    """An operator let it fall, or sent another one in its place."""

    REFUSED = "REFUSED"
    """It was refused for good: nothing waits for it, and nobody can mend it."""


class Verb(StrEnum):
    """What an operator does about a message."""

    SHOW = "SHOW"
    """The content was looked at."""

    RETRY = "RETRY"
    EDIT = "EDIT"
    DISCARD = "DISCARD"
    RENEW = "RENEW"
    """A topic that was made anew is read from its beginning."""
