"""Who reads: the person, the agency it acts for, and what its token allows.

It must not know how a token is verified.
"""

from dataclasses import dataclass

from domain.vocabulary import Role

__all__ = ["Viewer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A reader. Access is decided in SQL from these values and the folded membership."""

    member_id: str
    agency_id: str
    roles: frozenset[Role] = frozenset()

    @property
    def parameters(self) -> dict[str, object]:
        """The named parameters that every access predicate takes."""
        return {"viewer_member": self.member_id, "viewer_agency": self.agency_id}
