"""The ledger's spool: what was put is on the disk, whatever ends the process, and goes to the log once."""

import asyncio
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import pytest

from api.ledger.carrying import ACTOR, PAGE, PAGES, Carrier
from api.ledger.judging import FEW, Denials
from api.ledger.segment import abandoned, read_segment
from api.ledger.spool import Spool
from api.ledger.writing import LedgerUnavailable, write_down
from domain.aggregate import Submission
from domain.application import Application
from domain.ledger import Access, AccessKind, RecordAccesses, SubjectKind
from domain.ledger.events import InformationViewed, LedgerEvent, NothingFound
from domain.storage import EventLog
from tests.support.keys import KEYRING

VIEW = Access(
    kind=AccessKind.VIEW,
    at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    member_id="ben",
    agency_id="BE-SPOC",
    way="item",
    subject=SubjectKind.ITEM,
    subject_ids=(UUID(int=1),),
)
HOLDING = """
import asyncio, sys
from pathlib import Path
from api.ledger.spool import Spool
from tests.api.test_ledger_spool import VIEW
spool = Spool(Path(sys.argv[1]))
asyncio.run(spool.put([VIEW]))
print("put", flush=True)
sys.stdin.read()
"""


def seen(number: int) -> Access:
    return replace(VIEW, subject_ids=(UUID(int=number),))


def put_together(spool: Spool, count: int) -> None:
    async def all_of_them() -> None:
        await asyncio.gather(*(spool.put([seen(number)]) for number in range(count)))

    asyncio.run(all_of_them())


def found_in(folder: Path) -> list[Access | None]:
    return [access for path in abandoned(folder) for access in read_segment(path).accesses]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk that is full stops a file within a line; so does this limit."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_put_is_read_back_in_order(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        put_together(spool, 200)

    assert found_in(tmp_path) == [seen(number) for number in range(200)]


class CountingSpool(Spool):
    """Counts the lines of each turn."""

    def __init__(self, folder: Path) -> None:
        self.turns: list[int] = []
        super().__init__(folder)

    def _write(self, lines: bytes) -> None:
        self.turns.append(lines.count(b"\n"))
        super()._write(lines)


def test_those_who_wait_at_the_same_time_are_written_together(tmp_path: Path) -> None:
    with CountingSpool(tmp_path) as spool:
        put_together(spool, 50)

    assert sum(spool.turns) == 50
    assert len(spool.turns) <= 2


