"""Specs of the erasure that time alone brings about, on a real log and real read models."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from psycopg import AsyncConnection

from consumers.clock import ClockWork, erase_once
from domain.event import ActorKind, Recorded
from domain.investigation.commands import AcceptInvitation, AdmitMember, InvitePartner, OpenInvestigation
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole
from domain.item.commands import (
    LiftItemHold,
    PlaceItemHold,
    RefuseJudicialUse,
    RegisterItem,
    RequestJudicialUse,
    ShareItem,
)
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import UNMARKED
from projections.waiting import wait_for
from tests.support.agencies import IMPORTER
from tests.support.items import HASH
from tests.support.overdue import SENT, World, submit, world

pytestmark = pytest.mark.postgres

IN_TIME = SENT + timedelta(days=27)
WHEN_IT_ENDS = SENT + timedelta(days=28)


@pytest.fixture
def opened(database: str) -> Iterator[World]:
    with world(database) as made:
        yield made


def register(opened: World, retention: str | None = "JIT_OPERATIONAL") -> UUID:
    case, item = uuid4(), uuid4()
    submit(
        opened,
        IMPORTER,
        OpenInvestigation(
            investigation_id=case,
            reference=f"JIT-{case.hex[:8]}",
            title="Harbour",
            crime_areas=("DRUGS",),
            legal_basis=LegalBasisKind.JIT_AGREEMENT,
            lead_agency_id="FI-ASK",
            first_member_id="ada",
        ),
    )
    submit(
        opened,
        IMPORTER,
        RegisterItem(
            item_id=item,
            investigation_id=case,
            kind=ItemKind.INTELLIGENCE,
            title="Container 7",
            content_sha256=HASH,
            provenance="A camera",
            purpose="Find the driver",
            legal_basis="Agreement",
            marking=UNMARKED,
            retention=retention,
            originator_agency_id="FI-ASK",
        ),
    )
    return item


def ask(opened: World, item: UUID) -> UUID:
    """Share the item with SE-ASKED, which asks whether it may use it; the id of its question."""
    case = opened.recorded("item.ItemRegistered")[0].envelope.case_id
    assert case is not None
    question = uuid4()
    for command in (
        InvitePartner(investigation_id=case, agency_id="SE-ASKED", role=PartnerRole.PARTY),
        AcceptInvitation(investigation_id=case, agency_id="SE-ASKED"),
        AdmitMember(investigation_id=case, member_id="ben", agency_id="SE-ASKED", role=MemberRole.MEMBER),
        ShareItem(item_id=item, recipients=(Recipient(agency_id="SE-ASKED"),)),
        RequestJudicialUse(item_id=item, consent_id=question, proceedings="Court 1", agency_id="SE-ASKED"),
    ):
        submit(opened, IMPORTER, command)
    return question


def erase(opened: World, work: ClockWork | None = None) -> int:
    """Look once, when the register shows all that is in the log."""

    async def once() -> int:
        async with await AsyncConnection.connect(opened.conninfo, autocommit=True) as connection:
            assert await wait_for(connection, opened.log.head(), ["items"], 30)
            return await erase_once(connection, work or opened.work())

    return asyncio.run(once())


def erasures(opened: World) -> list[Recorded]:
    return opened.recorded("item.ContentErased")


def test_on_its_day_what_nobody_reviews_is_erased_once_by_the_clock(opened: World) -> None:
    item = register(opened)
    opened.now.at = IN_TIME
    assert erase(opened) == 0

    opened.now.at = WHEN_IT_ENDS
    assert (erase(opened), erase(opened)) == (1, 0)
    (done,) = erasures(opened)
    assert (done.envelope.aggregate_id, done.envelope.actor_kind) == (item, ActorKind.PROCESS)


def test_after_a_downtime_all_that_ended_meanwhile_is_erased_in_batches(opened: World) -> None:
    items = {register(opened) for _ in range(3)}
    opened.now.at = WHEN_IT_ENDS + timedelta(days=100)

    work = opened.work(batch=2)
    assert [erase(opened, work) for _ in range(3)] == [2, 1, 0]
    assert {each.envelope.aggregate_id for each in erasures(opened)} == items


def test_what_is_to_be_reviewed_or_kept_without_end_is_not_erased_by_itself(opened: World) -> None:
    register(opened, "INTERPOL_NOMINAL")
    register(opened, None)
    opened.now.at = SENT + timedelta(days=5000)

    assert erase(opened) == 0
    assert erasures(opened) == []


def test_what_is_held_is_erased_when_the_hold_is_lifted(opened: World) -> None:
    item, hold = register(opened), uuid4()
    place = PlaceItemHold(item_id=item, hold_id=hold, reason="Order of the court", by_agency_id="FI-ASK")
    submit(opened, IMPORTER, place)
    opened.now.at = WHEN_IT_ENDS
    work = opened.work()
    assert erase(opened, work) == 0

    submit(opened, IMPORTER, LiftItemHold(item_id=item, hold_id=hold, reason="Case closed", by_agency_id="FI-ASK"))
    assert erase(opened, work) == 1


def test_what_the_domain_refuses_to_erase_is_asked_for_again_when_the_item_goes_on(opened: World) -> None:
    item = register(opened)
    question = ask(opened, item)
    opened.now.at = WHEN_IT_ENDS
    work = opened.work()
    assert (erase(opened, work), len(work.kept)) == (0, 1)
    assert erase(opened, work) == 0

    submit(opened, IMPORTER, RefuseJudicialUse(item_id=item, consent_id=question, reason="no"))
    assert erase(opened, work) == 1
