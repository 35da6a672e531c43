"""What is put on record of accesses, and by whom."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from domain.application_rules import NothingBeginsTwice
from domain.ledger import LEDGER, Access, AccessKind, RecordAccesses, SubjectKind
from domain.ledger.events import (
    AccessDenied,
    AccessFacts,
    ExportProduced,
    InformationExported,
    InformationViewed,
    NothingFound,
    ReplayPerformed,
)
from domain.need_to_know import Denial
from domain.refusal import NotFound
from domain.vocabulary import Classification, Tlp
from tests.support.agencies import CLOCK, IMPORTER, person
from tests.support.given import given

ITEM_ID = UUID("1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b11")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

VIEW = Access(
    kind=AccessKind.VIEW,
    at=NINE,
    member_id="ben",
    agency_id="BE-SPOC",
    way="item",
    subject=SubjectKind.ITEM,
    subject_ids=(ITEM_ID,),
)
DENIAL = replace(VIEW, kind=AccessKind.DENIAL)
TOLD = AccessFacts(
    at=NINE, member_id="ben", agency_id="BE-SPOC", way="item", subject=SubjectKind.ITEM, subject_ids=(ITEM_ID,)
)


def page(*accesses: Access) -> RecordAccesses:
    return RecordAccesses(page_id=UUID(int=1), accesses=accesses)


def test_each_kind_of_access_becomes_an_event_of_its_own() -> None:
    download, replay = replace(VIEW, kind=AccessKind.DOWNLOAD), replace(VIEW, kind=AccessKind.REPLAY)

    given(LEDGER).when(page(VIEW, download, replay), by=CLOCK).then(
        InformationViewed(**TOLD),
        InformationExported(**TOLD),
        ReplayPerformed(**TOLD),
    )


def test_an_export_tells_the_filter_and_the_strictest_marking() -> None:
    export = replace(
        VIEW,
        kind=AccessKind.EXPORT,
        sought="plates",
        row_count=2,
        ceiling_tlp=Tlp.AMBER,
        ceiling_level=Classification.SECRET,
    )

    given(LEDGER).when(page(export), by=CLOCK).then(
        ExportProduced(
            **TOLD,
            sought="plates",
            row_count=2,
            ceiling_tlp=Tlp.AMBER,
            ceiling_level=Classification.SECRET,
        )
    )


def test_a_denial_tells_its_reason() -> None:
    denied = replace(DENIAL, denial=Denial.NOT_A_RECIPIENT)

    given(LEDGER).when(page(denied), by=CLOCK).then(AccessDenied(**TOLD, denial=Denial.NOT_A_RECIPIENT))


def test_what_there_is_not_is_counted_and_not_named() -> None:
    given(LEDGER).when(page(replace(DENIAL, times=3)), by=CLOCK).then(
        NothingFound(at=NINE, member_id="ben", agency_id="BE-SPOC", way="item", times=3)
    )


def test_a_page_is_written_once() -> None:
    given(LEDGER, InformationViewed(**TOLD)).when(page(VIEW), by=CLOCK).refused(NothingBeginsTwice)


def test_there_is_no_ledger_to_write_in_for_persons_and_imports() -> None:
    given(LEDGER).when(page(VIEW), by=person("anna", "FR-SPOC")).refused(NotFound)
    given(LEDGER).when(page(VIEW), by=IMPORTER).refused(NotFound)
