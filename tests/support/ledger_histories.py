"""What every history tells of the log itself, last: a checkpoint, and a page of the access ledger.

It must not decide: it says what happened.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from domain.event import Event
from domain.ledger import SubjectKind
from domain.ledger.events import AccessDenied, AccessFacts, InformationViewed, NothingFound
from domain.need_to_know import Denial
from tests.support.checkpoints import sealed

__all__ = ["told_of_the_log"]

AT = datetime(2025, 6, 1, 9, tzinfo=UTC)
PAGE, ONE, OTHER = UUID(int=11), UUID(int=12), UUID(int=13)


def told_of_the_log() -> Iterator[tuple[UUID, None, None, Event]]:
    """This will tell each event with the id of its stream, of no case and by no agency."""
    checkpoint = sealed()
    yield checkpoint.checkpoint_id, None, None, checkpoint
    yield PAGE, None, None, InformationViewed(**_facts(SubjectKind.ITEM))
    yield PAGE, None, None, InformationViewed(**_facts(SubjectKind.REQUEST))
    yield PAGE, None, None, AccessDenied(**_facts(SubjectKind.ITEM), denial=Denial.NOT_A_RECIPIENT)
    yield PAGE, None, None, NothingFound(at=AT, member_id="somebody", agency_id="FR-SPOC", way="node", times=3)


def _facts(subject: SubjectKind) -> AccessFacts:
    return AccessFacts(
        at=AT,
        member_id="somebody",
        agency_id="FR-SPOC",
        way="node items",
        subject=subject,
        subject_ids=(ONE, OTHER),
    )
