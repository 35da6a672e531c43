"""The probe of the desk: what waits there is for the person, and everything that waits for its agency is there.

It must not know how the desk is read: it is held against the lists of things, which have probes of their own.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from domain.request.events import RequestRedirected, RequestReopened, TimeLimitReminderSent
from domain.review.events import RecommendationAccepted, RecommendationDeclined, RecommendationMade
from tests.leaks.asking import Asker

__all__ = ["desk", "entries", "named"]

DESK = """query($after: String) { desk { entries(first: 11, after: $after) { totalCount
  nodes { kind subjectId partId otherAgencyId investigationId investigation { investigationId }
  subject { id } }
  pageInfo { endCursor hasNextPage } } } }"""
TALLY = "{ desk { tally { kinds { entries } } } }"

OF_ITEMS = (
    "CONSENT_TO_ANSWER", "RECEIPT_TO_CONFIRM", "RESTRICTION_TO_CONFIRM", "RECALL_TO_CONFIRM",
    "RESTRICTION_LEFT_UNCONFIRMED",
)  # fmt: skip
OF_FOLLOW_UPS = ("FOLLOW_UP_TO_ASSIGN", "FOLLOW_UP_TO_DO", "FOLLOW_UP_TO_VERIFY")
KINDS = {
    **dict.fromkeys(OF_ITEMS, "item"),
    **dict.fromkeys(OF_FOLLOW_UPS, "followup"),
    "RECOMMENDATION_TO_ANSWER": "review",
}
"""Kind of entry -> kind of the thing that it is about; of all others a request."""

ASKED_OF_US = ("SENT", "RECEIVED", "ACKNOWLEDGED", "ACCEPTED", "IN_EXECUTION")
ASKED_BY_US = ("DRAFT", "ANSWERED", "REFUSED")


def desk(asker: Asker) -> Iterator[str]:
    """The desk holds what waits for the person's agency of what the person may see, once; its counts tell the same."""
    found, counts = entries(asker)
    told = [named(each) for each in found]
    allowed = [*_requests(asker), *_follow_ups(asker), *_of_items(asker), *_advised(asker)]
    yield from asker.sets("desk", told, allowed, len(asker.oracle.things))
    for total in counts:
        yield from asker.number("desk totals", total, len(allowed))
    for each in found:
        if each["investigationId"] != (each["investigation"] or {"investigationId": None})["investigationId"]:
            yield f"desk: {asker.person.member_id}: of an investigation that is not shown"
    yield from _subjects(asker, found)


def _subjects(asker: Asker, found: list[dict[str, Any]]) -> Iterator[str]:
    """The thing of an entry is that which it names; it is shown to who sees it, and only to who does."""
    seen = {kind: asker.oracle.seen(asker.person, kind) for kind in ("request", *KINDS.values())}
    for each in found:
        told = [each["subject"]["id"]] if each["subject"] else []
        is_seen = UUID(each["subjectId"]) in seen[KINDS.get(each["kind"], "request")]
        yield from asker.sets("desk subjects", told, [each["subjectId"]] if is_seen else [], 1)


def entries(asker: Asker) -> tuple[list[dict[str, Any]], tuple[int, int]]:
    """This will return all that waits; and the totals that the last of them and the tally told."""
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        page = asker.ask(DESK, after=after)["desk"]["entries"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            kinds = asker.ask(TALLY)["desk"]["tally"]["kinds"]
            return found, (page["totalCount"], sum(each["entries"] for each in kinds))


def named(entry: Mapping[str, Any]) -> str:
    """This will tell an entry from all others: several agencies may have left one restriction unconfirmed."""
    known_as = f"{entry['subjectId']} {entry['partId']}"
    return f"{known_as} {entry['otherAgencyId']}" if entry["kind"] == "RESTRICTION_LEFT_UNCONFIRMED" else known_as


def _requests(asker: Asker) -> Iterator[str]:
    selection = "requestId state awaitingClarification requestingAgencyId requestedAgencyId dueAt"
    nodes, _ = asker.pages("requests", "", selection)
    agency, seen = asker.person.agency_id, {str(each) for each in asker.oracle.seen(asker.person, "request")}
    for each in nodes:
        is_asked, is_open = each["requestedAgencyId"] == agency, each["state"] in ASKED_OF_US
        of_us = is_asked and is_open and not each["awaitingClarification"]
        by_us = each["state"] in ASKED_BY_US or each["awaitingClarification"]
        if (of_us or (each["requestingAgencyId"] == agency and by_us)) and each["requestId"] in seen:
            yield f"{each['requestId']} None"
        is_running = is_open and not each["awaitingClarification"] and each["dueAt"] is not None
        is_ours = each["requestingAgencyId"] == agency and each["requestId"] in seen
        if is_ours and is_running and asker.person.member_id in _reminded(asker, UUID(each["requestId"])):
            yield f"{each['requestId']} None"


def _reminded(asker: Asker, request_id: UUID) -> tuple[str, ...]:
    """The liaison officers who were reminded last of a limit of the present cycle and receiver."""
    members: tuple[str, ...] = ()
    for each in asker.oracle.streams[request_id]:
        match each.event:
            case TimeLimitReminderSent():
                members = each.event.members
            case RequestRedirected() | RequestReopened():
                members = ()
            case _:
                pass
    return members


def _follow_ups(asker: Asker) -> Iterator[str]:
    nodes, _ = asker.pages("followUps", "", "followupId stage assignedAgencyId openedByAgencyId")
    agency, seen = asker.person.agency_id, {str(each) for each in asker.oracle.seen(asker.person, "followup")}
    for each in nodes:
        to_do = each["stage"] == "ASSIGNED" and each["assignedAgencyId"] == agency
        to_judge = each["stage"] in ("OPEN", "COMPLETED") and each["openedByAgencyId"] == agency
        if (to_do or to_judge) and each["followupId"] in seen:
            yield f"{each['followupId']} None"


def _advised(asker: Asker) -> Iterator[str]:
    """Recommendations to the agency that it did not answer, of which the person sees all that they rest on."""
    oracle, agency = asker.oracle, asker.person.agency_id
    replies = [
        each.event for each in oracle.log if isinstance(each.event, RecommendationAccepted | RecommendationDeclined)
    ]
    answered = {each.recommendation_id for each in replies if each.agency_id == agency}
    for each in oracle.log:
        if not isinstance(each.event, RecommendationMade) or each.event.recommendation_id in answered:
            continue
        if agency in each.event.to_agency_ids and oracle.may_see_entry(asker.person, each):
            yield f"{each.event.review_id} {each.event.recommendation_id}"


def _of_items(asker: Asker) -> Iterator[str]:
    """What is owed and asked, which the probes of obligations and consents hold against the oracle."""
    owed, _ = asker.pages("itemObligations", "", "itemId kind obligationId")
    for each in owed:
        yield f"{each['itemId']} {None if each['kind'] == 'RECEIPT' else each['obligationId']}"
    late, _ = asker.pages(
        "itemObligations", "filter: {side: UNCONFIRMED, afterHours: 0},", "itemId obligationId agencyId listedAt"
    )
    for each in late:
        if each["listedAt"] is not None:
            yield f"{each['itemId']} {each['obligationId']} {each['agencyId']}"
    asked, _ = asker.pages("itemConsents", "filter: {answered: false}", "itemId consentId")
    for each in asked:
        yield f"{each['itemId']} {each['consentId']}"
