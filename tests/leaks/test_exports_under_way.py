"""An export that began before access was taken away ends there: what has not left does not leave (invariant 23)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.exports.exporter import Asker, Export, Exporter
from api.ledger.writing import write_down
from api.viewing import viewing
from domain.investigation.commands import RecordFact
from domain.investigation.vocabulary import FactKind, SourceGrade
from projections.exporting import ExportCut, ExportOrder, Format, Seen
from projections.viewer import Viewer
from tests.api.conftest import OWN_DIRECTORY, Case, opened_case
from tests.support.exported import exported, held_by
from tests.support.served import Served, now, served

pytestmark = pytest.mark.postgres

TakenAway = Callable[[Case], object]

ENTRIES = 600
"""Three pages and more."""


def revoked(case: Case) -> None:
    case.leader.did("revokeMember", investigationId=case.id, memberId="partner-alpha", reason="Left the team")


def left(case: Case) -> None:
    case.leader.did("withdrawPartner", investigationId=case.id, agencyId="DE-BKA", reason="Done")


@pytest.fixture
def house(database: str) -> Iterator[Served]:
    with served(database) as opened:
        opened.enter_all(OWN_DIRECTORY)
        yield opened


@pytest.fixture
def long(house: Served) -> Case:
    """A case with a long timeline."""
    case = opened_case(house, "alpha")
    house.enter_all(
        RecordFact(
            investigation_id=UUID(case.id), fact_id=f"fact-{number}", kind=FactKind.INCIDENT, text="It became known",
            source="Report", grade=SourceGrade.OFFICIAL,
        )
        for number in range(ENTRIES)
    )  # fmt: skip
    house.settle()
    return case


@pytest.mark.parametrize("taken_away", [revoked, left])
def test_an_export_ends_when_access_is_taken_away(house: Served, long: Case, taken_away: TakenAway) -> None:
    rows, is_cut = rows_after(house, long, taken_away)

    assert is_cut
    assert rows == 200


def test_an_export_runs_to_its_end_where_nothing_is_taken_away(house: Served, long: Case) -> None:
    rows, is_cut = rows_after(house, long, lambda _case: None)

    assert not is_cut
    assert rows == len(held_by("csv", exported(long.partner, f"{long.id}.csv").text).events) > ENTRIES


def test_an_export_ends_with_its_token(house: Served, long: Case) -> None:
    export = begun(house, long, until=now() - timedelta(seconds=1))

    with pytest.raises(ExportCut):
        house.client.portal.call(_drain, export)
    assert export.walk.rows == 0


def test_a_restricted_item_does_not_leave_once_it_is_restricted(house: Served, long: Case) -> None:
    item = {"kind": "EVIDENCE", "title": "Image", "contentSha256": "ab" * 32, "provenance": "P", "purpose": "P"}
    made = long.leader.did("registerItem", investigationId=long.id, **item, legalBasis="B", marking={"tlp": "AMBER"})
    long.leader.did("shareItem", itemId=made["aggregateId"], recipients=[{"agencyId": "DE-BKA"}])
    house.settle()
    recall = {"itemId": made["aggregateId"], "recallId": str(uuid4()), "reason": "Wrong recipient"}

    whole = text_after(house, long, lambda _case: None)
    without = text_after(house, long, lambda case: case.leader.did("recallItem", **recall))

    assert made["aggregateId"] in whole
    assert made["aggregateId"] not in without


def test_a_planted_leak_in_exports_is_found(house: Served, long: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    async def looks_away(*_: object) -> bool:
        return True

    monkeypatch.setattr(Seen, "sees", looks_away)

    _, is_cut = rows_after(house, long, revoked)

    assert not is_cut  # it ends as if all had been there: whoever has the file takes it for whole


def test_what_was_not_put_on_record_does_not_leave(house: Served, long: Case) -> None:
    def news(case: Case) -> None:
        said = {"investigationId": case.id, "factId": "news", "kind": "INCIDENT", "text": "News", "source": "R"}
        case.leader.did("recordFact", **said, grade="OFFICIAL")

    text = text_after(house, long, news)

    assert "News" not in text
    assert "News" in text_after(house, long, lambda _case: None)


def rows_after(house: Served, case: Case, taken_away: TakenAway) -> tuple[int, bool]:
    """How many rows a partner gets where access is taken away after the first page; whether the export was cut."""
    export = begun(house, case, until=now() + timedelta(hours=1))
    portal = house.client.portal
    for _ in ("head", "page"):
        portal.call(anext, export.pieces)
    taken_away(case)
    house.settle()
    try:
        portal.call(_drain, export)
    except ExportCut:
        return export.walk.rows, True
    return export.walk.rows, False


def text_after(house: Served, case: Case, taken_away: TakenAway) -> str:
    export = begun(house, case, until=now() + timedelta(hours=1))
    got = [house.client.portal.call(anext, export.pieces)]
    taken_away(case)
    house.settle()
    with suppress(ExportCut):
        got += house.client.portal.call(_drain, export)
    return b"".join(got).decode()


async def _drain(export: Export) -> list[bytes]:
    return [piece async for piece in export.pieces]


def begun(house: Served, case: Case, until: datetime) -> Export:
    viewer = Viewer(member_id="partner-alpha", agency_id="DE-BKA", today=datetime.now(UTC).date())
    source = Seen(lambda: viewer, partial(viewing, house.given.pool, viewer, 10.0), now())

    async def nothing() -> Any:
        return None

    exporter = Exporter(note=partial(write_down, house.spool), proofs=nothing, now=now, largest_rows=10_000)
    order = ExportOrder(format=Format.CSV, case_id=UUID(case.id))
    asker = Asker(member_id="partner-alpha", agency_id="DE-BKA", way="GET /exports", expires_at=until)
    return house.client.portal.call(exporter.begin, source, order, asker)
