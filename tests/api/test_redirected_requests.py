"""Who was asked once keeps reading the request that it passed on; who was only meant to be asked never reads it."""

from typing import Any

import pytest

from tests.api.conftest import CONTENT
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

ONE = """query($id: UUID!) {
  request(requestId: $id) { requestedAgencyId clocks { obligation } timeline(last: 200) { nodes { kind } } }
  requests(filter: { preInvestigation: true }) { totalCount nodes { requestId } }
  newest: requests(filter: { order: NEWEST }) { nodes { requestId } }
  timeline(caseId: $id) { totalCount nodes { kind } }
}"""


@pytest.fixture
def asking(house: Served) -> Person:
    return house.person("asking", "FR-SPOC")


@pytest.fixture
def asked(house: Served) -> Person:
    return house.person("asked", "DE-BKA")


@pytest.fixture
def third(house: Served) -> Person:
    return house.person("third", "IO-GS")


def drafted(asking: Person, to: str) -> str:
    """A draft before any investigation; returns its id."""
    did = asking.did(
        "draftRequest",
        requestingAgencyId="FR-SPOC",
        requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId=to,
        content=CONTENT,
    )
    return str(did["aggregateId"])


def redirected(asking: Person, asked: Person) -> str:
    """A request that the asked agency received and passed on; returns its id."""
    request_id = drafted(asking, "DE-BKA")
    asking.did("sendRequest", requestId=request_id)
    asked.did("confirmReceipt", requestId=request_id, automatic=False, byCompetentAuthority=False)
    asked.did("redirectRequest", requestId=request_id, toAgencyId="IO-GS", reason="They run the server")
    return request_id


def seen(house: Served, person: Person, request_id: str) -> Any:
    """What the person is told of the request."""
    house.settle()
    return person.ask(ONE, id=request_id)


def test_who_passed_a_request_on_keeps_reading_it(house: Served, asking: Person, asked: Person) -> None:
    request_id = redirected(asking, asked)

    answer = seen(house, asked, request_id)

    assert answer["request"]["requestedAgencyId"] == "IO-GS"
    assert answer["request"]["timeline"]["nodes"][-1] == {"kind": "request.RequestRedirected"}
    assert answer["requests"] == {"totalCount": 1, "nodes": [{"requestId": request_id}]}
    assert answer["newest"]["nodes"] == [{"requestId": request_id}]
    assert answer["timeline"]["totalCount"] == 3


def test_who_is_asked_now_and_who_asks_are_told_the_same(
    house: Served, asking: Person, asked: Person, third: Person
) -> None:
    request_id = redirected(asking, asked)

    assert seen(house, third, request_id) == seen(house, asked, request_id)
    assert seen(house, asking, request_id)["timeline"]["totalCount"] == 4


def test_who_was_never_asked_reads_nothing_of_it(house: Served, asking: Person, asked: Person) -> None:
    request_id = redirected(asking, asked)

    answer = seen(house, house.person("stranger", "NL-SPOC"), request_id)

    assert answer["request"] is None
    assert answer["timeline"]["totalCount"] == answer["requests"]["totalCount"] == 0


def test_to_whom_a_draft_was_addressed_before_it_was_sent_reads_nothing_of_it(
    house: Served, asking: Person, asked: Person, third: Person
) -> None:
    request_id = drafted(asking, "DE-BKA")
    asking.did(
        "reviseDraft",
        requestId=request_id,
        requestedAgencyId="IO-GS",
        requestingUnitId="FR-SPOC/CYBER",
        content=CONTENT,
    )
    asking.did("sendRequest", requestId=request_id)

    assert seen(house, asked, request_id)["request"] is None
    assert seen(house, third, request_id)["request"] is not None
