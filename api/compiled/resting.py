"""Tells on which read models a statement rests, so that its answer is known to hold while these do not change.

It must not guess: what it does not know rests on whatever is folded. What policies look at is of the same read model,
or the memberships of the reader (projections/policies.py).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from projections.catalogue import READ_MODELS
from projections.investigations.model import INVESTIGATIONS

__all__ = ["models_of"]

NAMED = re.compile(rb"\b(?:read|log)\.(\w+)")
OF_PARTS = re.compile(r"^part_\w+_in_(\w+)$")

MODELS = {table: model.name for model in READ_MODELS for table in model.tables}
"""Table -> its read model."""


def models_of(statements: Iterable[bytes]) -> frozenset[str] | None:
    """This will name the read models; None where the position of the log decides."""
    found: set[str] = set()
    for text in statements:
        models = _of(text)
        if models is None:
            return None
        found |= models
    return frozenset(found)


@lru_cache(4_000)
def _of(statement: bytes) -> frozenset[str] | None:
    """Statements are few and long, and asked again and again."""
    found = {INVESTIGATIONS.name}
    for name in {each.decode() for each in NAMED.findall(statement)}:
        model = MODELS.get(OF_PARTS.sub(r"\1_needs", name))  # functions: projections/review_parts.py
        if model is None:
            return None
        found.add(model)
    return frozenset(found)
