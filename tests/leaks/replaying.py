"""Probes of the past: whatever is told of it has to be for the person now as well, and it tells of nothing later.

They must not know how access is decided: the oracle says what is right.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from tests.leaks.asking import Asker, differences
from tests.leaks.oracle import Oracle
from tests.leaks.reading import PARTS

__all__ = ["pasts", "pasts_by_id"]

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
    """A case of the past holds no more than the present does, of the head just that; and its timeline nothing later."""
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
    entries = asker.oracle.entries(asker.person, case)
    allowed = {each.envelope.event_id for each in entries if each.position <= position}
    told = [each["eventId"] for each in answer["timeline"]["nodes"]] if answer else []
    yield from asker.number("timeline.totalCount then", answer["timeline"]["totalCount"] if answer else 0, len(allowed))
    yield from asker.sets("timeline then", told, allowed if len(allowed) <= len(told) else told, len(allowed))
    yield from (f"pasts: {asker.person.member_id}: {each} leaked" for each in set(told) - {str(one) for one in allowed})


def pasts_by_id(asker: Asker) -> Iterator[str]:
    """What is asked for by its id as of a moment is there for nobody but whom it is for now; at the head for them."""
    head = asker.oracle.log[-1].position
    things = list(asker.oracle.things.items())[::_EACH]
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


_EACH = 5
"""Of the things, every so many are looked up."""


def _moments(oracle: Oracle, case: UUID) -> list[int]:
    """In the middle of a case, after most of it, and the head of the log."""
    positions = [each.position for each in oracle.log if each.envelope.case_id == case]
    return [positions[len(positions) // 2], positions[len(positions) * 4 // 5], oracle.log[-1].position]
