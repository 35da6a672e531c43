"""What partners agreed on and did together: who reads it, who does not, and that it stands on the timeline."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from domain.vocabulary import ERASED, Role
from tests.api.conftest import OPENER, Case, admit, opened_case
from tests.support.canaries import CANARY, dumped, tables_with
from tests.support.served import Served

pytestmark = pytest.mark.postgres

CONFIDENTIALITY = """query($id: UUID!, $on: Date) { confidentiality(investigationId: $id, on: $on) {
  inForce { version daysToSign } versions { version validFrom }
  signatures { memberId agencyId version } exceptions { memberId agencyId version dueOn } } }"""

ACTIVITIES = """query($id: UUID, $agency: String) { jointActivities(investigationId: $id, agencyId: $agency) {
  totalCount nodes { activityId kind title place agencies personsCount heldText heldAt cancelledAt cancellationReason }
} }"""

AUTHORISATIONS = """query($on: Date) { standingAuthorisations(on: $on) { totalCount nodes {
  authorisationId agencyId fromAgencyId toAgencyId crimeAreas purpose validUntil revokedOn revocationReason } } }"""

EMPTY: dict[str, Any] = {"inForce": None, "versions": [], "signatures": [], "exceptions": []}
NOTHING: dict[str, Any] = {"totalCount": 0, "nodes": []}


def today(days: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def held(house: Served, case: Case, **fields: object) -> dict[str, Any]:
    activity: dict[str, object] = {
        "investigationId": case.id,
        "activityId": "course-1",
        "kind": "TRAINING",
        "title": "Tracing of virtual assets",
        "place": "The Hague",
        "agencies": ["FR-SPOC", "DE-BKA"],
        "personsCount": 12,
        **fields,
    }
    done = case.partner.did("recordJointActivity", **activity)
    house.settle()
    return done


def authorised(house: Served, purpose: str = "Takedown of servers") -> str:
    authorisation = str(uuid4())
    house.person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR).did(
        "giveStandingAuthorisation",
        agencyId="FR-SPOC",
        authorisationId=authorisation,
        fromAgencyId="DE-BKA",
        toAgencyId="IO-GS",
        crimeAreas=["CYBERCRIME"],
        validFrom=today(),
        validUntil=today(365),
        purpose=purpose,
    )
    house.settle()
    return authorisation


def test_nobody_is_admitted_who_has_not_signed(case: Case) -> None:
    refused = case.leader.do("admitMember", investigationId=case.id, memberId="new", agencyId="DE-BKA", role="MEMBER")

    assert (refused["code"], refused["field"]) == ("A_MEMBER_SIGNS_CONFIDENTIALITY_FIRST", "memberId")


def test_who_has_not_signed_the_new_version_in_time_is_listed_and_stays(house: Served, case: Case) -> None:
    case.leader.did("requireConfidentiality", investigationId=case.id, version="V2", validFrom=today(), daysToSign=3)
    case.partner.did(
        "recordConfidentialitySignature",
        investigationId=case.id,
        memberId="partner-alpha",
        agencyId="DE-BKA",
        version="V2",
        signedOn=today(),
    )
    house.settle()

    in_time = case.partner.ask(CONFIDENTIALITY, id=case.id, on=today(3))["confidentiality"]
    late = case.partner.ask(CONFIDENTIALITY, id=case.id, on=today(4))["confidentiality"]

    assert in_time["inForce"] == {"version": "V2", "daysToSign": 3}
    assert in_time["exceptions"] == []
    assert late["exceptions"] == [
        {"memberId": "leader-alpha", "agencyId": "FR-SPOC", "version": "V2", "dueOn": today(3)}
    ]
    assert case.leader.ask("{ investigations { totalCount } }")["investigations"]["totalCount"] == 1


def test_without_a_version_in_force_nobody_is_late(case: Case) -> None:
    answer = case.leader.ask(CONFIDENTIALITY, id=case.id, on=today(999))["confidentiality"]

    assert (answer["inForce"], answer["exceptions"]) == (None, [])
    assert answer["signatures"] == [{"memberId": "partner-alpha", "agencyId": "DE-BKA", "version": "V1"}]


def test_confidentiality_of_a_foreign_and_of_no_investigation_is_answered_alike(house: Served, case: Case) -> None:
    stranger = opened_case(house, "other").leader
    house.settle()

    assert stranger.ask(CONFIDENTIALITY, id=case.id)["confidentiality"] == EMPTY
    assert stranger.ask(CONFIDENTIALITY, id=str(uuid4()))["confidentiality"] == EMPTY


def test_a_joint_activity_is_read_by_members_with_the_day_as_exactly_as_it_is_known(house: Served, case: Case) -> None:
    day = today(-3)
    member = house.person("member-alpha", "FR-SPOC", OPENER)
    admit(case.leader, case.id, ("member-alpha", "FR-SPOC"))
    case.leader.did("recordJointActivity", investigationId=case.id, activityId="unknown", kind="MEETING",
                    title="Kick-off", agencies=["DE-BKA", "FR-SPOC"], occurredAt="")  # fmt: skip
    refused = case.leader.do("recordJointActivity", investigationId=case.id, activityId="early", kind="MEETING",
                             title="Kick-off", agencies=["DE-BKA", "FR-SPOC"], occurredAt=day)  # fmt: skip
    held(house, case, occurredAt=today())

    answer = member.ask(ACTIVITIES, id=case.id, agency="DE-BKA")["jointActivities"]

    assert refused["code"] == "A_JOINT_ACTIVITY_JOINS_PARTNERS"
    assert [node["activityId"] for node in answer["nodes"]] == ["course-1", "unknown"]
    assert answer["nodes"][0] == {
        "activityId": "course-1",
        "kind": "TRAINING",
        "title": "Tracing of virtual assets",
        "place": "The Hague",
        "agencies": ["FR-SPOC", "DE-BKA"],
        "personsCount": 12,
        "heldText": today(),
        "heldAt": f"{today()}T00:00:00+00:00",
        "cancelledAt": None,
        "cancellationReason": None,
    }
    assert member.ask(ACTIVITIES, agency="IO-GS")["jointActivities"] == NOTHING


def test_a_cancelled_activity_stays_in_the_list_with_its_reason(house: Served, case: Case) -> None:
    held(house, case)
    case.leader.did("cancelJointActivity", investigationId=case.id, activityId="course-1", reason="Entered twice")
    house.settle()

    (node,) = case.partner.ask(ACTIVITIES, id=case.id)["jointActivities"]["nodes"]

    assert node["cancellationReason"] == "Entered twice"
    assert node["cancelledAt"] is not None


def test_a_joint_activity_is_nothing_to_a_stranger(house: Served, case: Case) -> None:
    stranger = opened_case(house, "other").leader
    held(house, case)

    assert stranger.ask(ACTIVITIES)["jointActivities"] == NOTHING
    assert stranger.ask(ACTIVITIES, id=case.id)["jointActivities"] == NOTHING


def test_a_joint_activity_stands_on_the_timeline_between_its_agencies(house: Served, case: Case) -> None:
    held(house, case)

    query = """query($id: UUID!) { timeline(caseId: $id, filter: {categories: [JOINT_ACTIVITY]}) {
      nodes { kind fromAgencyId toAgencyId agencies text } } }"""
    (entry,) = case.leader.ask(query, id=case.id)["timeline"]["nodes"]

    assert entry["kind"] == "investigation.JointActivityRecorded"
    assert (entry["fromAgencyId"], entry["toAgencyId"]) == ("DE-BKA", "FR-SPOC")
    assert sorted(entry["agencies"]) == ["DE-BKA", "FR-SPOC"]
    assert "Tracing of virtual assets" in entry["text"]


@pytest.mark.parametrize("agency_id", ["FR-SPOC", "DE-BKA", "IO-GS"])
def test_the_three_named_agencies_read_a_standing_authorisation(house: Served, agency_id: str) -> None:
    authorisation = authorised(house)

    answer = house.person("reader", agency_id).ask(AUTHORISATIONS, on=today())["standingAuthorisations"]

    assert answer["totalCount"] == 1
    assert answer["nodes"][0] == {
        "authorisationId": authorisation,
        "agencyId": "FR-SPOC",
        "fromAgencyId": "DE-BKA",
        "toAgencyId": "IO-GS",
        "crimeAreas": ["CYBERCRIME"],
        "purpose": "Takedown of servers",
        "validUntil": today(365),
        "revokedOn": None,
        "revocationReason": None,
    }


def test_nobody_else_learns_of_a_standing_authorisation(house: Served) -> None:
    authorised(house)

    assert house.person("otto", "AT-SPOC").ask(AUTHORISATIONS)["standingAuthorisations"] == NOTHING


def test_a_revoked_authorisation_no_longer_holds_and_stays_on_record(house: Served) -> None:
    authorisation = authorised(house)
    anna = house.person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
    anna.did("revokeStandingAuthorisation", agencyId="FR-SPOC", authorisationId=authorisation, reason="New policy")
    house.settle()

    assert anna.ask(AUTHORISATIONS, on=today())["standingAuthorisations"] == NOTHING
    (node,) = anna.ask(AUTHORISATIONS)["standingAuthorisations"]["nodes"]
    assert (node["revokedOn"], node["revocationReason"]) == (today(), "New policy")


def test_an_erased_authorisation_stays_on_record_without_what_was_written(
    house: Served, superuser_database: str
) -> None:
    authorisation, other = authorised(house, purpose=CANARY), authorised(house, purpose=CANARY)
    anna = house.person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
    anna.did("revokeStandingAuthorisation", agencyId="FR-SPOC", authorisationId=authorisation, reason=CANARY)
    lasting = anna.do("eraseAgencyTexts", agencyId="FR-SPOC", reason="COURT_ORDER")
    anna.did("revokeStandingAuthorisation", agencyId="FR-SPOC", authorisationId=other, reason=CANARY)
    house.settle()
    before = tables_with(superuser_database)
    anna.did("eraseAgencyTexts", agencyId="FR-SPOC", reason="COURT_ORDER")
    house.settle()

    told = anna.ask(AUTHORISATIONS)["standingAuthorisations"]

    assert lasting["code"] == "TEXTS_ARE_ERASED_WHEN_NO_AUTHORISATION_LASTS"
    assert before == ['"read"."standing_authorisations"', '"read"."standing_revocations"']
    assert (tables_with(superuser_database), dumped(superuser_database)) == ([], "")
    assert {(each["purpose"], each["revocationReason"]) for each in told["nodes"]} == {(ERASED, ERASED)}
    assert (told["totalCount"], {each["revokedOn"] for each in told["nodes"]}) == (2, {today()})


def test_the_directory_does_not_tell_of_standing_authorisations(house: Served, database: str) -> None:
    authorisation = authorised(house)

    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT a.*::text FROM read.agencies a").fetchall()

    assert rows
    assert not [row for row in rows if authorisation in row[0]]
