"""Reading over the public interface: lists, pages, clocks as of a moment, and reading one's own writes.

It must not test what the read models decide: that is theirs.
"""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest

from domain.vocabulary import Role
from tests.api.conftest import Case
from tests.support.served import Served, following, served
from tests.tidy.tree import ROOT

pytestmark = pytest.mark.postgres

README_QUERY = re.findall(r"```graphql\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]

EVERYTHING = """
query Everything($id: UUID!, $request: UUID!) {
  me { memberId agencyId unitId roles expiresAt agency { name unitCount } }
  agencies(first: 2) {
    nodes { agencyId name country tz languages unitCount version contact { address alwaysOpen hours tz }
      roles { role validFrom validTo } units(first: 2) { nodes { unitId } } }
    edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  agency(agencyId: "IO-GS") { agencyId units { nodes { unitId agencyId name family validFrom validTo suspendedFrom
    contact { address } competences { competenceId crimeAreas regions languages validFrom validTo } } } }
  unit(unitId: "FR-SPOC/CYBER") { unitId name }
  units(filter: {agencyId: "FR-SPOC"}) { nodes { unitId } }
  investigations { nodes { investigationId reference } }
  investigation(investigationId: $id) {
    investigationId reference title phase crimeAreas legalBasis leadAgencyId plannedEnd compartments activePartners
    activeMembers requestCount openRequestCount openFollowupCount openedAt updatedAt version position
    agreement { reference signedOn validFrom validTo thirdPartyAccess amendments }
    partners { agencyId role standing isLead activeFrom activeTo }
    members { memberId agencyId role isActive isAdministrator clearance compartments activeFrom activeTo }
    requests { totalCount nodes { requestId investigation { reference } } }
    timeline { totalCount nodes { position caseId eventId requestId followupId kind category fromAgencyId
      toAgencyId agencies
      recordedAt actorId actorKind actorAgencyId actorUnitId channel externalRef summaryKey text isSystem cycle
        corrects
      correctedBy occurredAt occurredUntil occurredPrecision occurredTz occurredText summaryArguments { name value
        } direction } }
  }
  request(requestId: $request) {
    requestId investigationId state cycle version position awaitingClarification awaitingJudicialAuthorisation
      postponed
    escalated requestingAgencyId requestingUnitId requestedAgencyId assignedUnitId instrument profile protocol
      availability
    urgency urgencyReason crimeArea subject purpose linkOfPurposeAndData legalBasis useRestrictions language
      replyBy outcome
    grounds redirections draftedAt sentAt receivedAt acknowledgedAt decidedAt startedAt answeredAt closedAt openedAt
    updatedAt dueAt atRisk overdue timeline { nodes { kind } }
    clocks { obligation cycle profile citation state startedAt baseDue effectiveDue warnAt suspended suspendedSince
      extended
      metAt warnedAt breachedAt isAnnulled isAtRisk isOverdue remaining }
  }
  requests { totalCount nodes { requestId } }
}
"""


def test_every_field_answers(case: Case) -> None:
    answer = case.leader.ask(EVERYTHING, id=case.id, request=case.request)

    assert answer["investigation"]["reference"] == "alpha/2026"
    assert answer["investigation"]["requests"]["nodes"][0]["investigation"] == {"reference": "alpha/2026"}
    assert answer["request"]["state"] == "SENT"
    assert answer["requests"] == {"totalCount": 1, "nodes": [{"requestId": case.request}]}


def test_pages_follow_each_other_without_gap_or_repetition(case: Case) -> None:
    query = """query($id: UUID!, $after: String) {
      timeline(caseId: $id, first: 2, after: $after) { nodes { position } pageInfo { endCursor hasNextPage }
        totalCount } }"""
    whole = case.leader.ask("query($id: UUID!) { timeline(caseId: $id) { nodes { position } } }", id=case.id)
    first = case.leader.ask(query, id=case.id)["timeline"]

    second = case.leader.ask(query, id=case.id, after=first["pageInfo"]["endCursor"])["timeline"]

    assert first["nodes"] + second["nodes"] == whole["timeline"]["nodes"][:4]
    assert first["pageInfo"]["hasNextPage"] is True
    assert first["totalCount"] == len(whole["timeline"]["nodes"])


def test_clocks_are_told_as_of_the_moment_asked(house: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False, byCompetentAuthority=True)
    house.settle()
    query = """query($id: UUID!, $at: DateTime) { request(requestId: $id, at: $at) {
      overdue dueAt clocks { citation isOverdue remaining } } }"""

    today = case.leader.ask(query, id=case.request)["request"]
    later = case.leader.ask(query, id=case.request, at="2099-01-01T00:00:00+01:00")["request"]

    assert today["overdue"] is False
    assert later["overdue"] is True
    assert later["clocks"][0]["remaining"].startswith("-P")
    assert later["clocks"][0]["citation"]


def test_a_direction_is_seen_from_the_own_agency_unless_said_otherwise(case: Case) -> None:
    query = """query($id: UUID!, $filter: EntryFilterInput) {
      timeline(caseId: $id, filter: $filter) { nodes { kind direction } } }"""
    outgoing = {"direction": "OUTGOING", "categories": ["REQUEST"]}

    own = case.leader.ask(query, id=case.id, filter=outgoing)["timeline"]["nodes"]
    theirs = case.partner.ask(query, id=case.id, filter=outgoing)["timeline"]["nodes"]

    assert {"kind": "request.RequestSent", "direction": "OUTGOING"} in own
    assert theirs == []


def test_the_routing_proposal_gives_its_reasons(case: Case) -> None:
    query = """query {
      competentUnits(sought: {crimeArea: "CYBERCRIME", region: "FR", language: "en", on: "2026-03-02"}) {
        units { rank unitId agencyId name competenceId isAlwaysOpen coveringArea coveringRegion languagePlace reasons }
        passedOver { unitId agencyId name failed } failed explanation } }"""

    proposal = case.leader.ask(query)["competentUnits"]

    assert proposal["failed"] is None
    assert proposal["units"][0]["rank"] == 1
    assert proposal["units"][0]["reasons"]
    assert proposal["units"][0]["coveringArea"] in {"CYBERCRIME", "CYBERCRIME_AND_DIGITAL_EVIDENCE"}


@pytest.fixture
def followed(house: Served) -> Iterator[Served]:
    """The house with read models that follow by themselves."""
    with following(house):
        yield house


def test_a_query_with_the_position_of_a_mutation_reads_what_it_wrote(followed: Served) -> None:
    opener = followed.person("ada", "FR-SPOC", Role.INVESTIGATION_OPENER)
    opened = opener.did(
        "openInvestigation",
        reference="ryw/1",
        title="Read your writes",
        crimeAreas=["CYBERCRIME"],
        legalBasis="TREATY",
        leadAgencyId="FR-SPOC",
        firstMemberId="ada",
    )
    query = "query($id: UUID!, $at: Position) { investigation(investigationId: $id, minPosition: $at) { title } }"

    answer = opener.ask(query, id=opened["aggregateId"], at=opened["position"])

    assert answer["investigation"] == {"title": "Read your writes"}


def test_a_position_that_is_not_reached_in_time_is_a_typed_error(database: str) -> None:
    with served(database, wait_limit_s=0.05) as house:
        house.settle()
        answer = house.person("ada", "FR-SPOC").post('{ agency(agencyId: "FR-SPOC", minPosition: 1000000) { name } }')

    assert answer["data"] == {"agency": None}
    assert answer["errors"][0]["extensions"]["code"] == "NOT_YET_VISIBLE"


def test_nobody_waits_for_a_position_that_the_log_does_not_hold(database: str) -> None:
    with served(database, wait_limit_s=3_600, operation_limit_s=3_600) as house:
        house.settle()
        answer = house.person("ada", "FR-SPOC").post('{ agency(agencyId: "FR-SPOC", minPosition: 1000000) { name } }')

    assert answer["errors"][0]["extensions"]["code"] == "NOT_YET_VISIBLE"


def test_what_is_absent_is_null(case: Case) -> None:
    query = """query($id: UUID!) { investigation(investigationId: $id) { title } request(requestId: $id) { state }
      entry(eventId: $id) { kind } agency(agencyId: "XX-NONE") { name } unit(unitId: "XX-NONE/X") { name } }"""

    answer = case.leader.ask(query, id=str(uuid4()))

    assert set(answer.values()) == {None}


def test_the_query_of_the_readme_shows_a_case_with_its_requests_clocks_and_timeline(case: Case) -> None:
    (shown,) = case.leader.ask(README_QUERY)["investigations"]["nodes"]

    assert shown["reference"] == "alpha/2026"
    assert [request["requestedAgencyId"] for request in shown["requests"]["nodes"]] == ["DE-BKA"]
    assert [entry["kind"] for entry in shown["timeline"]["nodes"]][-1] == "request.RequestSent"
