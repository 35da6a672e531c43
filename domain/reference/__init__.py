"""Reference data that ships with Entente: crime areas, unit families, regions, countries, the shipped directory.

Every list is a JSON file beside the module that knows what it means, read once on first use.
"""

from importlib.resources import files
from typing import TypeVar

import msgspec

__all__ = ["load"]

T = TypeVar("T")


def load(name: str, shape: type[T]) -> T:
    """This will read `domain/reference/<name>.json`; raises msgspec.ValidationError where the file does not fit."""
    return msgspec.json.decode(files("domain.reference").joinpath(f"{name}.json").read_bytes(), type=shape)
