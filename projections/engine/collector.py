"""Keeps Python's cycle collector from walking through every batch again and again.

It must not be left off: batches hold no cycles, but what runs between them may make some.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["unhurried_collector"]


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """This will hold the cycle collector back; measured, it takes more time than decoding the events does."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
