"""Contents come in only as they were registered, from their originator, and go out only to who may see the item."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from domain.storage.content_boxes import PIECE_BYTES
from tests.api.conftest import Case, admit
from tests.support.contents import (
    ITEM,
    LARGE,
    SMALL,
    deposited,
    error_of,
    get,
    kept,
    path,
    put,
    registered,
)  # fmt: skip
from tests.support.over_http import listening, signed_in
from tests.support.processes import eventually
from tests.support.served import Served

pytestmark = pytest.mark.postgres


def test_what_the_originator_brings_its_recipients_get(house: Served, case: Case) -> None:
    item_id = registered(house, case)

    brought = put(case.leader, item_id, SMALL)
    house.settle()
    got = get(case.partner, item_id)

    assert (brought.status_code, brought.json()["sizeBytes"]) == (201, len(SMALL))
    assert (got.status_code, got.content) == (200, SMALL)


def test_a_download_is_an_attachment_whose_name_and_headers_tell_nothing(house: Served, case: Case) -> None:
    item_id = deposited(house, case)

    got = get(case.partner, item_id)

    assert got.headers["content-disposition"] == f'attachment; filename="item-{item_id}.txt"'
    assert got.headers["content-length"] == str(len(SMALL))
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["content-type"] == "application/octet-stream"
    assert ITEM["title"] not in str(got.headers)


def test_the_register_shows_the_content_and_the_log_who_brought_it(house: Served, case: Case) -> None:
    item_id = deposited(house, case)
    query = "query Of($id: UUID!) { item(itemId: $id) { hasContent sizeBytes mediaType } }"

    shown = case.partner.ask(query, id=item_id)["item"]

    assert shown == {"hasContent": True, "sizeBytes": len(SMALL), "mediaType": "text/plain"}


def test_a_second_upload_of_the_same_content_is_done_and_of_another_is_not(
    house: Served, case: Case, database: str
) -> None:
    item_id = deposited(house, case)

    again, other = put(case.leader, item_id, SMALL), put(case.leader, item_id, SMALL[:-1] + b"x")

    assert again.status_code == 200
    assert other.status_code == 422
    assert kept(database) == (1, 1)


@pytest.mark.parametrize(
    "misfit",
    [
        ({}, b"other", "SHA-256"),
        ({"sizeBytes": len(SMALL) + 1}, SMALL, f"has {len(SMALL)} bytes"),
        ({"sizeBytes": len(SMALL) - 1}, SMALL, "larger than was registered"),
    ],
)
def test_what_does_not_fit_is_refused_with_field_rule_and_what_is_accepted(
    house: Served, case: Case, database: str, misfit: tuple[dict[str, Any], bytes, str]
) -> None:
    fields, sent, rule = misfit
    item_id = registered(house, case, **fields)

    refused = put(case.leader, item_id, sent)

    assert refused.status_code == 422
    told = error_of(refused)
    assert (told["code"], told["field"]) == ("INVALID_INPUT", "content")
    assert rule in told["rule"]
    assert told["accepted"]
    assert kept(database) == (0, 0)


def test_strangers_and_who_names_no_item_get_the_same_answer_also_after_erasure(house: Served, case: Case) -> None:
    item_id = deposited(house, case)
    stranger = house.person("nobody", "FR-SPOC")

    before = [get(stranger, item_id), get(stranger, str(uuid4())), get(stranger, "no-id")]
    brought = [put(stranger, item_id, SMALL), put(stranger, str(uuid4()), SMALL)]
    case.leader.did("eraseContent", itemId=item_id, reason="UNLAWFUL")
    house.settle()
    after = get(stranger, item_id)

    answers = {(each.status_code, each.text) for each in (*before, *brought, after)}
    assert len(answers) == 1
    assert before[0].status_code == 404


def test_a_holder_who_is_not_the_originator_brings_nothing(house: Served, case: Case, database: str) -> None:
    item_id = registered(house, case)

    refused = put(case.partner, item_id, SMALL)

    assert (refused.status_code, error_of(refused)["code"]) == (403, "NOT_PERMITTED")
    assert kept(database) == (0, 0)


def test_a_reader_brings_nothing_and_gets_what_it_may_see(house: Served, case: Case) -> None:
    item_id = registered(house, case)
    admit(case.leader, case.id, ("luc", "FR-SPOC"), role="READER")
    house.settle()
    reader = house.person("luc", "FR-SPOC")

    refused = put(reader, item_id, SMALL)
    put(case.leader, item_id, SMALL)
    house.settle()

    assert (refused.status_code, error_of(refused)["code"]) == (403, "NOT_PERMITTED")
    assert get(reader, item_id).content == SMALL


def test_an_item_without_content_says_so_to_those_who_see_it(house: Served, case: Case) -> None:
    item_id = registered(house, case)

    answer = get(case.partner, item_id)

    assert (answer.status_code, error_of(answer)["code"]) == (404, "NO_CONTENT_KEPT")


def test_an_erased_item_tells_its_holders_when_and_why_and_nothing_is_left(
    house: Served, case: Case, database: str
) -> None:
    item_id = deposited(house, case)

    case.leader.did("eraseContent", itemId=item_id, reason="UNLAWFUL")
    left = kept(database)
    house.settle()
    answers = [get(case.partner, item_id), get(case.leader, item_id), put(case.leader, item_id, SMALL)]

    assert left == (0, 0)
    assert {each.status_code for each in answers} == {410}
    told = error_of(answers[0])
    assert (told["code"], told["reason"]) == ("CONTENT_ERASED", "UNLAWFUL")
    assert told["erasedAt"]


def test_without_a_token_or_from_another_site_nothing_comes_in_or_goes_out(house: Served, case: Case) -> None:
    item_id = deposited(house, case)
    client = house.client
    cookie = house.session(case.partner.token)
    foreign = {**cookie, "sec-fetch-site": "cross-site"}
    own = {**cookie, "sec-fetch-site": "same-origin"}

    assert client.get(path(item_id)).status_code == 401
    assert client.get(path(item_id), headers=foreign).status_code == 403
    assert client.request("PUT", path(item_id), content=SMALL, headers=own).status_code == 403  # no header of ours
    assert client.get(path(item_id), headers=own).content == SMALL


def test_who_took_a_content_out_is_written_down_before_it_leaves(house: Served, case: Case) -> None:
    item_id = deposited(house, case)

    get(case.partner, item_id)

    written = b"".join(file.read_bytes() for file in house.given.spool.folder.iterdir())
    assert b'"DOWNLOAD"' in written
    assert item_id.encode() in written


def test_a_content_beyond_the_limit_is_refused_before_it_is_sent_and_while(
    house: Served, case: Case, database: str
) -> None:
    item_id = registered(house, case)

    def dripping() -> Iterator[bytes]:
        yield SMALL[:300]
        yield SMALL[300:]

    with listening(house, largest_bytes=500) as address, signed_in(address, case.leader) as client:
        announced = client.put(path(item_id), content=SMALL)
        unannounced = client.put(path(item_id), content=dripping())

    assert (announced.status_code, unannounced.status_code) == (413, 413)
    assert kept(database) == (0, 0)


def test_an_interrupted_upload_leaves_nothing(house: Served, case: Case, database: str) -> None:
    item_id = registered(house, case, LARGE)

    def hanging_up() -> Iterator[bytes]:
        yield LARGE[: 3 * PIECE_BYTES]
        assert eventually(lambda: kept(database)[1] > 0)
        raise ConnectionError

    with listening(house) as address, signed_in(address, case.leader) as client, pytest.raises(ConnectionError):
        client.put(path(item_id), content=hanging_up())

    assert eventually(lambda: kept(database) == (0, 0))
