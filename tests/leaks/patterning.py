"""Probes of patterns: every number counts what the person may see and nothing else, and so does what it rests on.

They must not know how access is decided: the oracle says what is right, from all that happened.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from domain.item import events as of_item
from domain.request import events as of_request
from tests.leaks.asking import Asker
from tests.leaks.hitting import found_in, sides_told
from tests.leaks.oracle import Oracle

__all__ = ["rising", "routes"]

ROUTE = """fromCountry toCountry crimeArea requests items hits total
  evidence(first: 200) { totalCount nodes { kind thingId registrationId fromAgencyId toAgencyId } }"""

AREAS = """query($until: String!) { risingCrimeAreas(until: $until, months: 24) { areas {
  crimeArea n recent before evidence(first: 200) { totalCount nodes { thingId } } } } }"""

Flow = tuple[str, UUID, UUID | None, str, str, str | None]
"""Kind, thing, own side of a hit, from and to which agency, in which crime area."""


def routes(asker: Asker) -> Iterator[str]:
    """A route counts the requests, givings and hits that the person knows of, and rests on these alone."""
    country = _countries(asker.oracle)
    right: dict[str, set[str]] = {}
    for kind, thing, side, giving, getting, area in _flows(asker):
        ends = country[giving], country[getting]
        if ends[0] != ends[1]:
            right.setdefault(f"{ends} {area}", set()).add(f"{kind} {thing} {side} {giving} {getting}")
    nodes, total = asker.pages("routes", "", ROUTE, page=5)
    told = [f"{_key(each)} {_numbers(each)} {sorted(map(_thing, each['evidence']['nodes']))}" for each in nodes]
    counted = [f"{key} {_counted(things)} {sorted(things)}" for key, things in right.items()]
    yield from asker.sets("routes", told, counted, sum(map(len, right.values())))
    yield from asker.number("routes.totalCount", total, len(right))


def rising(asker: Asker) -> Iterator[str]:
    """A crime area counts the requests sent that the person sees, in both periods, and rests on these alone."""
    right: dict[str | None, set[str]] = {}
    for _, thing, _, _, _, area in _requests(asker):
        right.setdefault(area, set()).add(str(thing))
    areas = asker.ask(AREAS, until=f"{datetime.now(UTC):%Y-%m}")["risingCrimeAreas"]["areas"]
    for each in areas:
        yield from asker.number("both periods", each["recent"] + each["before"], each["n"])
    told = [f"{each['crimeArea']} {each['n']} {each['evidence']['totalCount']}" for each in areas]
    counted = [f"{area} {len(things)} {len(things)}" for area, things in right.items()]
    yield from asker.sets("areas", told, counted, len(right))
    for each in areas:
        things = [one["thingId"] for one in each["evidence"]["nodes"]]
        yield from asker.sets("evidence of areas", things, right.get(each["crimeArea"], ()), len(things))


def _flows(asker: Asker) -> Iterator[Flow]:
    yield from _requests(asker)
    for item in asker.oracle.seen(asker.person, "item"):
        yield from _givings(asker, item)
    found = found_in(asker.oracle)
    for (hit, side), (agency, _) in sides_told(asker, found).items():
        if agency is not None:
            own = found.registered[side]
            yield "HIT", hit, side, own.agency_id, agency, own.crime_area


def _requests(asker: Asker) -> Iterator[Flow]:
    """Each request that was ever sent: to whoever it was passed on to last."""
    for request in asker.oracle.seen(asker.person, "request"):
        told: list[Any] = [each.event for each in asker.oracle.streams[request]]
        area = [each.content.crime_area for each in told if hasattr(each, "content")][-1]
        for sent in [each for each in told if isinstance(each, of_request.RequestSent)][:1]:
            passed_on = [each.to_agency_id for each in told if isinstance(each, of_request.RequestRedirected)]
            yield "REQUEST", request, None, sent.requesting_agency_id, [sent.requested_agency_id, *passed_on][-1], area


def _givings(asker: Asker, item: UUID) -> Iterator[Flow]:
    """The originator knows of all copies, each from whom it came first; another holder of its own, and what it gave."""
    own, owner = asker.person.agency_id, asker.oracle.originator(item)
    registered: Any = asker.oracle.streams[item][0].event
    copies, passed = _copies(asker.oracle, item)
    known = {(by, to) for to, by in copies.items() if own in (owner, to)}
    if own != owner:
        known |= {(by, to) for by, to in passed if by == own and to != own}
    for by, to in known:
        yield "ITEM", item, None, by, to, registered.crime_area


def _copies(oracle: Oracle, item: UUID) -> tuple[Mapping[str, str], set[tuple[str, str]]]:
    """From whom each agency had it first, since it was last taken back; and who passed it on to whom."""
    copies: dict[str, str] = {}
    passed: set[tuple[str, str]] = set()
    taken_back: set[str] = set()
    for told in oracle.streams[item]:
        given: list[tuple[str, str]] = []
        match told.event:
            case of_item.IntelligenceShared(recipients=some) | of_item.EvidenceShared(recipients=some):
                given = [(oracle.originator(item), each.agency_id) for each in some]
            case of_item.ItemSharedOnward(by_agency_id=by, recipient=each):
                given = [(by, each.agency_id)]
                passed.update(given)
            case of_item.ItemRecalled(from_agencies=some):
                taken_back.update(some)
        for by, to in given:
            if to not in copies or to in taken_back:
                copies[to] = by
                taken_back.discard(to)
    return copies, passed


def _countries(oracle: Oracle) -> Mapping[str, str]:
    registered: list[Any] = [each.event for each in oracle.log if each.event.TOPIC == "agency.AgencyRegistered"]
    return {each.agency_id: each.country for each in registered}


def _key(route: Mapping[str, Any]) -> str:
    return f"{(route['fromCountry'], route['toCountry'])} {route['crimeArea']}"


def _numbers(route: Mapping[str, Any]) -> str:
    numbers = [route[each] for each in ("requests", "items", "hits", "total")]
    return f"{numbers} {route['evidence']['totalCount']}"


def _counted(things: set[str]) -> str:
    kinds = Counter(each.partition(" ")[0] for each in things)
    return f"{[kinds['REQUEST'], kinds['ITEM'], kinds['HIT'], len(things)]} {len(things)}"


def _thing(told: Mapping[str, Any]) -> str:
    return " ".join(str(told[each]) for each in ("kind", "thingId", "registrationId", "fromAgencyId", "toAgencyId"))
