"""Has Python look for cycles less often, while what is held grows and holds none.

It must not leave it so, nor turn it off: what runs beside may make cycles.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["seldom_collected"]


@contextmanager
def seldom_collected(allocations: int) -> Iterator[None]:
    """This will let the cycle collector wait for so many new objects, where Python's own are 700, and set it back."""
    usual = gc.get_threshold()
    gc.set_threshold(allocations, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
