"""What is asked to be exported, and what stands at the head of the file.

It must not read anything, nor decide who may see it.
"""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.marking import TLP, Marking, rank
from domain.vocabulary import Classification, Tlp

__all__ = ["Ceiling", "ExportOrder", "Format", "Head", "Part", "Proof", "Proofs", "marking_in_words"]


class Format(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSONL = "jsonl"
    OCEL = "ocel"
    XES = "xes"
    HTML = "html"


class Part(StrEnum):
    """What an export consists of."""

    INVESTIGATIONS = "investigations"
    REQUESTS = "requests"
    ITEMS = "items"
    FOLLOW_UPS = "followups"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The strictest marking that may leave; None sets no bound on its axis. What is not marked is below every bound."""

    tlp: Tlp | None = None
    classification: Classification | None = None

    def admits(self, marking: Marking) -> bool:
        """This will tell whether what is so marked may leave."""
        is_open = self.tlp is None or marking.tlp is None or TLP.index(marking.tlp) <= TLP.index(self.tlp)
        return is_open and (self.classification is None or rank(marking.classification) <= rank(self.classification))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What is asked for. case_id: an investigation, or a request that precedes any; None for all that is to be seen.

    table: which list a CSV file holds; the other formats hold all of them, XES requests and timeline.
    """

    format: Format
    case_id: UUID | None = None
    table: Part = Part.TIMELINE
    ceiling: Ceiling = Ceiling()

    @property
    def parts(self) -> frozenset[Part]:
        """What of it leaves."""
        match self.format:
            case Format.CSV:
                return frozenset({self.table})
            case Format.XES:
                return frozenset({Part.REQUESTS, Part.TIMELINE})
            case _:
                return frozenset(Part)

    @property
    def sought(self) -> str:
        """The filter, as the access ledger keeps it."""
        scope = f"case {self.case_id}" if self.case_id else "all cases"
        table = f", {self.table}" if self.format is Format.CSV else ""
        bounds = [str(each) for each in (self.ceiling.tlp, self.ceiling.classification) if each]
        return f"{scope}, {self.format}{table}" + (f", up to {' and '.join(bounds)}" if bounds else "")


class Proof(NamedTuple):
    """That an event is in the log (RFC 9162, 2.1.3): hashes in base64."""

    leaf: str
    path: Sequence[str]


class Proofs(Protocol):
    """Proves events against the newest checkpoint."""

    @property
    def note(self) -> str:
        """The checkpoint, as a signed note."""
        ...

    @property
    def key(self) -> str:
        """The key with which the log signed it, as name+id+key."""
        ...

    def of(self, positions: Sequence[int]) -> Awaitable[Sequence[Proof | None]]:
        """This will prove events by their positions; None for one that came after the checkpoint."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an export says of itself. made_at: aware, UTC; by: who asked; until: the last position that it covers.

    marking: the strictest of all that is inside, axis by axis, which the whole document inherits.
    rows: how many it has, as recorded in the access ledger. proofs: None where no checkpoint was sealed yet.
    """

    made_at: datetime
    by: str
    order: ExportOrder
    marking: Marking
    rows: int
    until: int
    proofs: Proofs | None = None

    @property
    def title(self) -> str:
        """What it is of."""
        return f"case {self.order.case_id}" if self.order.case_id else "all cases"


def marking_in_words(marking: Marking) -> str:
    """This will write a marking on one line, such as `TLP:AMBER+STRICT, SECRET, H1, HARBOUR`; NOT MARKED for none."""
    tlp = f"TLP:{marking.tlp.replace('_', '+')}" if marking.tlp else None
    pap = f"PAP:{marking.pap}" if marking.pap else None
    parts = [tlp, pap, marking.classification, *marking.handling, *marking.compartments]
    return ", ".join(str(each) for each in parts if each) or "NOT MARKED"
