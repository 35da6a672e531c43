"""How accesses are put on record: many at once, by the process that served them.

They must not ask whether an access was right: that was decided when it happened.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.event import ActorKind
from domain.ledger import events
from domain.ledger.state import Page
from domain.ledger.vocabulary import Access, AccessKind
from domain.refusal import NotFound

__all__ = ["DECISIONS", "RecordAccesses"]


@command(aggregate_id="page_id")
class RecordAccesses:
    """Record what was accessed since the last page. page_id: a new one for each page."""

    page_id: UUID
    accesses: tuple[Access, ...]


def _serving_process(_command: RecordAccesses, _state: Page, act: Act) -> None:
    """To everybody else there is no ledger to write in."""
    if act.actor.kind is not ActorKind.PROCESS:
        raise NotFound


def _record(command: RecordAccesses, _state: Page, _act: Act) -> Iterable[events.LedgerEvent]:
    return map(_entry, command.accesses)


def _entry(access: Access) -> events.LedgerEvent:
    match access.kind:
        case AccessKind.VIEW:
            return events.InformationViewed(**_facts_of(access))
        case AccessKind.DOWNLOAD:
            return events.InformationExported(**_facts_of(access))
        case AccessKind.REPLAY:
            return events.ReplayPerformed(**_facts_of(access))
        case AccessKind.DENIAL:
            return _denied(access)
        case AccessKind.EXPORT:
            return events.ExportProduced(
                **_facts_of(access),
                sought=access.sought,
                row_count=access.row_count or 0,
                ceiling_tlp=access.ceiling_tlp,
                ceiling_level=access.ceiling_level,
            )


def _denied(access: Access) -> events.LedgerEvent:
    """What there is not, and what nobody was kept from, were denied for no reason."""
    if access.denial is None:
        return events.NothingFound(
            at=access.at,
            member_id=access.member_id,
            agency_id=access.agency_id,
            way=access.way,
            times=access.times,
        )
    return events.AccessDenied(**_facts_of(access), denial=access.denial)


def _facts_of(access: Access) -> events.AccessFacts:
    return {
        "at": access.at,
        "member_id": access.member_id,
        "agency_id": access.agency_id,
        "way": access.way,
        "subject": access.subject,
        "subject_ids": access.subject_ids,
    }


DECISIONS = (Decision(command=RecordAccesses, decide=_record, may=_serving_process, creates=True),)
