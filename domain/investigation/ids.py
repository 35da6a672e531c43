"""A set of ids that grows by one at a time, and is a value all the same: adding leaves the former set as it was.

It must not know what the ids stand for.
"""

from dataclasses import dataclass

__all__ = ["Ids"]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids in sets whose sizes fall from left to right by half or more.

    To add one to a frozenset copies it: the 6,660 facts of one long case took seconds. Here n additions copy each id
    at most log2(n) times, and a look asks at most log2(n) + 1 sets.
    Source: Bentley and Saxe, Decomposable searching problems I, J. Algorithms 1 (1980), the logarithmic method.
    """

    parts: tuple[frozenset[str], ...] = ()

    def __contains__(self, id_: str) -> bool:
        return any(id_ in part for part in self.parts)

    def plus(self, id_: str) -> "Ids":
        """This will return the set with one more id, or the same set where it holds the id already."""
        if id_ in self:
            return self
        parts, last = self.parts, frozenset({id_})
        while parts and len(parts[-1]) <= len(last):
            parts, last = parts[:-1], parts[-1] | last
        return Ids((*parts, last))
