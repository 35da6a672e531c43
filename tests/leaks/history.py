"""Probes of what happened: timelines, entries by id, corrections, and whom an entry names.

They must not know how access is decided: the oracle says what is right, by the marking then and the marking now.
"""

from collections.abc import Iterator
from typing import Any

from tests.leaks.asking import Asker
from tests.leaks.oracle import Oracle

__all__ = ["corrections", "entries_by_id", "named_parties", "timelines"]

ENTRY = """eventId kind requestId followupId reviewId itemId text isErased corrects correctedBy itemIds fromAgencyId
toAgencyId agencies"""
EACH = 29
"""Of the entries looked up one by one, every so many."""


def timelines(asker: Asker) -> Iterator[str]:
    """A timeline holds what the person may see by the marking then and now; of no case of its own, nothing."""
    for case in _cases(asker.oracle):
        arguments = f'caseId: "{case}", filter: {{hideSystem: false}},'
        among = sum(each.envelope.case_id == case for each in asker.oracle.log)
        nodes, total = asker.pages("timeline", arguments, "eventId text summaryArguments { value }", page=200)
        allowed = {each.envelope.event_id for each in asker.oracle.entries(asker.person, case)}
        yield from asker.sets(f"timeline of {case}", [each["eventId"] for each in nodes], allowed, among)
        yield from asker.number("timeline.totalCount", total, len(allowed))
        yield from asker.words("timeline", nodes)


def entries_by_id(asker: Asker) -> Iterator[str]:
    """An entry looked up by the id of its event is there exactly for whom the timeline shows it."""
    some = [each for each in asker.oracle.log if each.envelope.case_id][::EACH]
    answers = asker.aliased([f'entry(eventId: "{each.envelope.event_id}") {{ eventId }}' for each in some])
    told = [str(each.envelope.event_id) for each, answer in zip(some, answers, strict=True) if answer]
    allowed = [each.envelope.event_id for each in some if asker.oracle.may_see_entry(asker.person, each)]
    yield from asker.sets("entry", told, allowed, len(some))


def corrections(asker: Asker) -> Iterator[str]:
    """An entry names no correction, a correction no entry, and a reply no item, that the person may not see."""
    events = {str(each.envelope.event_id): each.event for each in asker.oracle.log}
    for case in asker.oracle.seen(asker.person, "investigation"):
        nodes, _ = asker.pages("timeline", f'caseId: "{case}",', ENTRY, page=200)
        seen = {each["eventId"] for each in nodes}
        for each in nodes:
            named = {*each["correctedBy"], *([each["corrects"]] if each["corrects"] else [])}
            asker.told()
            yield from (f"corrections: {asker.person.member_id}: {one} is named" for one in named - seen)
            said = getattr(events[each["eventId"]], "item_ids", ())
            allowed = [one for one in said if asker.oracle.may_see(asker.person, one)]
            yield from asker.sets("items of a reply", each["itemIds"], allowed, len(said))


def named_parties(asker: Asker) -> Iterator[str]:
    """An entry of an item names nobody but its originator, the person's own agency, and whom that dealt with."""
    told = {str(each.envelope.event_id): each for each in asker.oracle.log}
    own = asker.person.agency_id
    for case in asker.oracle.seen(asker.person, "investigation"):
        arguments = f'caseId: "{case}", filter: {{categories: [ITEM]}},'
        nodes, _ = asker.pages(
            "timeline", arguments, ENTRY + " actorAgencyId summaryArguments { name value }", page=200
        )
        for each in nodes:
            event: Any = told[each["eventId"]].event
            originator = asker.oracle.originator(told[each["eventId"]].envelope.aggregate_id)
            if own == originator:
                continue
            passed_on = {event.by_agency_id, event.recipient.agency_id} if hasattr(event, "recipient") else set()
            known = {own, originator, *passed_on}
            named = {*each["agencies"], each["fromAgencyId"], each["toAgencyId"], each["actorAgencyId"]} - {None}
            texts = " ".join(one["value"] for one in each["summaryArguments"])
            named |= {agency for agency in asker.oracle.agencies if agency in texts}
            asker.told()
            if named - known - ({event.to_agency_id} if hasattr(event, "to_agency_id") else set()):
                yield f"named_parties: {asker.person.member_id}: {each['kind']} names {sorted(named - known)}"


def _cases(oracle: Oracle) -> list[Any]:
    alone = [each for each in oracle.of_kind("request") if oracle.case_of(each) is None]
    return [*oracle.of_kind("investigation"), *alone]
