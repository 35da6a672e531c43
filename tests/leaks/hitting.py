"""Probes of registered identifiers and hits: who is told of which, with whom, and of which other case.

They must not know how access is decided: what is right is told here in the words of the field, from all that happened.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from domain.identifier import events
from domain.investigation import events as of_case
from domain.marking import Marking
from tests.leaks.asking import Asker
from tests.leaks.oracle import Oracle, Person
from tests.support.served import RESULT

__all__ = ["case_links", "found_in", "hits", "registrations", "sides_told"]

Registered = events.IdentifierRegistered
Side = tuple[UUID, UUID]
"""A hit, and a registration that is one of its two."""

HIT = "hitId registrationId otherAgencyId otherInvestigationId openedRequestId standing"
LINK = "investigationId otherInvestigationId otherAgencyId hits hitIds"


@dataclass(frozen=True)
class Found:
    """All registrations, and the other side of each side of a hit."""

    registered: Mapping[UUID, Registered]
    others: Mapping[Side, UUID]
    disclosed: frozenset[Side]


def found_in(oracle: Oracle) -> Found:
    """This will read what happened."""
    told = [each.event for each in oracle.log]
    registered = {each.registration_id: each for each in told if isinstance(each, Registered)}
    others: dict[Side, UUID] = {}
    for each in registered.values():
        for met in each.hits:
            others[met.hit_id, each.registration_id] = met.registration_id
            others[met.hit_id, met.registration_id] = each.registration_id
    said = {(each.hit_id, each.registration_id) for each in told if isinstance(each, events.HitDisclosed)}
    openly = {side for side in others if not _is_discreet(registered[side[1]])}
    return Found(registered, others, frozenset(said | openly))


def _is_discreet(own: Registered) -> bool:
    given = own.conditions
    return given.disclosure == "DISCREET" or bool(given.classification or given.compartments or given.persons)


def _is_in(asker: Asker, own: Registered) -> bool:
    """Whether the person may know what was registered, but for its agency: member, named, cleared, in compartments."""
    oracle, person, case = asker.oracle, asker.person, own.investigation_id
    if case is None or not oracle.is_member(person, case):
        return False
    given = own.conditions
    is_named = not given.persons or person.member_id in given.persons
    marking = Marking(classification=given.classification, compartments=given.compartments)
    return is_named and oracle.holds(person, case, marking)


def sides_told(asker: Asker, found: Found) -> dict[Side, tuple[str | None, UUID | None]]:
    """The sides that a person is told of, each with the other agency, and the other case where it is in that too."""
    told: dict[Side, tuple[str | None, UUID | None]] = {}
    for (hit, side), other in found.others.items():
        own, theirs = found.registered[side], found.registered[other]
        is_named = (hit, other) in found.disclosed
        if own.agency_id == asker.person.agency_id and _is_in(asker, own) and (is_named or _is_discreet(own)):
            case = theirs.investigation_id if is_named and _is_in(asker, theirs) else None
            told[hit, side] = (theirs.agency_id if is_named else None, case)
    return told


def hits(asker: Asker) -> Iterator[str]:
    """A hit is told to the side that may know; the other agency once that is disclosed; its case to who is in both."""
    found = found_in(asker.oracle)
    allowed = sides_told(asker, found)
    nodes, total = asker.pages("hits", "", HIT, page=7)
    told = [_named(each["hitId"], each["registrationId"], each) for each in nodes]
    right = [_named(*side, {"otherAgencyId": agency, "otherInvestigationId": case and str(case)})
             for side, (agency, case) in allowed.items()]  # fmt: skip
    yield from asker.sets("hits", told, right, len(found.others))
    yield from asker.number("hits.totalCount", total, len(allowed))
    seen = {str(each) for each in asker.oracle.seen(asker.person, "request")}
    for each in nodes:
        opened = each["openedRequestId"]
        if (opened is not None and opened not in seen) or (opened is None and each["standing"] == "REQUEST_OPENED"):
            yield f"hits: {asker.person.member_id}: learned of request {opened}"
    yield from _by_id(asker, found, allowed)


def _named(hit: object, side: object, told: Mapping[str, Any]) -> str:
    return f"{hit} {side} {told['otherAgencyId']} {told['otherInvestigationId']}"


def _by_id(asker: Asker, found: Found, allowed: Mapping[Side, object]) -> Iterator[str]:
    """A side looked up is there exactly for whom the list has it; to act on any other is as to act on none."""
    some = sorted(found.others)[::9]
    asked = [f'hit(hitId: "{hit}", registrationId: "{side}") {{ kind }}' for hit, side in some]
    answers = asker.aliased(asked)
    told = [f"{hit} {side}" for (hit, side), answer in zip(some, answers, strict=True) if answer]
    yield from asker.sets("hit", told, [f"{hit} {side}" for hit, side in some if (hit, side) in allowed], len(some))
    hidden = [each for each in some if each not in allowed][:1]
    for hit, side in hidden:
        drawer = found.registered[side].drawer_id
        answers = [_acknowledged(asker, drawer, *each) for each in ((hit, side), (uuid4(), side), (uuid4(), uuid4()))]
        if len({json.dumps(each) for each in answers}) > 1:
            yield f"hits: {asker.person.member_id}: tells {hit} from nothing: {answers}"


def _acknowledged(asker: Asker, drawer: UUID, hit: UUID, side: UUID) -> Any:
    query = f"mutation M($input: AcknowledgeHitInput!) {{ acknowledgeHit(input: $input) {{ __typename {RESULT} }} }}"
    given = {"commandId": str(uuid4()), "drawerId": str(drawer), "hitId": str(hit), "registrationId": str(side)}
    return asker.signed().post(query, input=given)


def case_links(asker: Asker) -> Iterator[str]:
    """A link counts the hits that the person is told of, and rests on these alone; within one case there is none."""
    found = found_in(asker.oracle)
    counted: Counter[str] = Counter()
    evidence: dict[str, set[str]] = {}
    for (hit, side), (agency, case) in sides_told(asker, found).items():
        own = found.registered[side].investigation_id
        is_again = agency == asker.person.agency_id and case is not None and str(own) > str(case)
        if own != case and not is_again:
            link = f"{own} {case} {agency}"
            counted[link] += 1
            evidence.setdefault(link, set()).add(str(hit))
    nodes, total = asker.pages("caseLinks", "", LINK, page=3)
    keys = [f"{each['investigationId']} {each['otherInvestigationId']} {each['otherAgencyId']}" for each in nodes]
    told = [f"{key} {each['hits']} {sorted(each['hitIds'])}" for key, each in zip(keys, nodes, strict=True)]
    right = [f"{key} {number} {sorted(evidence[key])}" for key, number in counted.items()]
    yield from asker.sets("caseLinks", told, right, len(found.others))
    yield from asker.number("caseLinks.totalCount", total, len(right))


def registrations(asker: Asker) -> Iterator[str]:
    """What an agency registered, its members in the case see; how much, who leads the investigation; others nothing."""
    found = found_in(asker.oracle)
    own = [each for each in found.registered.values() if each.agency_id == asker.person.agency_id]
    allowed = [each.registration_id for each in own if _is_in(asker, each)]
    nodes, total = asker.pages("identifierRegistrations", "", "registrationId persons compartments", page=7)
    told = [each["registrationId"] for each in nodes]
    yield from asker.sets("registrations", told, allowed, len(found.registered))
    yield from asker.number("registrations.totalCount", total, len(allowed))
    for case in asker.oracle.of_kind("investigation"):
        query = f'registrationRates(investigationId: "{case}", days: 1000) {{ agencyId registrations }}'
        (rates,) = asker.aliased([query])
        right = Counter(each.agency_id for each in found.registered.values() if each.investigation_id == case)
        is_for = _leads(asker.oracle, asker.person, case)
        yield from asker.sets(
            f"rates of {case}",
            [f"{each['agencyId']} {each['registrations']}" for each in rates],
            [f"{agency} {number}" for agency, number in right.items()] if is_for else [],
            len(right),
        )


def _leads(oracle: Oracle, person: Person, case: UUID) -> bool:
    """Whether the person is an administrator or leader of the agency that leads."""
    opened = oracle.streams[case][0].event
    assert isinstance(opened, of_case.InvestigationOpened)
    is_of_lead = person.agency_id == opened.lead_agency_id and oracle.is_member(person, case)
    return is_of_lead and oracle.knows_of(person, case, "")
