"""Imports a file of somebody else's events: reads, maps, interprets, submits, and accounts for every event.

It must not decide anything: what is possible is the domain's to say, and its refusals are reported.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from consumers.files.summary import ImportSummary, Progress
from domain.aggregate import Submission
from domain.application import Outcome

__all__ = ["Admission", "ImportOrder", "Log", "import_file", "parse_admission"]


class Log(Protocol):
    """Where submissions go: `domain.application.Application`."""

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all submissions in one transaction and answer each."""
        ...


@dataclass(frozen=True, slots=True)
class Admission:
    """A person who is to see the imported cases in which the agency takes part."""

    member_id: str
    agency_id: str


def _silent(_progress: Progress) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """What to import. mapping: the name of a shipped mapping or the path of a TOML file.

    report: JSON Lines file that receives what was not used; progress: called at most about every 50 ms of work.
    """

    path: Path
    mapping: str
    admit: tuple[Admission, ...] = ()
    report: Path | None = None
    progress: Callable[[Progress], None] = _silent


def parse_admission(text: str) -> Admission:
    """This will read `MEMBER@AGENCY`. Raises InvalidInput."""
    raise NotImplementedError(text)


def import_file(order: ImportOrder, log: Log | None) -> ImportSummary:
    """This will import the file; with log None it only reads, maps and interprets (a dry run).

    Raises InvalidInput (field `mapping`, `file` or `admit`) before anything is written.
    """
    raise NotImplementedError(order, log)
