"""Renders what several events or commands share: closed lists and nested parts.

It must not say anything of an event or command itself.
"""

from collections.abc import Iterable
from enum import Enum
from inspect import cleandoc

from domain.documents.fields import field_table, named_in

__all__ = ["docstring", "parts_section"]


def parts_section(kinds: Iterable[type]) -> str:
    """This will render every closed list and nested part that the fields of `kinds` use, by name."""
    parts = {part.__name__: part for kind in kinds for part in named_in(kind)}
    return "\n\n".join(["## Closed lists and parts", *(_part(parts[name]) for name in sorted(parts))])


def docstring(kind: type) -> str:
    """This will give the docstring of a class, without its indentation."""
    return cleandoc(kind.__doc__ or "")


def _part(kind: type) -> str:
    content = ", ".join(f"`{member.value}`" for member in kind) if issubclass(kind, Enum) else field_table(kind)
    return f"### {kind.__name__}\n\n{docstring(kind)}\n\n{content}"
