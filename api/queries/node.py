"""What things have in common that can be looked up by their id alone.

It must not tell what exists: an id that names nothing and one that names what is not for the viewer are answered alike.
"""

from typing import ClassVar

import strawberry

from api.queries.connection import derived

__all__ = ["Node"]


@strawberry.interface(
    description="A thing with an id of its own: an investigation, a request, a follow-up, an item or a review."
)
class Node:
    """A thing with an id of its own. OWN_ID: the field of a type that holds it."""

    OWN_ID: ClassVar[str]

    @derived("Its id, unique among all things.")
    def id(self) -> strawberry.ID:
        """This will return the thing's own id, as the scalar that clients know ids by."""
        return strawberry.ID(str(getattr(self, self.OWN_ID)))
