"""Figures over all cases over the public interface: analysts read them, others are told the same whatever there is."""

from datetime import date

import pytest

from deploy.looking_ahead import find_out
from domain.vocabulary import Role
from tests.support.blocks import PAIRS, Block, put
from tests.support.served import Served

pytestmark = pytest.mark.postgres

AGGREGATE = """query($by: [CooperationDimension!]) { cooperation(
    scope: AUTHORISED_AGGREGATE, metrics: [M1, M11], groupBy: $by, window: { since: "2025-01-01T00:00:00Z" }
  ) {
    scope at publication { firstMonth lastMonth boundary roundedTo leastInvestigations version }
    groups(first: 9) { totalCount nodes { fromAgencyId toAgencyId month figures { name n value } } }
  } }"""

AS_OF = "{ cooperation(scope: AUTHORISED_AGGREGATE, metrics: [M1], asOf: { position: 1 }) { at } }"


@pytest.fixture
def told(house: Served, database: str) -> Served:
    put(database, [Block(days=(2.0,) * 7, case=case, pair=PAIRS[0]) for case in range(4)])
    find_out(database, date(2025, 5, 1))
    return house


def test_an_analyst_reads_what_is_published_and_on_what_it_rests(told: Served) -> None:
    by = ["FROM_AGENCY", "TO_AGENCY", "MONTH"]
    answer = told.person("ana", "AT-SPOC", Role.COOPERATION_ANALYST).ask(AGGREGATE, by=by)["cooperation"]
    sent, fulfilled = {"name": "sent", "n": 20, "value": 20.0}, {"name": "fulfilled", "n": 20, "value": 1.0}
    in_part = {"name": "fulfilled in part", "n": 20, "value": 0.0}
    group = {"fromAgencyId": "FR-SPOC", "toAgencyId": "DE-BKA", "month": "2025-01-01"}
    assert answer == {
        "scope": "AUTHORISED_AGGREGATE", "at": "2025-05-01T00:00:00+00:00",
        "publication": {
            "firstMonth": "2025-01-01", "lastMonth": "2025-01-01", "boundary": "2025-05-01", "roundedTo": 5,
            "leastInvestigations": 3, "version": 1,
        },
        "groups": {"totalCount": 1, "nodes": [{**group, "figures": [sent, fulfilled, in_part]}]},
    }  # fmt: skip


def test_before_the_first_month_is_published_there_is_nothing(house: Served) -> None:
    house.settle()
    answer = house.person("ana", "AT-SPOC", Role.COOPERATION_ANALYST).ask(AGGREGATE)["cooperation"]
    assert (answer["publication"], answer["groups"]["nodes"]) == (None, [])


def test_without_the_role_the_answer_is_the_same_whatever_there_is(house: Served, database: str) -> None:
    everybody_else = [each for each in Role if each is not Role.COOPERATION_ANALYST]
    before = house.person("leo", "FR-SPOC", *everybody_else).post(AGGREGATE)
    put(database, [Block(days=(2.0,) * 7, case=case) for case in range(4)])
    find_out(database, date(2025, 5, 1))
    after = house.person("leo", "FR-SPOC", *everybody_else).post(AGGREGATE)
    assert [each["extensions"]["code"] for each in before["errors"]] == ["NOT_PERMITTED"]
    assert (before["data"], before["errors"]) == (after["data"], after["errors"])


def test_a_moment_of_the_record_is_refused(house: Served) -> None:
    answer = house.person("ana", "AT-SPOC", Role.COOPERATION_ANALYST).post(AS_OF)
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "asOf")
