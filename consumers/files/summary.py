"""What an import says of itself: the summary, what was not used, and how far it is.

It must not know how files are read or what their rows mean.
"""

import json
from dataclasses import dataclass, field

__all__ = ["ImportSummary", "Place", "Progress", "Unused"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file.

    line: counted from 1, 0 where the format has none; part: such as `trace 3, event 2`.
    """

    file: str
    line: int = 0
    part: str = ""

    def __str__(self) -> str:
        """This will say the place as `file:line (part)`."""
        spot = f"{self.file}:{self.line}" if self.line else self.file
        return f"{spot} ({self.part})" if self.part else spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Something of the file that was not used. count: how many source events it stands for, 0 for what is no event.

    is_damage: the file itself is broken here, so that nobody knows what else it held.

    reason: what was wrong; accepted: what would be accepted, may be empty; case: where it is known.
    """

    place: Place
    reason: str
    accepted: str = ""
    case: str | None = None
    count: int = 1
    is_damage: bool = False

    def as_fields(self) -> dict[str, object]:
        """This will give the fields of one line of the report file."""
        return {
            "file": self.place.file, "line": self.place.line, "part": self.place.part, "case": self.case,
            "events": self.count, "reason": self.reason, "accepted": self.accepted,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of `total` in its stage. stage: READING (in bytes), then WRITING (in cases)."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """The result of an import.

    events_used + events_rejected: all events of the file; a used one stands on a timeline, any other in `unused`.
    position: log position after which all of it can be read, the same when a file is imported twice; 0 on a dry run.
    commands / repeated: what was submitted for cases, and how much of it the log had before; known: agencies and units
    that the directory had before. notes: what a reader ought to know.
    """

    cases: int
    events_used: int
    events_rejected: int
    position: int
    commands: int = 0
    repeated: int = 0
    known: int = 0
    unused: tuple[Unused, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def damage(self) -> Unused | None:
        """The first place where the file itself is broken; None where it is whole."""
        return next((one for one in self.unused if one.is_damage), None)

    def as_json(self) -> str:
        """This will give the one line that ends the output of `entente import --json`."""
        return json.dumps(
            {
                "cases": self.cases,
                "events_used": self.events_used,
                "events_rejected": self.events_rejected,
                "position": self.position,
                "damaged": self.damage is not None,
            }
        )
