"""A download ends in the middle once it may not go on, and its receiver knows that it has not all of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

import httpx
import psycopg
import pytest

from deploy.command_line.sessions import REVOKE
from domain.storage.content_boxes import PIECE_BYTES
from tests.api.conftest import Case, admit
from tests.identity.test_sessions import refused_in_time
from tests.support.contents import LARGE, deposited, kept, path, registered
from tests.support.over_http import listening, signed_in
from tests.support.served import Served

pytestmark = pytest.mark.postgres


def received(client: httpx.Client, item_id: str, after_the_first: Callable[[], None]) -> bytes:
    """This will read a download to its end, and return what came; something happens after its first part."""
    got = bytearray()
    with client.stream("GET", path(item_id)) as response:
        assert response.status_code == 200
        with suppress(httpx.RemoteProtocolError):
            for part in response.iter_raw(65_536):
                if not got:
                    after_the_first()
                got += part
    return bytes(got)


def erased(case: Case, item_id: str) -> None:
    case.leader.did("eraseContent", itemId=item_id, reason="UNLAWFUL")


def recalled(case: Case, item_id: str) -> None:
    recall = {"recallId": str(uuid4()), "fromAgencies": ["DE-BKA"], "reason": "Sent in error"}
    case.leader.did("recallItem", itemId=item_id, **recall)


def revoked(case: Case, item_id: str) -> None:
    assert item_id
    case.leader.did("revokeMember", investigationId=case.id, memberId="partner-alpha", reason="moved")


def restricted(case: Case, item_id: str) -> None:
    admit(case.leader, case.id, ("dora", "DE-BKA"))
    left = [{"agencyId": "DE-BKA", "persons": ["dora"]}]
    restriction = {"restrictionId": str(uuid4()), "marking": {}, "reason": "The source is at risk"}
    case.leader.did("imposeRestriction", itemId=item_id, recipients=left, **restriction)


def corrected(case: Case, item_id: str) -> None:
    change = {"field": "CONTENT", "rightValue": "The whole image", "reason": "A part was missing"}
    case.leader.did("correctItem", itemId=item_id, contentSha256="ab" * 32, **change)


@pytest.mark.parametrize("happens", [erased, recalled, revoked, restricted, corrected])
def test_a_download_is_cut_once_it_is_not_for_its_reader_any_more(
    house: Served, case: Case, happens: Callable[[Case, str], None]
) -> None:
    item_id = deposited(house, case, LARGE)

    def end() -> None:
        happens(case, item_id)
        house.settle()

    with listening(house) as address, signed_in(address, case.partner) as client:
        got = received(client, item_id, end)
        after = client.get(path(item_id)).status_code

    assert 0 < len(got) < len(LARGE)
    assert LARGE.startswith(got)
    assert after in (404, 410)


def test_a_download_is_cut_when_the_token_expires(house: Served, case: Case) -> None:
    item_id = deposited(house, case, LARGE)
    late = [timedelta()]

    def now() -> datetime:
        return house.given.now() + late[-1]

    with listening(house, now=now) as address, signed_in(address, case.partner) as client:
        got = received(client, item_id, lambda: late.append(timedelta(hours=13)))

    assert 0 < len(got) < len(LARGE)


def test_a_download_is_cut_once_the_tokens_of_its_reader_are_revoked(house: Served, case: Case, database: str) -> None:
    item_id = deposited(house, case, LARGE)

    def end() -> None:
        with psycopg.connect(database) as connection:
            connection.execute(REVOKE, {"kind": "MEMBER", "name": "partner-alpha", "agency": ""})
        assert refused_in_time(house, authorization=f"Bearer {case.partner.token}")

    with listening(house) as address, signed_in(address, case.partner) as client:
        got = received(client, item_id, end)

    assert 0 < len(got) < len(LARGE)


def test_what_was_done_to_a_content_in_the_database_cuts_the_download_and_is_logged(
    house: Served, case: Case, superuser_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    item_id = deposited(house, case, LARGE)
    with psycopg.connect(superuser_database) as connection:
        connection.execute("UPDATE vault.chunks SET box = set_byte(box, 9, get_byte(box, 9) # 1) WHERE place = 5")

    with listening(house) as address, signed_in(address, case.partner) as client:
        got = received(client, item_id, lambda: None)

    assert got == LARGE[: 5 * PIECE_BYTES]
    assert "a content is damaged" in caplog.text


def test_a_download_that_goes_undisturbed_arrives_whole(house: Served, case: Case) -> None:
    item_id = deposited(house, case, LARGE)

    with listening(house) as address, signed_in(address, case.partner) as client:
        got = received(client, item_id, lambda: None)

    assert got == LARGE


def test_two_uploads_of_one_content_at_once_both_succeed_and_one_is_kept(
    house: Served, case: Case, database: str
) -> None:
    item_id = registered(house, case, LARGE)

    def bring(address: str) -> int:
        with signed_in(address, case.leader) as client:
            return client.put(path(item_id), content=LARGE).status_code

    with listening(house) as address, ThreadPoolExecutor(2) as both:
        statuses = sorted(both.map(bring, [address, address]))

    assert statuses == [200, 201]
    assert kept(database) == (1, 16)