def test_half_a_line_at_the_end_is_left_out_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        put_together(spool, 2)
    (path,) = abandoned(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"kind":"VIEW","at":"20')

    torn = read_segment(path)
    path.write_bytes(b"{}\n" + whole)
    damaged = read_segment(path)

    assert torn.accesses == (seen(0), seen(1))
    assert (damaged.accesses, damaged.damaged) == ((None, seen(0), seen(1)), 1)


def test_a_full_disk_is_told_to_all_who_wait_and_to_nobody_after_it_has_room(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:

        async def withheld() -> list[BaseException | None]:
            asked = [write_down(spool, [seen(number)]) for number in range(10)]
            return await asyncio.gather(*asked, return_exceptions=True)

        with files_of_at_most(100):
            refused = asyncio.run(withheld())
        answered = asyncio.run(withheld())

    assert {type(each) for each in refused} == {LedgerUnavailable}
    assert answered == [None] * 10
    assert [access for access in found_in(tmp_path) if access][-10:] == [seen(number) for number in range(10)]


def test_a_file_is_for_others_only_once_it_was_rotated_or_its_process_is_gone(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        put_together(spool, 1)
        meanwhile = list(abandoned(tmp_path))
        rotated = spool.rotate()

        assert meanwhile == []
        assert list(abandoned(tmp_path)) == [rotated]
        assert spool.rotate() is None


def test_a_killed_process_leaves_its_file_to_another(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"put\n"
    meanwhile = found_in(tmp_path)

    process.kill()
    process.communicate()

    assert meanwhile == []
    assert found_in(tmp_path) == [VIEW]


@contextmanager
def carrying(database: str, folder: Path) -> Iterator[tuple[Spool, Carrier, EventLog]]:
    with (
        EventLog(database, KEYRING) as log,
        Application(log) as application,
        Spool(folder) as spool,
    ):
        yield spool, Carrier(spool, application, Denials(log)), log


def recorded(log: EventLog) -> list[LedgerEvent]:
    return [each.event for each in log.read(0, 10_000)]  # type: ignore[misc]  # nothing else is in this log


@pytest.mark.postgres
def test_each_line_is_carried_once_in_pages(database: str, tmp_path: Path) -> None:
    with carrying(database, tmp_path) as (spool, carrier, log):
        put_together(spool, PAGE + 1)
        carrier.carry()
        carrier.carry()

        assert [event.subject_ids[0].int for event in recorded(log)] == list(range(PAGE + 1))  # type: ignore[union-attr]
        assert len({each.envelope.aggregate_id for each in log.read(0, 10_000)}) == 2
        assert {each.envelope.case_id for each in log.read(0, 10_000)} == {None}
        assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.postgres
def test_a_carrier_that_was_killed_before_it_removed_the_file_records_nothing_twice(
    database: str, tmp_path: Path
) -> None:
    with carrying(database, tmp_path) as (spool, carrier, log):
        put_together(spool, 3)
        path = spool.rotate()
        assert path is not None
        kept = path.read_bytes()
        carrier.carry()
        path.write_bytes(kept)
        carrier.carry()

        assert len(recorded(log)) == 3
        assert not path.exists()


@pytest.mark.postgres
def test_a_page_that_the_log_refuses_keeps_its_file_and_holds_up_no_other(database: str, tmp_path: Path) -> None:
    with carrying(database, tmp_path) as (spool, carrier, log):
        put_together(spool, 1)
        path = spool.rotate()
        assert path is not None
        taken = RecordAccesses(page_id=uuid5(PAGES, f"{path.stem}:0"), accesses=(seen(7),))
        asked = Submission(command=taken, command_id=uuid4(), actor=ACTOR)
        carrier._application.submit(asked).result(60)
        put_together(spool, 2)
        carrier.carry()

        assert [event.subject_ids[0].int for event in recorded(log)] == [7, 0, 1]  # type: ignore[union-attr]
        assert found_in(tmp_path) == [seen(0)]


@pytest.mark.postgres
def test_a_page_that_is_judged_otherwise_the_second_time_stays_as_it_was_recorded(
    database: str, tmp_path: Path
) -> None:
    with carrying(database, tmp_path) as (spool, carrier, log):
        put_together(spool, 3)
        path = spool.rotate()
        assert path is not None
        kept = path.read_bytes()
        carrier.carry()
        path.write_bytes(kept)
        application = carrier._application  # the same log with another judge
        Carrier(spool, application, lambda page: page[:1]).carry()

        assert len(recorded(log)) == 3
        assert not path.exists()


@pytest.mark.postgres
def test_a_damaged_line_keeps_its_file_and_loses_no_other_line(database: str, tmp_path: Path) -> None:
    with carrying(database, tmp_path) as (spool, carrier, log):
        put_together(spool, 2)
        path = spool.rotate()
        assert path is not None
        path.write_bytes(b"{}\n" + path.read_bytes())
        carrier.carry()

        assert [type(event) for event in recorded(log)] == [InformationViewed] * 2
        assert path.with_suffix(".damaged").exists()


@pytest.mark.postgres
def test_who_guesses_many_ids_gets_few_entries_and_one_that_counts_the_others(database: str, tmp_path: Path) -> None:
    guessed = replace(VIEW, kind=AccessKind.DENIAL, subject_ids=tuple(uuid4() for _ in range(30)))
    with carrying(database, tmp_path) as (spool, carrier, log):

        async def guess() -> None:
            await spool.put([guessed] * 10)

        asyncio.run(guess())
        carrier.carry()

        times = [event.times for event in recorded(log) if isinstance(event, NothingFound)]
        assert times == [1] * FEW + [300 - FEW]
