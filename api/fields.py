"""Declares a field that is worked out, with its description, in a way that type checkers understand.

It must not know any field.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

__all__ = ["derived"]

F = TypeVar("F", bound=Callable[..., Any])


def derived(description: str) -> Callable[[F], F]:
    """This will make a method the resolver of the field of its name."""
    return cast("Callable[[F], F]", strawberry.field(description=description))
