"""The operator's exports hold all that there is, counted against the log itself; what left is on record."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from api.exports.exporter import Asker, Export
from deploy.command_line.exporting import END_OF_DAYS
from deploy.exports import opened_exports
from domain.aggregate import Actor
from domain.ledger.events import ExportProduced
from domain.storage import EventLog, LogTree
from projections.exporting import ExportOrder, Format, Seen, Whole
from tests.leaks.asking import Asker as Prober
from tests.leaks.asking import canaries_in
from tests.leaks.conftest import World
from tests.leaks.oracle import ROOMS, Person, kind_of
from tests.leaks.planted import without_walls
from tests.leaks.taking_out import exports
from tests.support.exported import FORMATS, THINGS, exported, held_by
from tests.support.keys import KEYRING

pytestmark = pytest.mark.postgres

WAY = "entente export --format"


@pytest.fixture(scope="module")
def log(world: World) -> Iterator[EventLog]:
    with EventLog(world.conninfo, KEYRING) as opened:
        yield opened


def written(log: EventLog, order: ExportOrder, person: Actor | None = None) -> tuple[Export, str]:
    """The export of the operator, for a person or for nobody, and what it wrote."""

    async def run() -> tuple[Export, str]:
        with closing(LogTree(log.conninfo)) as tree:
            async with opened_exports(log, tree, lambda: datetime.now(UTC)) as exports:
                way = f"{WAY} {order.format}"
                asker = Asker(member_id="operator", agency_id="operator", way=way, expires_at=END_OF_DAYS)
                export = await exports.exporter.begin(exports.source(person), order, asker)
                return export, b"".join([piece async for piece in export.pieces]).decode()

    return asyncio.run(run())


@pytest.mark.parametrize("form", FORMATS)
def test_everything_that_the_log_says_of_cases_is_in_the_operator_s_export(
    world: World, log: EventLog, form: str
) -> None:
    told = [each for each in world.oracle.log if each.envelope.case_id and kind_of(each) in ROOMS]
    names = [str(each.position) if form == "html" else str(each.envelope.event_id) for each in told]

    export, text = written(log, ExportOrder(format=Format(form)))
    held = held_by(form, text)

    assert sorted(held.events) == sorted(names)
    things = {kind: sorted(map(str, world.oracle.of_kind(kind))) for kind in THINGS if kind in held.things}
    assert {kind: sorted(ids) for kind, ids in held.things.items()} == things
    assert export.walk.rows == export.head.rows


def test_what_the_operator_took_out_stands_in_the_log_before(world: World, log: EventLog) -> None:
    before = len(log.read(0, 100_000))
    export, _ = written(log, ExportOrder(format=Format.OCEL))

    said = [each.event for each in log.read(before, 1_000) if isinstance(each.event, ExportProduced)]

    items = {each for event in said for each in event.subject_ids if event.subject == "ITEM"}
    assert items == set(world.oracle.of_kind("item"))
    assert {(each.row_count, each.member_id, each.sought) for each in said} == {
        (export.head.rows, "operator", "all cases, ocel")
    }
    assert {each.ceiling_tlp for each in said} == {"RED"}


def test_the_operator_exports_for_a_person_what_that_person_sees(world: World, log: EventLog) -> None:
    person = Person("it-spoc.b", "IT-SPOC")
    signed = world.house.person(person.member_id, person.agency_id)

    _, text = written(log, ExportOrder(format=Format.JSONL), person.actor)
    own = exported(signed, "all.jsonl").text

    assert held_by("jsonl", text) == held_by("jsonl", own)
    assert canaries_in(text) == canaries_in(own)


def test_an_export_for_a_person_that_reads_as_the_operator_does_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(seen: Any, *asked: Any) -> Any:
        return Whole(seen._lend, seen._at).entries(*asked)

    monkeypatch.setattr(Seen, "entries", read)

    with without_walls(world.conninfo):
        probers = (Prober(world.house, world.oracle, each, "planted exports") for each in world.people)
        assert any(True for each in probers for _ in exports(each))


def test_one_case_is_that_case_alone(world: World, log: EventLog) -> None:
    case = world.oracle.of_kind("investigation")[0]
    told = [each for each in world.oracle.log if each.envelope.case_id == case]

    _, text = written(log, ExportOrder(format=Format.XES, case_id=UUID(str(case))))

    assert sorted(held_by("xes", text).events) == sorted(str(each.envelope.event_id) for each in told)
