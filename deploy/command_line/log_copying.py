"""Copies the log, or one case of it, as lines of JSON that others verify without a database.

It must not open texts: what is encrypted in the log stays so.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from deploy.bootstrap import present
from deploy.faults import Fault
from domain.application import Application
from domain.ledger import Access, AccessKind, SubjectKind
from domain.storage import LogTree
from domain.storage.exported import case_lines, checkpoint_line, end_line, event_line
from projections.exporting.order import ExportOrder

if TYPE_CHECKING:
    from api.exports.exporter import Asker

__all__ = ["copied_log"]

PAGE = 2_000

Place = tuple[int, int]
Copied = Iterator[tuple[bytes, Place]]
"""Lines, and how many of how many events they bring the copy to."""


def copied_log(application: Application, tree: LogTree, order: ExportOrder, asker: "Asker") -> Copied:
    """This will put the copy on record, then make it: all that is there then; what comes meanwhile is for the next.

    Raises Fault where there is no such case.
    """
    if order.case_id is None:
        _record(application, order, asker, tree.head())
        return _of_all(tree)
    links = tree.links_of_case(order.case_id)
    if not links:
        raise Fault(f"There is no case {order.case_id}.", remedy="Give the id of an investigation, or of a request.")
    _record(application, order, asker, len(links))
    return _of_case(tree, order.case_id)


def _record(application: Application, order: ExportOrder, asker: "Asker", rows: int) -> None:
    """The copy of the whole log holds this record as well."""
    from deploy.exports import record  # noqa: PLC0415  # what starts quickly without

    access = Access(
        kind=AccessKind.EXPORT,
        at=present(),
        member_id=asker.member_id,
        agency_id=asker.agency_id,
        way=asker.way,
        subject=SubjectKind.INVESTIGATION,
        subject_ids=(order.case_id,) if order.case_id else (),
        sought=f"{order.sought}, texts encrypted",
        row_count=rows,
    )
    record(application, (access,))


def _of_all(tree: LogTree) -> Copied:
    last, head = 0, tree.head()
    checkpoints = [sealed for sealed in tree.checkpoints() if sealed.position <= head]
    while last < head:
        links = tree.links(last, min(PAGE, head - last))
        last = links[-1].position
        yield b"".join(map(event_line, links)), (last, head)
    yield b"".join(map(checkpoint_line, checkpoints)) + end_line(head, head), (head, head)


def _of_case(tree: LogTree, case: UUID) -> Copied:
    """Each event with its proof against the last checkpoint; later ones are without."""
    links, checkpoints = tree.links_of_case(case), tree.checkpoints()
    newest = max(checkpoints, key=lambda sealed: sealed.text.size, default=None)
    count = len(links)
    for done, line in enumerate(case_lines(links, newest.text.size if newest else 0, tree.inclusion), start=1):
        yield line, (done, count)
    yield b"".join(map(checkpoint_line, [newest] if newest else [])), (count, count)
    yield end_line(links[-1].position, count, case), (count, count)
