"""Probes of the past: whatever is told of it has to be for the person now as well, and it tells of nothing later.

They must not know how access is decided: the oracle says what is right.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from domain.request.events import UnitAssigned
from tests.leaks.asking import Asker, differences
from tests.leaks.oracle import Oracle, Person
from tests.leaks.reading import PARTS

__all__ = ["comparisons", "knowledges", "pasts", "pasts_by_id", "reroutings"]

PARTS_THEN = """position requestCount openRequestCount openFollowupCount activeMembers compartments
  requests(first: 50) { totalCount nodes { requestId subject purpose clocks { obligation } } }
  items(first: 50) { totalCount nodes { itemId title provenance holders { agencyId keptBecause }
    evaluations { agencyId } restrictions { reason } } }
  followUps(first: 50) { totalCount nodes { followupId task sourceRef } }
  timeline(first: 100, filter: {hideSystem: false}) { totalCount nodes { eventId text summaryArguments { value } } }
  members { memberId compartments }"""

AS_OF = (
    "query($id: UUID!, $position: Position!) { investigation(investigationId: $id, asOf: {position: $position}) { "
    + PARTS_THEN
    + " } }"
)

LOOKUPS = {
    "request": "request(requestId: %s, asOf: {position: %s}) { id subject }",
    "item": "item(itemId: %s, asOf: {position: %s}) { id title }",
    "followup": "followUp(followupId: %s, asOf: {position: %s}) { id task }",
    "investigation": "investigation(investigationId: %s, asOf: {position: %s}) { id title }",
}


def pasts(asker: Asker) -> Iterator[str]:
    """A case of the past holds no more than the present does, of the head just that.

    Its timeline is what was for the person then and is now.
    """
    for case in asker.oracle.of_kind("investigation"):
        for position in _moments(asker.oracle, case):
            answer = asker.ask(AS_OF, id=str(case), position=position)["investigation"]
            yield from asker.words(f"the past of {case}", answer)
            yield from _parts(asker, case, position, answer)


def _parts(asker: Asker, case: UUID, position: int, answer: Any) -> Iterator[str]:
    is_head = position == asker.oracle.log[-1].position
    for kind, (field, known_as) in PARTS.items():
        seen = {each for each in asker.oracle.seen(asker.person, kind) if asker.oracle.case_of(each) == case}
        told = [each[known_as] for each in answer[field]["nodes"]] if answer else []
        asker.told(len(asker.oracle.of_kind(kind)))
        found = differences(f"pasts: {asker.person.member_id}: {field} at {position}", told, seen)
        yield from (each for each in found if is_head or ": missing " not in each)
        yield from asker.number(f"{field}.totalCount then", answer[field]["totalCount"] if answer else 0, len(told))
    entries, then = asker.oracle.entries(asker.person, case), asker.oracle.then(position)
    known = [each for each in entries if each.position <= position]
    allowed = {each.envelope.event_id for each in known if then.may_see_entry(asker.person, each)}
    told = [each["eventId"] for each in answer["timeline"]["nodes"]] if answer else []
    yield from asker.number("timeline.totalCount then", answer["timeline"]["totalCount"] if answer else 0, len(allowed))
    yield from asker.sets("timeline then", told, allowed if len(allowed) <= len(told) else told, len(allowed))
    yield from (f"pasts: {asker.person.member_id}: {each} leaked" for each in set(told) - {str(one) for one in allowed})


def pasts_by_id(asker: Asker) -> Iterator[str]:
    """What is asked for by its id as of a moment is there for nobody but whom it is for now; at the head for them."""
    head = asker.oracle.log[-1].position
    things = [each for each in asker.oracle.things.items() if each[1] in LOOKUPS][::_EACH]
    for position in (head // 2, head):
        for known_as, kind in things:
            answer = asker.ask(f"{{ one: {LOOKUPS[kind] % (f'{chr(34)}{known_as}{chr(34)}', position)} }}")
            asker.told()
            yield from asker.words("a thing of the past", answer)
            is_for = asker.oracle.may_see(asker.person, known_as)
            if answer["one"] and not is_for:
                yield f"pasts_by_id: {asker.person.member_id}: {kind} {known_as} at {position} leaked"
            if position == head and is_for and not answer["one"]:
                yield f"pasts_by_id: {asker.person.member_id}: {kind} {known_as} missing at the head"


COMPARED = """query($id: UUID!, $from: Position!, $to: Position!) {
  investigationDifference(investigationId: $id, from: {position: $from}, to: {position: $to}) {
    changes(first: 200) { nodes { kind name ofRequestId values { name before after } } } }
  whatIf(investigationId: $id, profile: "EU_EIO", asOf: {position: $to}) {
    verdicts { actual hypothetical } limits(first: 200) { totalCount nodes { requestId } } } }"""

KINDS = {"REQUEST": "request", "ITEM": "item", "FOLLOW_UP": "followup"}


def comparisons(asker: Asker) -> Iterator[str]:
    """What differs between two moments, and what would have been late, is of what the person sees."""
    for case in asker.oracle.of_kind("investigation"):
        middle, _, head = _moments(asker.oracle, case)
        answer = asker.ask(COMPARED, id=str(case), **{"from": middle, "to": head})
        yield from asker.words(f"what differs in {case}", answer)
        if not asker.oracle.may_see(asker.person, case):
            asker.told()
            if answer != {"investigationDifference": None, "whatIf": None}:
                yield f"comparisons: {asker.person.member_id}: {case} is compared"
            continue
        changes = answer["investigationDifference"]["changes"]["nodes"]
        named = [(KINDS[each["kind"]], each["name"]) for each in changes if each["kind"] in KINDS]
        named += [("request", each["ofRequestId"]) for each in changes if each["ofRequestId"]]
        named += [("request", each["requestId"]) for each in answer["whatIf"]["limits"]["nodes"]]
        asker.told(len(named))
        seen = {kind: {str(each) for each in asker.oracle.seen(asker.person, kind)} for kind in KINDS.values()}
        yield from (
            f"comparisons: {asker.person.member_id}: {kind} {name} leaked"
            for kind, name in named
            if name not in seen[kind]
        )


ROUTED = """query($id: UUID!) { whatIfRouting(investigationId: $id, rule: {order: [SPECIALISED]}) {
  tally { assignments agreeing withoutCompetentUnit misrouted setRight }
  assignments(first: 200) { totalCount nodes { requestId assignedUnitId proposal { explanation } } } } }"""


def reroutings(asker: Asker) -> Iterator[str]:
    """The assignments that are held against another rule, and their counts, are of what the person sees."""
    oracle = asker.oracle
    assigned = {each.envelope.aggregate_id for each in oracle.log if type(each.event) is UnitAssigned}
    for case in oracle.of_kind("investigation"):
        answer = asker.ask(ROUTED, id=str(case))["whatIfRouting"]
        asker.told()
        if (answer is not None) != oracle.may_see(asker.person, case):
            yield f"reroutings: {asker.person.member_id}: {case} is there or not"
        if answer is None:
            continue
        yield from asker.words(f"assignments of {case}", answer)
        allowed = {each for each in oracle.seen(asker.person, "request") & assigned if oracle.case_of(each) == case}
        told = [each["requestId"] for each in answer["assignments"]["nodes"]]
        yield from asker.sets("assignments", told, allowed, len(assigned))
        for count in (answer["assignments"]["totalCount"], answer["tally"]["assignments"]):
            yield from asker.number("how many assignments", count, len(allowed))


KNOWN = """query($id: UUID!, $agency: String!, $at: Position!) {
  knowledgeOf(investigationId: $id, agencyId: $agency, asOf: {position: $at}) {
    requests(first: 200) { totalCount nodes { requestId subject } }
    items(first: 200) { totalCount nodes { item { itemId title holders { agencyId } originatorAgencyId }
      conditions { handlingText } } }
    timeline(first: 200) { totalCount nodes { eventId text } } } }"""


def knowledges(asker: Asker) -> Iterator[str]:
    """What an agency could know is, to who asks, what both could see; and nobody learns by it who has an item."""
    oracle, agencies = asker.oracle, (asker.person.agency_id, *sorted(asker.oracle.agencies)[::4])
    for case in oracle.of_kind("investigation"):
        entries = {str(each.envelope.event_id) for each in oracle.entries(asker.person, case)}
        for agency in agencies:
            head = oracle.log[-1].position
            answer = asker.ask(KNOWN, id=str(case), agency=agency, at=head)["knowledgeOf"]
            if answer is None:
                asker.told()
                continue
            yield from asker.words(f"what {agency} knew", answer)
            theirs = [Person(f"{agency.lower()}.{each}", agency) for each in "abcd"]
            for_them = {each for one in theirs for each in oracle.seen(one, "request")}
            allowed = {each for each in oracle.seen(asker.person, "request") & for_them if oracle.case_of(each) == case}
            told = [each["requestId"] for each in answer["requests"]["nodes"]]
            yield from asker.sets(f"requests that {agency} knew", told, allowed, len(oracle.of_kind("request")))
            leaked = {each["eventId"] for each in answer["timeline"]["nodes"]} - entries
            yield from (f"knowledges: {asker.person.member_id}: entry {each} leaked" for each in leaked)
            yield from _items_known(asker, agency, answer["items"]["nodes"])


def _items_known(asker: Asker, agency: str, items: list[Any]) -> Iterator[str]:
    for each in items:
        item = each["item"]
        asker.told()
        if not asker.oracle.may_see(asker.person, UUID(item["itemId"])):
            yield f"knowledges: {asker.person.member_id}: item {item['itemId']} leaked"
        holders = {item["originatorAgencyId"], asker.person.agency_id, *(one["agencyId"] for one in item["holders"])}
        if agency not in holders:
            yield f"knowledges: {asker.person.member_id}: learned that {agency} has {item['itemId']}"
        if each["conditions"] and asker.person.agency_id not in (agency, item["originatorAgencyId"]):
            yield f"knowledges: {asker.person.member_id}: learned the conditions of {agency}"


_EACH = 5
"""Of the things, every so many are looked up."""


def _moments(oracle: Oracle, case: UUID) -> list[int]:
    """In the middle of a case, after most of it, and the head of the log."""
    positions = [each.position for each in oracle.log if each.envelope.case_id == case]
    return [positions[len(positions) // 2], positions[len(positions) * 4 // 5], oracle.log[-1].position]
