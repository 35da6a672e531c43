"""Trend and outlook over the public interface: both sides read them, others do not; an open request tells its own."""

from datetime import UTC, date, datetime

import pytest

from deploy.looking_ahead import find_out
from tests.api.conftest import Case
from tests.support.cycles import monthly, tell
from tests.support.served import Answer, Served

pytestmark = pytest.mark.postgres

OUTLOOK = """query($asking: String) { outlook(requestingAgencyId: $asking) {
  boundary version cycles trends { figure direction isReal slope pValue periods cycles }
  volumes { month expected low high method } changes { kind observed usual } } }"""

EXPECTED = """query($id: UUID!) { request(requestId: $id) { state
  expectedReply { ofPair age earlyAt medianAt lateAt openAtAge cycles } } }"""

GROWING = [4 + month for month in range(24)]


@pytest.fixture
def told(house: Served, database: str) -> Served:
    tell(database, monthly(datetime(2024, 1, 1, tzinfo=UTC), GROWING, days=4.0))
    find_out(database, date(2026, 1, 1))
    return house


def of(house: Served, agency_id: str, **variables: object) -> Answer:
    outlook: Answer = house.person("somebody", agency_id).ask(OUTLOOK, **variables)["outlook"]
    return outlook


def test_before_the_first_month_ended_there_is_no_outlook(house: Served) -> None:
    assert house.person("anna", "FR-SPOC").ask(OUTLOOK) == {"outlook": None}


@pytest.mark.parametrize("agency_id", ["FR-SPOC", "DE-BKA"])
def test_both_sides_read_what_is_to_be_expected(told: Served, agency_id: str) -> None:
    outlook = of(told, agency_id)
    assert [each["figure"] for each in outlook["trends"] if each["isReal"]] == ["SENT"]
    assert [each["month"] for each in outlook["volumes"]] == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_others_read_on_what_it_rests_and_no_figure(told: Served) -> None:
    assert of(told, "IO-GS") == {
        "boundary": "2026-01-01", "version": 1, "cycles": sum(GROWING), "trends": [], "volumes": [], "changes": [],
    }  # fmt: skip


@pytest.mark.parametrize(("asking", "count"), [("FR-SPOC", 3), ("DE-BKA", 0), ("NOBODY", 0)])
def test_one_direction_may_be_asked_for_alone(told: Served, asking: str, count: int) -> None:
    assert len(of(told, "FR-SPOC", asking=asking)["volumes"]) == count


def test_a_request_that_waits_tells_when_its_reply_is_to_be_expected(told: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request)
    told.settle()
    answer = case.leader.ask(EXPECTED, id=case.request)["request"]
    assert answer["state"] == "RECEIVED"
    assert (answer["expectedReply"]["ofPair"], answer["expectedReply"]["cycles"]) == (True, sum(GROWING))
    assert answer["expectedReply"]["medianAt"] > datetime.now(UTC).isoformat()


def test_a_request_that_was_not_received_tells_nothing(told: Served, case: Case) -> None:
    told.settle()
    assert case.leader.ask(EXPECTED, id=case.request)["request"] == {"state": "SENT", "expectedReply": None}
