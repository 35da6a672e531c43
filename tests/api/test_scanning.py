"""Nothing is kept that the scanner did not call clean; a scanner that cannot say so keeps everything out."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from api.files.refusing import ContentRefusedByScanner, ScannerUnavailable
from api.files.scanning import ClamDaemon
from tests.api.conftest import Case
from tests.support.contents import LARGE, SMALL, error_of, kept, path, registered
from tests.support.over_http import listening, signed_in
from tests.support.scanning_daemon import HARM, Behaviour, Daemon, daemon
from tests.support.served import Served

HARMFUL = SMALL + HARM


async def sent(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 70_000):
        yield content[at : at + 70_000]


def scanned(content: bytes, behaviour: Behaviour = Behaviour.HONEST) -> tuple[bytes, Daemon]:
    """This will let a content pass a daemon; returns what passed, and what the daemon was told."""

    async def run() -> tuple[bytes, Daemon]:
        async with daemon(behaviour) as made:
            watched = ClamDaemon(made.address, patience_s=0.5).watching(sent(content))
            return b"".join([part async for part in watched]), made

    return asyncio.run(run())


def test_a_clean_content_passes_unchanged_and_the_daemon_saw_all_of_it() -> None:
    passed, told = scanned(LARGE)

    assert passed == LARGE
    assert told.commands == [b"zINSTREAM\0"]
    assert told.contents == [LARGE]


def test_an_empty_content_passes() -> None:
    assert scanned(b"")[0] == b""


def test_what_the_daemon_finds_is_refused_and_logged_without_content(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ContentRefusedByScanner) as refusal:
        scanned(HARMFUL)

    assert refusal.value.code == "CONTENT_REFUSED_BY_SCANNER"
    assert [record.__dict__["found"] for record in caplog.records if "found" in record.__dict__] == ["By.Agreement-1"]
    assert HARM.decode() not in caplog.text


@pytest.mark.parametrize("behaviour", [Behaviour.SILENT, Behaviour.TRUNCATING, Behaviour.LIMITED, Behaviour.BROKEN])
def test_a_daemon_that_cannot_say_clean_lets_nothing_pass(behaviour: Behaviour) -> None:
    with pytest.raises(ScannerUnavailable):
        scanned(LARGE, behaviour)


def test_a_daemon_that_is_not_there_lets_nothing_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"

    async def run() -> list[bytes]:
        return [part async for part in ClamDaemon(address).watching(sent(SMALL))]

    with pytest.raises(ScannerUnavailable):
        asyncio.run(run())


def test_a_daemon_is_reached_over_a_socket_in_the_file_system(tmp_path_factory: pytest.TempPathFactory) -> None:
    where = tmp_path_factory.mktemp("s") / "clamd"

    async def run() -> bytes:
        made = Daemon()
        async with await asyncio.start_unix_server(made.serve, where):
            watched = ClamDaemon(f"unix://{where}").watching(sent(SMALL))
            return b"".join([part async for part in watched])

    assert asyncio.run(run()) == SMALL


def brought(house: Served, case: Case, content: bytes, behaviour: Behaviour) -> Iterator[httpx.Response]:
    """This will bring a content to a house whose scanner behaves like this."""
    item_id = registered(house, case, content)
    with house.client.portal.wrap_async_context_manager(daemon(behaviour)) as made:
        scanner = ClamDaemon(made.address, patience_s=0.5)
        with listening(house, scanner=scanner) as address, signed_in(address, case.leader) as client:
            yield client.put(path(item_id), content=content)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "told",
    [
        (Behaviour.HONEST, SMALL, (201, None)),
        (Behaviour.HONEST, HARMFUL, (422, "CONTENT_REFUSED_BY_SCANNER")),
        (Behaviour.LIMITED, LARGE, (503, "SCANNER_UNAVAILABLE")),
        (Behaviour.BROKEN, SMALL, (503, "SCANNER_UNAVAILABLE")),
        (Behaviour.SILENT, SMALL, (503, "SCANNER_UNAVAILABLE")),
    ],
)
def test_what_was_not_called_clean_is_not_kept(
    house: Served, case: Case, database: str, told: tuple[Behaviour, bytes, tuple[int, str | None]]
) -> None:
    behaviour, content, answer = told

    (response,) = brought(house, case, content, behaviour)

    code = None if response.status_code == 201 else error_of(response)["code"]
    assert (response.status_code, code) == answer
    assert kept(database)[0] == (1 if response.status_code == 201 else 0)
