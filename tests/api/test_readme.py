"""Every example of the interface's README works as it stands there."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import api
from consumers.clock import Sealing
from deploy.looking_ahead import find_out
from domain.vocabulary import Role
from tests.api.conftest import OPENER, Case
from tests.support.checkpoints import LOG_KEY
from tests.support.live import Live, live
from tests.support.served import Person, Served, now

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


@pytest.fixture(scope="module")
def case(shared_case: tuple[Served, Case]) -> Case:
    """With a third partner, a checkpoint that covers its beginning, and an outlook."""
    served, opened = shared_case
    opened.leader.did("invitePartner", investigationId=opened.id, agencyId="IO-GS", role="PARTICIPANT")
    served.person("desk-io", "IO-GS", Role.AGENCY_ADMINISTRATOR).did(
        "acceptInvitation", investigationId=opened.id, agencyId="IO-GS"
    )
    Sealing(tree=served.given.tree, log=served.application, key=LOG_KEY, now=now).seal_if_due()
    served.settle()
    find_out(str(served.given.pool.conninfo), date(2026, 1, 1))
    return opened


README = Path(api.__file__).parent / "README.md"
BLOCKS = re.findall(r"```graphql\n(.*?)```", README.read_text(), re.DOTALL)
ALL = {block.split()[1].partition("(")[0]: block for block in BLOCKS}
FOLLOWED = {name: block for name, block in ALL.items() if block.startswith("subscription")}
EXAMPLES = {name: block for name, block in ALL.items() if name not in FOLLOWED}
ITEM = {
    "kind": "INTELLIGENCE",
    "title": "Wallets",
    "contentSha256": "ab" * 32,
    "provenance": "Complaints",
    "purpose": "To find the operators",
    "legalBasis": "Order 12/2026",
    "marking": {"tlp": "AMBER", "handling": ["H2"]},
}
REFUSED = ("NotFound", "Conflict", "RuleViolation")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_answers(house: Served, case: Case, name: str) -> None:
    known = {
        "investigationId": case.id,
        "requestId": case.request,
        "position": 1,
        "until": 10**6,
        "agencyId": "DE-BKA",
        "after": None,
    }
    known |= {"commandId": str(uuid4()), "consentId": str(uuid4()), "eventId": event_of(case)}
    known |= {"itemId": registered_by(case.leader, case), **held(case)}
    asked = house.person("leader-alpha", "FR-SPOC", OPENER, Role.COOPERATION_ANALYST)
    example = EXAMPLES[name].replace("... on Success {", "__typename ... on Success {")

    answer = asked.ask(example, **{variable: known[variable] for variable in re.findall(r"\$(\w+):", example)})

    assert [value for value in answer.values() if is_refused(value)] == []


@pytest.fixture(scope="module")
def door(house: Served) -> Iterator[Live]:
    with live(house) as opened:
        yield opened


@pytest.mark.parametrize("name", FOLLOWED)
def test_an_example_is_followed(door: Live, case: Case, name: str) -> None:
    known: dict[str, object] = {"investigationId": case.id, "after": 1}
    known |= {"agency": "FR-SPOC", "partner": "DE-BKA", "mark": None}
    with door.signed_in(case.leader.token) as socket:
        variables = {each: known[each] for each in re.findall(r"\$(\w+):", FOLLOWED[name])}
        socket.subscribe(FOLLOWED[name], "1", **variables)

        assert socket.told()


def registered_by(person: Person, case: Case) -> str:
    """An item that nobody has yet but who registered it."""
    return str(person.did("registerItem", investigationId=case.id, **ITEM)["aggregateId"])


def held(case: Case) -> dict[str, str]:
    """An item of the partner that the leader has, with a restriction that it has not confirmed."""
    item_id, restriction_id = registered_by(case.partner, case), str(uuid4())
    case.partner.did("shareItem", itemId=item_id, recipients=[{"agencyId": "FR-SPOC"}])
    added = {"marking": {"handling": ["H1"]}, "reason": "A witness is to be heard"}
    case.partner.did("imposeRestriction", itemId=item_id, restrictionId=restriction_id, **added)
    return {"heldItemId": item_id, "restrictionId": restriction_id}


def event_of(case: Case) -> str:
    query = "query($id: UUID!) { timeline(caseId: $id, first: 1) { nodes { eventId } } }"
    return str(case.leader.ask(query, id=case.id)["timeline"]["nodes"][0]["eventId"])


def is_refused(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and value.get("__typename") in REFUSED)


def test_there_are_examples_of_reading_and_of_commands() -> None:
    assert len(EXAMPLES) >= 10
    assert len(FOLLOWED) >= 3
