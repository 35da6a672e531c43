"""Imports a file of somebody else's events: reads, maps, interprets, submits, and accounts for every event.

It must not decide anything: what is possible is the domain's to say, and its refusals are reported.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from consumers.collecting import seldom_collected
from consumers.files.admissions import Admission, Admissions, parse_admission
from consumers.files.interpretation.steps import register
from consumers.files.interpreting import Interpretation, interpret_file
from consumers.files.mapping import load_mapping
from consumers.files.summary import ImportSummary, Progress
from consumers.files.writing import Account, Batch, Log, in_batches, submitted
from domain.refusal import InvalidInput

__all__ = ["Admission", "ImportOrder", "Log", "import_file", "parse_admission"]


ALLOCATIONS_BETWEEN_COLLECTIONS = 200_000
"""Python's own 700 make the garbage collector walk all that an import holds again and again: a third of its time, for
objects that hold no cycles. With this many it still runs, a few times per thousand cases."""


def _silent(_progress: Progress) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """What to import. mapping: the name of a shipped mapping or the path of a TOML file.

    report: JSON Lines file that receives what was not used; tolerate_damage: import what can be read of a file that is
    broken; progress: called about every 50 ms of reading and after each transaction.
    """

    path: Path
    mapping: str
    admit: tuple[Admission, ...] = ()
    report: Path | None = None
    tolerate_damage: bool = False
    progress: Callable[[Progress], None] = _silent


def import_file(order: ImportOrder, log: Log | None) -> ImportSummary:
    """This will import the file; with log None it only reads, maps and interprets (a dry run).

    Where nothing of it can be used, or where it is broken and that is not tolerated, nothing is written either: the
    summary says so, and counts what could be used.

    Each transaction holds whole cases, so that an import that is cut off left whole cases, and the next one goes on.
    Raises InvalidInput (field `mapping…`, `file` or `report`) before anything is written.
    """
    mapping = load_mapping(order.mapping)
    with _report(order.report) as report, seldom_collected(ALLOCATIONS_BETWEEN_COLLECTIONS):
        interpretation = interpret_file(order.path, mapping, order.progress)
        refused = interpretation.case_count == 0 or (interpretation.is_damaged and not order.tolerate_damage)
        summary = _write(order, interpretation, None if refused else log)
        if report is not None:
            _tell(summary, report)
    return summary


def _write(order: ImportOrder, interpretation: Interpretation, log: Log | None) -> ImportSummary:
    account, admissions, done = Account(), Admissions(order.admit), 0
    batches = in_batches(admissions.added_to(interpretation.cases))
    for count in _tried(batches, account) if log is None else _recorded(log, interpretation, batches, account):
        done += count
        order.progress(Progress("WRITING", done, interpretation.case_count))
    unused = (*interpretation.unused, *account.unused)
    return ImportSummary(
        cases=interpretation.case_count,
        events_used=account.used,
        events_rejected=sum(one.count for one in unused),
        position=account.position,
        commands=account.commands,
        repeated=account.repeated,
        known=account.known,
        unused=unused,
        notes=tuple(dict.fromkeys((*interpretation.notes, *admissions.notes()))),
    )


def _tried(batches: Iterable[Batch], account: Account) -> Iterator[int]:
    for count, steps in batches:
        account.dry(steps)
        yield count


def _recorded(log: Log, interpretation: Interpretation, batches: Iterable[Batch], account: Account) -> Iterator[int]:
    directory = list(register(interpretation.book))
    account.directory(directory, log.submit_batch([step.submission for step in directory]))
    for (count, steps), outcomes in submitted(log, batches):
        account.cases(steps, outcomes)
        yield count


@contextmanager
def _report(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        rule = f"{path} cannot be written: {error.strerror}"
        raise InvalidInput(field="report", rule=rule, accepted="a path that can be written") from error
    with file:
        yield file


def _tell(summary: ImportSummary, report: TextIO) -> None:
    report.writelines(json.dumps(unused.as_fields(), ensure_ascii=False) + "\n" for unused in summary.unused)
    report.writelines(json.dumps({"note": note}, ensure_ascii=False) + "\n" for note in summary.notes)
