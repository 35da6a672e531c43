"""Specs of the ceiling that a token sets: of it and the clearance that an investigation grants, the lower counts."""

from dataclasses import dataclass

import pytest

from api.identity.tokens import TokenGrant
from domain.vocabulary import Classification
from tests.api.conftest import Case
from tests.api.test_exports import cleared
from tests.live.test_following_a_case import FOLLOW
from tests.support.contents import get, put, registered
from tests.support.exported import exported
from tests.support.live import live
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

TITLES = "query Titles($id: UUID!) { items(first: 5) { totalCount } item(itemId: $id) { title } }"
MARKING = {"tlp": "GREEN", "classification": "CONFIDENTIAL"}
CONTENT = b"the harbour at midnight\n"


@dataclass(frozen=True)
class Kept:
    """An item that is CONFIDENTIAL, in a case whose leader and partner are cleared for SECRET; its content is there."""

    item: str
    case: Case
    house: Served

    def partner(self, ceiling: Classification | None) -> Person:
        """This will sign the partner in once more."""
        return self.house.person("partner-alpha", "DE-BKA", ceiling=ceiling)

    def titles(self, person: Person) -> tuple[int, str | None]:
        """This will ask for the items, and for this one."""
        told = person.ask(TITLES, id=self.item)
        return told["items"]["totalCount"], (told["item"] or {}).get("title")


@pytest.fixture
def kept(house: Served, case: Case) -> Kept:
    """The item."""
    cleared(case, "leader-alpha", "partner-alpha")
    item = registered(house, case, CONTENT, marking=MARKING)
    assert put(case.leader, item, CONTENT).status_code == 201
    house.settle()
    return Kept(item, case, house)


SEEN, UNSEEN = (1, "Image of the server"), (0, None)


def test_of_ceiling_and_clearance_the_lower_counts(kept: Kept) -> None:
    assert kept.titles(kept.partner(Classification.CONFIDENTIAL)) == SEEN
    assert kept.titles(kept.partner(Classification.RESTRICTED)) == UNSEEN
    assert kept.titles(kept.partner(None)) == UNSEEN


def test_a_ceiling_grants_nothing(kept: Kept) -> None:
    changed = {"investigationId": kept.case.id, "memberId": "partner-alpha", "clearance": "RESTRICTED"}
    kept.case.leader.did("changeMemberClearance", **changed)
    kept.house.settle()

    assert kept.titles(kept.partner(Classification.TOP_SECRET)) == UNSEEN


def test_an_answer_that_is_kept_for_one_token_is_not_for_another_of_the_same_person(kept: Kept) -> None:
    high, low = kept.partner(Classification.SECRET), kept.partner(None)

    told = [kept.titles(each) for each in (high, low, high, low, high)]

    assert told == [SEEN, UNSEEN, SEEN, UNSEEN, SEEN]


def test_a_session_has_the_ceiling_of_the_token_that_it_began_with(kept: Kept) -> None:
    grants = (
        TokenGrant(member_id="partner-alpha", agency_id="DE-BKA", ceiling=ceiling)
        for ceiling in (Classification.SECRET, Classification.RESTRICTED, None)
    )
    sessions = [kept.house.session(kept.house.issuer.issue(each)) for each in grants]

    asked = {"query": TITLES, "variables": {"id": kept.item}}
    told = [kept.house.client.post("/graphql", json=asked, headers={**each, **OURS}).json() for each in sessions]
    assert [each["data"]["items"]["totalCount"] for each in told] == [1, 0, 0]


ASSESSED = {"scheme": "ADMIRALTY_6X6", "sourceCode": "B", "informationCode": "2"}
OURS = {"sec-fetch-site": "same-origin", "origin": "http://entente.test"}


def test_a_content_above_the_ceiling_is_not_handed_out(kept: Kept) -> None:
    assert get(kept.partner(Classification.CONFIDENTIAL), kept.item).content == CONTENT
    assert get(kept.partner(Classification.RESTRICTED), kept.item).status_code == 404


def test_an_export_stays_below_the_ceiling(kept: Kept) -> None:
    high, low = (exported(kept.partner(each), "all.jsonl").text for each in (Classification.SECRET, None))

    assert kept.item in high
    assert kept.item not in low


def test_what_is_above_the_ceiling_does_not_exist_for_a_command_either(kept: Kept) -> None:
    told = [
        kept.partner(each).do("evaluateItem", itemId=kept.item, **ASSESSED) for each in (None, Classification.SECRET)
    ]

    assert [each["__typename"] for each in told] == ["NotFound", "Success"]


def test_who_follows_a_case_is_told_what_is_below_its_ceiling(kept: Kept) -> None:
    with live(kept.house) as door:
        with door.signed_in(kept.partner(Classification.SECRET).token) as socket:
            socket.subscribe(FOLLOW, case=kept.case.id, after=0, filter={"hideSystem": False})
            high = kinds(socket.told()["entries"])
        with door.signed_in(kept.partner(None).token) as socket:
            socket.subscribe(FOLLOW, case=kept.case.id, after=0, filter={"hideSystem": False})
            low = kinds(socket.told()["entries"])

    assert [each for each in high if each.startswith("item.")] != []
    assert [each for each in low if each.startswith("item.")] == []


def kinds(entries: list[dict[str, str]]) -> list[str]:
    return [each["kind"] for each in entries]
