"""What came of a call that should refuse.

It must not swallow anything but the refusal that is asked for.
"""

from collections.abc import Callable
from typing import TypeVar

from domain.refusal import Refused

__all__ = ["refusal_of"]

R = TypeVar("R", bound=Refused)


def refusal_of(kind: type[R], call: Callable[[], object]) -> R:
    """This will return the refusal of a call; fails where it is another or none."""
    try:
        result = call()
    except kind as refusal:
        return refusal
    raise AssertionError(f"not refused, but: {result!r}")
