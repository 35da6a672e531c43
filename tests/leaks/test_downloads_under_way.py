"""A download that began before access was taken away ends there: what has not left does not leave (invariant 23)."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from api.files.depot import Depot
from api.files.refusing import DownloadCut
from api.identity.bearer import Bearer
from domain.vocabulary import Role
from tests.api.conftest import OWN_DIRECTORY, Case, opened_case
from tests.support.contents import LARGE, deposited
from tests.support.served import Served, served

pytestmark = pytest.mark.postgres

TakenAway = Callable[[Case, str], None]


def revoked(case: Case, _item_id: str) -> None:
    case.leader.did("revokeMember", investigationId=case.id, memberId="partner-alpha", reason="Left the team")


def left(case: Case, _item_id: str) -> None:
    case.leader.did("withdrawPartner", investigationId=case.id, agencyId="DE-BKA", reason="Done")


def recalled(case: Case, item_id: str) -> None:
    case.leader.did("recallItem", itemId=item_id, recallId=str(uuid4()), reason="Wrong recipient")


def restricted(case: Case, item_id: str) -> None:
    red = {"tlp": "AMBER", "handling": [], "compartments": []}
    only = [{"agencyId": "DE-BKA", "persons": ["somebody-else"]}]
    case.leader.did("admitMember", investigationId=case.id, memberId="somebody-else", agencyId="DE-BKA", role="MEMBER")
    case.leader.did(
        "imposeRestriction", itemId=item_id, restrictionId=str(uuid4()), marking=red, recipients=only, reason="Fewer"
    )


def erased(case: Case, item_id: str) -> None:
    case.leader.did("eraseContent", itemId=item_id, reason="COURT_ORDER")


@pytest.fixture
def house(database: str) -> Iterator[Served]:
    with served(database) as opened:
        opened.enter_all(OWN_DIRECTORY)
        yield opened


@pytest.mark.parametrize("taken_away", [revoked, left, recalled, restricted, erased])
def test_a_download_ends_when_access_is_taken_away(house: Served, taken_away: TakenAway) -> None:
    assert bytes_after(house, taken_away) < len(LARGE) // 2


def test_a_download_runs_to_its_end_where_nothing_is_taken_away(house: Served) -> None:
    assert bytes_after(house, lambda _case, _item_id: None) == len(LARGE)


@pytest.mark.parametrize("taken_away", [revoked, recalled])
def test_a_planted_leak_in_downloads_is_found(
    house: Served, taken_away: TakenAway, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def looks_away(*_: object) -> None:
        pass

    monkeypatch.setattr(Depot, "_require_sight", looks_away)

    assert bytes_after(house, taken_away) == len(LARGE)


def bytes_after(house: Served, taken_away: TakenAway) -> int:
    """How many bytes a partner gets of a content of 16 pieces, of which two had left before access was taken away."""
    case = opened_case(house, "alpha")
    case.leader.did(
        "recordConfidentialitySignature",
        investigationId=case.id, memberId="somebody-else", agencyId="DE-BKA", version="V1", signedOn="2026-01-05",
    )  # fmt: skip
    house.settle()
    item_id = deposited(house, case, LARGE)
    house.settle()
    ends = datetime.now(UTC) + timedelta(hours=1)
    bearer = Bearer(
        member_id="partner-alpha", agency_id="DE-BKA", unit_id=None, roles=frozenset[Role](), expires_at=ends
    )
    portal = house.client.portal
    handed = portal.call(house.given.depot.hand_out, bearer, UUID(item_id))
    got = [portal.call(anext, handed.pieces), portal.call(anext, handed.pieces)]
    taken_away(case, item_id)
    house.settle()

    async def rest() -> None:
        async for piece in handed.pieces:
            got.append(piece)  # noqa: PERF401  # what left before the end counts

    with suppress(DownloadCut):
        portal.call(rest)
    return sum(map(len, got))
