"""An event that an automation stumbles over stops that automation, right before it, and no other."""

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid4

import psycopg
import pytest

from consumers.automations import ALL, Automation, History, Standing, Step, standings
from domain.event import Recorded
from domain.followup.commands import OpenFollowUp
from domain.followup.events import SourceKind
from domain.investigation.commands import WithdrawPartner
from domain.request.events import RequestReceived
from tests.support.automating import BE, DE, FR, Scene, scene

pytestmark = pytest.mark.postgres

STUMBLING = "stumbling"


@pytest.fixture
def case(database: str) -> Iterator[Scene]:
    with scene(database) as made:
        yield made


def stumbling(bad: UUID | None, fault: Exception | None = None) -> Automation:
    """Opens a follow-up for each request that arrives, but stumbles over one; without a fault its command does."""

    def follow(recorded: Recorded, _history: History) -> Iterable[Step]:
        request_id = recorded.envelope.aggregate_id
        if request_id == bad and fault is not None:
            raise fault
        ref: str = 7 if request_id == bad else str(request_id)  # type: ignore[assignment]  # what a decision stumbles over
        command = OpenFollowUp(
            followup_id=uuid4(),
            investigation_id=recorded.envelope.case_id or request_id,
            source=SourceKind.REQUEST,
            source_ref=ref,
            task="Look at it",
            opened_by_agency_id=FR,
        )
        yield Step("look", command)

    return Automation(name=STUMBLING, events=frozenset({RequestReceived}), follow=follow)


def stands(case: Scene) -> dict[str, Standing]:
    with psycopg.connect(case.conninfo) as connection:
        return {each.automation: each for each in standings(connection)}


def looked_at(case: Scene) -> list[str]:
    return [getattr(each.event, "source_ref", "") for each in case.recorded("followup.FollowUpOpened")]


@pytest.mark.parametrize("fault", [ValueError("no such thing"), None])
def test_it_stops_right_before_the_event_and_says_why_while_others_go_on(case: Scene, fault: Exception | None) -> None:
    good, bad = case.request(DE, BE), case.request(BE, FR)
    case.request(FR, DE)
    arrived = case.recorded("request.RequestReceived")[1].position
    case.submit(WithdrawPartner(investigation_id=case.case, agency_id=BE, reason="Reorganised"))

    case.act((stumbling(bad, fault), *ALL))

    stopped = stands(case)[STUMBLING]
    assert stopped.position < arrived
    assert (stopped.fault or "").startswith(f"position {arrived}: ")
    assert looked_at(case) == [str(good), *sorted([str(good), str(bad)], key=looked_at(case)[1:].index)]
    assert all(each.fault is None and each.lag_events == 0 for name, each in stands(case).items() if name != STUMBLING)


def test_once_it_is_mended_the_next_process_goes_on_from_that_event(case: Scene) -> None:
    requests = [case.request(DE, BE), case.request(BE, FR), case.request(FR, DE)]
    case.act((stumbling(requests[1], ValueError("no such thing")),))

    case.act((stumbling(None),))

    assert looked_at(case) == [str(each) for each in requests]
    assert (stands(case)[STUMBLING].fault, stands(case)[STUMBLING].lag_events) == (None, 0)
