"""Who reads: a person, the agency it acts for, what its token allows, and the day.

How a token is verified is not known here. What the viewer may not see must never be read, counted or paged over: every
statement carries the conditions of projections/need_to_know.py, and none is applied after reading.
"""

from dataclasses import dataclass
from datetime import date

from domain.marking import HIGHEST, rank
from domain.vocabulary import Classification, Role

__all__ = ["Viewer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A reader. Access is decided in SQL from these values and the folded membership.

    today: the day (UTC) on which clearances have to be valid; where none is told, every one that has an end has ended.
    ceiling: up to where the token lets it be cleared, whatever investigations grant; None for nothing.
    """

    member_id: str
    agency_id: str
    roles: frozenset[Role] = frozenset()
    today: date = date.max
    ceiling: Classification | None = HIGHEST

    @property
    def parameters(self) -> dict[str, object]:
        """The named parameters that every access predicate takes."""
        return {
            "viewer_member": self.member_id,
            "viewer_agency": self.agency_id,
            "viewer_today": self.today,
            "viewer_ceiling": rank(self.ceiling),
            "viewer_roles": ",".join(sorted(self.roles)),
        }
