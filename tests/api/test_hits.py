"""Hits between cases: each side learns that there is one, with whom, and nothing of the other's case."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from domain.identifier.digesting import digest_of
from domain.identifier.vocabulary import IdentifierKind
from tests.api.conftest import Case, admit, opened_case
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

KEY = b"\x0b" * 32

HITS = """query($filter: HitFilterInput) { hits(filter: $filter) { totalCount nodes { hitId registrationId drawerId kind
  investigationId isDisclosed otherAgencyId otherInvestigationId standing dismissal openedRequestId
  otherAgency { agencyId } } } }"""
REGISTRATIONS = """query($command: UUID) { identifierRegistrations(filter: { byCommandId: $command }) { totalCount
  nodes { registrationId drawerId kind keyId isDiscreet validUntil endReason } } }"""
LINKS = """{ caseLinks { totalCount nodes { investigationId otherInvestigationId otherAgencyId hits
  kinds { kind hits } hitIds } } }"""
RATES = "query($id: UUID!) { registrationRates(investigationId: $id) { agencyId day registrations } }"


def digest(number: str = "+33612345678") -> str:
    return digest_of(IdentifierKind.PHONE, number, KEY)


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def register(person: Person, case: str, **fields: object) -> dict[str, Any]:
    """This will register a telephone for a case, and return the result with the id of the registration."""
    command = str(uuid4())
    given: dict[str, object] = {"keyId": "EU-1", "kind": "PHONE", "digest": digest(), "validUntil": in_days(90)}
    done = person.did("registerIdentifier", commandId=command, investigationId=case, **{**given, **fields})
    return {**done, "commandId": command}


def hits(house: Served, person: Person, **filter_: object) -> list[dict[str, Any]]:
    house.settle()
    told = person.ask(HITS, filter=filter_ or None)["hits"]
    assert told["totalCount"] == len(told["nodes"])
    nodes: list[dict[str, Any]] = told["nodes"]
    return nodes


def side(hit: dict[str, Any]) -> dict[str, str]:
    return {name: hit[name] for name in ("drawerId", "hitId", "registrationId")}


@pytest.fixture
def beta(house: Served) -> Case:
    """Another investigation, with other people of the same agencies."""
    return opened_case(house, "beta")


def test_both_sides_learn_of_each_other_and_of_no_case(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)

    (ours,), (theirs,) = hits(house, case.leader), hits(house, beta.partner)

    assert ours["hitId"] == theirs["hitId"]
    assert (ours["investigationId"], ours["otherAgencyId"], ours["otherInvestigationId"]) == (case.id, "DE-BKA", None)
    assert (theirs["investigationId"], theirs["otherAgencyId"]) == (beta.id, "FR-SPOC")
    assert (ours["standing"], ours["otherAgency"]) == ("NEW", {"agencyId": "DE-BKA"})


def test_others_of_the_case_are_told_nothing(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)

    assert hits(house, case.partner) == hits(house, beta.leader) == []
    assert case.partner.ask(REGISTRATIONS)["identifierRegistrations"]["totalCount"] == 0


def test_one_who_is_in_both_cases_sees_both(house: Served, case: Case, beta: Case) -> None:
    admit(beta.leader, beta.id, ("leader-alpha", "FR-SPOC"))
    register(case.leader, case.id)
    register(beta.partner, beta.id)

    (ours,) = hits(house, case.leader)
    (link,) = case.leader.ask(LINKS)["caseLinks"]["nodes"]

    assert ours["otherInvestigationId"] == beta.id
    assert (link["investigationId"], link["otherInvestigationId"], link["hits"]) == (case.id, beta.id, 1)
    assert (link["kinds"], link["hitIds"]) == ([{"kind": "PHONE", "hits": 1}], [ours["hitId"]])


def test_for_all_others_a_link_is_with_an_agency(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)
    register(case.leader, case.id, digest=digest("+33612345679"))
    register(beta.partner, beta.id, digest=digest("+33612345679"))
    house.settle()

    told = case.leader.ask(LINKS)["caseLinks"]

    assert told["totalCount"] == 1
    assert (told["nodes"][0]["otherAgencyId"], told["nodes"][0]["otherInvestigationId"]) == ("DE-BKA", None)
    assert told["nodes"][0]["kinds"] == [{"kind": "PHONE", "hits": 2}]
    assert case.partner.ask(LINKS)["caseLinks"] == {"totalCount": 0, "nodes": []}


def test_a_link_of_two_own_cases_is_told_once(house: Served, case: Case, beta: Case) -> None:
    admit(beta.leader, beta.id, ("leader-alpha", "FR-SPOC"))
    register(case.leader, case.id)
    register(beta.leader, beta.id)
    house.settle()

    told = case.leader.ask(LINKS)["caseLinks"]

    assert told["totalCount"] == 1
    assert {told["nodes"][0][each] for each in ("investigationId", "otherInvestigationId")} == {case.id, beta.id}
    assert len(hits(house, case.leader)) == 2


def test_the_answer_to_a_registration_does_not_tell_whether_the_digest_was_known(
    house: Served, case: Case, beta: Case
) -> None:
    """The digests lie in one drawer: the second one of each pair meets a discreet registration, and nothing."""
    digits = digest()[:3] + "0" * 61
    register(case.leader, case.id, conditions={"disclosure": "DISCREET"})
    known = register(beta.partner, beta.id)
    unknown = register(beta.partner, beta.id, digest=digits)

    assert (known["version"], unknown["version"]) == (1, 2)
    assert known["aggregateId"] == unknown["aggregateId"]
    assert int(unknown["position"]) - int(known["position"]) == 1
    assert hits(house, beta.partner) == []


def test_a_discreet_side_is_told_first_and_discloses(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id, conditions={"disclosure": "DISCREET"})
    register(beta.partner, beta.id)

    (ours,) = hits(house, case.leader)
    assert (ours["isDisclosed"], ours["otherAgencyId"]) == (False, "DE-BKA")
    assert hits(house, beta.partner) == []

    case.leader.did("discloseHit", **side(ours))
    (theirs,) = hits(house, beta.partner)
    assert theirs["otherAgencyId"] == "FR-SPOC"
    assert hits(house, case.leader)[0]["isDisclosed"] is True


def test_what_one_side_does_the_other_is_not_told(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)
    (ours,) = hits(house, case.leader)

    case.leader.did("acknowledgeHit", **side(ours))
    assert hits(house, case.leader)[0]["standing"] == "ACKNOWLEDGED"
    case.leader.did("dismissHit", **side(ours), reason="SHARED_BY_MANY")

    assert hits(house, case.leader)[0]["dismissal"] == "SHARED_BY_MANY"
    assert hits(house, case.leader, standings=["NEW"]) == []
    assert hits(house, beta.partner)[0]["standing"] == "NEW"


def test_a_hit_opens_a_request(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)
    (ours,) = hits(house, case.leader)

    made = case.leader.did(
        "draftRequestFromHit", **side(ours), investigationId=case.id, instrument="EU_2023_977", urgency="ROUTINE"
    )
    house.settle()
    query = """query($id: UUID!) { request(requestId: $id) { state requestingAgencyId requestedAgencyId crimeArea
      investigationId } }"""

    assert case.leader.ask(query, id=made["aggregateId"])["request"] == {
        "state": "DRAFT", "requestingAgencyId": "FR-SPOC", "requestedAgencyId": "DE-BKA",
        "crimeArea": "CYBERCRIME", "investigationId": case.id,
    }  # fmt: skip
    (after,) = hits(house, case.leader, standings=["REQUEST_OPENED"])
    assert after["openedRequestId"] == made["aggregateId"]
    assert hits(house, beta.partner)[0]["openedRequestId"] is None


def test_a_registration_that_ended_meets_nothing_and_leaves_no_digest(
    house: Served, case: Case, beta: Case, database: str
) -> None:
    done = register(case.leader, case.id)
    house.settle()
    told = case.leader.ask(REGISTRATIONS, command=done["commandId"])["identifierRegistrations"]
    (own,) = told["nodes"]
    assert own["drawerId"] == done["aggregateId"]

    case.leader.did(
        "endRegistration", drawerId=own["drawerId"], registrationId=own["registrationId"], reason="NO_LONGER_NEEDED"
    )
    register(beta.partner, beta.id)

    assert hits(house, case.leader) == hits(house, beta.partner) == []
    with psycopg.connect(database) as connection:
        found = "SELECT count(*) FROM log.keys k JOIN log.events e ON e.notification_id = k.position WHERE e.topic = %s"
        kept = connection.execute(found, ("identifier.IdentifierRegistered",)).fetchone()
    assert kept == (1,)


def test_who_leads_an_investigation_sees_how_much_is_registered_for_it(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(case.partner, case.id, digest=digest("+33612345679"), conditions={"disclosure": "DISCREET"})
    house.settle()

    assert case.leader.ask(RATES, id=case.id)["registrationRates"] == [
        {"agencyId": "DE-BKA", "day": in_days(0), "registrations": 1},
        {"agencyId": "FR-SPOC", "day": in_days(0), "registrations": 1},
    ]
    assert case.partner.ask(RATES, id=case.id)["registrationRates"] == []
    assert beta.leader.ask(RATES, id=case.id)["registrationRates"] == []


def test_a_foreign_hit_and_none_are_answered_alike(house: Served, case: Case, beta: Case) -> None:
    register(case.leader, case.id)
    register(beta.partner, beta.id)
    (ours,) = hits(house, case.leader)
    query = "query($hit: UUID!, $side: UUID!) { hit(hitId: $hit, registrationId: $side) { kind } }"

    assert case.leader.ask(query, hit=ours["hitId"], side=ours["registrationId"]) == {"hit": {"kind": "PHONE"}}
    assert beta.partner.ask(query, hit=ours["hitId"], side=ours["registrationId"]) == {"hit": None}
    foreign = beta.partner.do("acknowledgeHit", **side(ours))
    assert foreign == beta.partner.do("acknowledgeHit", **{**side(ours), "hitId": str(uuid4())})
    assert foreign["__typename"] == "NotFound"


def test_nothing_of_it_stands_on_a_timeline(house: Served, case: Case, beta: Case) -> None:
    query = "query($id: UUID!) { timeline(caseId: $id, filter: {hideSystem: false}) { totalCount } }"
    house.settle()
    before = case.leader.ask(query, id=case.id)
    register(case.leader, case.id)
    register(beta.partner, beta.id)
    house.settle()

    assert case.leader.ask(query, id=case.id) == before


@pytest.mark.parametrize("digest_", ["", "AB" * 32, "+33612345678"])
def test_what_is_no_digest_is_refused_and_not_repeated(case: Case, digest_: str) -> None:
    refused = case.leader.do(
        "registerIdentifier", investigationId=case.id, keyId="EU-1", kind="PHONE", digest=digest_, validUntil=in_days(9)
    )

    assert refused["field"] == "digest"
    assert not digest_ or digest_ not in str(refused)
