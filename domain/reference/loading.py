"""Reads a shipped JSON file into a checked type.

It must not know what a file means: that stands in the loader beside it.
"""

from importlib.resources import files
from typing import TypeVar

import msgspec

__all__ = ["load"]

T = TypeVar("T")


def load(name: str, shape: type[T]) -> T:
    """This will read `domain/reference/<name>.json`; raises msgspec.ValidationError where the file does not fit."""
    return msgspec.json.decode(files("domain.reference").joinpath(f"{name}.json").read_bytes(), type=shape)
