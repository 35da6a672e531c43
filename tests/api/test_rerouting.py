"""The assignments of a case are held against another routing rule, as far as they are for the person who asks."""

from uuid import uuid4

import pytest

from domain.vocabulary import Role
from tests.api.conftest import Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres

WHAT_IF_ROUTING = """query($id: UUID!, $rule: RoutingRuleInput, $asOf: AsOf) {
  whatIfRouting(investigationId: $id, rule: $rule, asOf: $asOf) {
    tally { assignments agreeing withoutCompetentUnit misrouted setRight }
    assignments { nodes { requestId assignedUnitId proposedUnitId assignedRank agrees
      proposal { explanation units { unitId reasons } } } } } }"""


def _assigned(house: Served, case: Case) -> None:
    """The request goes to a unit of Germany that works in German alone, although the directory denies it."""
    unit, own = "DE-BKA/WIEN", {"agencyId": "DE-BKA", "unitId": "DE-BKA/WIEN"}
    keeper = house.person("keeper", "IO-GS", Role.DIRECTORY_ADMINISTRATOR)
    keeper.did("registerUnit", **own, name="Wien", validFrom="2020-01-01")
    keeper.did(
        "declareCompetence", **own, competenceId="ONE", crimeAreas=["CYBERCRIME"], regions=["FR"], languages=["de"],
        validFrom="2020-01-01",
    )  # fmt: skip
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False)
    case.partner.did("assignUnit", requestId=case.request, unitId=unit, overrideReason="They know")
    house.settle()


def test_a_history_is_held_against_another_routing_rule(house: Served, case: Case) -> None:
    _assigned(house, case)
    lenient = {"order": ["REGION"], "languageIsNeeded": False}

    standing = case.leader.ask(WHAT_IF_ROUTING, id=case.id)["whatIfRouting"]
    other = case.leader.ask(WHAT_IF_ROUTING, id=case.id, rule=lenient)["whatIfRouting"]

    (was,), (would,) = standing["assignments"]["nodes"], other["assignments"]["nodes"]
    assert (was["assignedUnitId"], was["proposedUnitId"], was["assignedRank"]) == ("DE-BKA/WIEN", None, None)
    assert was["proposal"]["explanation"] == "No competent unit works in en; DE-BKA/WIEN in de."
    assert (would["proposedUnitId"], would["assignedRank"], would["agrees"]) == ("DE-BKA/WIEN", 1, True)
    assert "en is not among its languages" in would["proposal"]["units"][0]["reasons"]
    assert (standing["tally"]["withoutCompetentUnit"], other["tally"]["agreeing"]) == (1, 1)


def test_before_it_was_assigned_nothing_is_held_against_a_rule(house: Served, case: Case) -> None:
    house.settle()
    before = house.given.log.head()
    _assigned(house, case)

    then = case.leader.ask(WHAT_IF_ROUTING, id=case.id, asOf={"position": before})["whatIfRouting"]

    assert (then["assignments"]["nodes"], then["tally"]["assignments"]) == ([], 0)


def test_a_rule_that_names_a_preference_twice_is_refused(shared_case: tuple[Served, Case]) -> None:
    _, case = shared_case

    (error,) = case.leader.post(WHAT_IF_ROUTING, id=case.id, rule={"order": ["REGION", "REGION"]})["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "order")


def test_of_a_case_that_is_not_for_one_no_assignment_is_held_against_a_rule(
    shared_case: tuple[Served, Case],
) -> None:
    served, case = shared_case
    stranger = served.person("stranger", "AT-SPOC")

    of_case, of_nothing = (stranger.ask(WHAT_IF_ROUTING, id=each) for each in (case.id, str(uuid4())))

    assert of_case == of_nothing == {"whatIfRouting": None}
