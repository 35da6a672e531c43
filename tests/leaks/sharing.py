"""Probes of what hangs on items and partnerships: holders, evaluations, restrictions, consents, debts, agreements.

They must not know how access is decided: the oracle says what is right.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from domain.investigation import events as of_case
from domain.item import events as of_item
from domain.item.vocabulary import ItemKind
from tests.leaks.asking import Asker
from tests.leaks.oracle import Oracle, Person
from tests.support import item_oracle

__all__ = ["consents", "holders", "ledger", "obligations", "partnership"]

PARTS = """itemId version holders { agencyId fromAgencyId persons requestIds isSpontaneous keptBecause }
evaluations { agencyId } restrictions { restrictionId byAgencyId ownUseOnly recipients reason }
isHeld requestIds isSpontaneous marking { handlingText }"""


def holders(asker: Asker) -> Iterator[str]:
    """A recipient knows of itself and of those it gave the item to, and not what others think or bind themselves to."""
    nodes, _ = asker.pages("items", "", PARTS)
    own = asker.person.agency_id
    yield from asker.words("items", nodes)
    for node in nodes:
        item = UUID(node["itemId"])
        given, owner = _given(asker.oracle, item), asker.oracle.originator(item)
        is_own = own == owner
        allowed = {to for to, givers in given.items() if is_own or own == to or own in givers}
        yield from asker.sets(f"holders of {item}", [each["agencyId"] for each in node["holders"]], allowed, len(given))
        thinkers = _evaluated(asker.oracle, item)
        allowed = {each for each in thinkers if is_own or each in (own, owner)}
        told = [each["agencyId"] for each in node["evaluations"]]
        yield from asker.sets(f"evaluations of {item}", told, allowed, len(thinkers))
        imposed = {each.restriction_id: each for each in _all(asker.oracle, item, of_item.RestrictionImposed)}
        bound = {key for key, each in imposed.items() if is_own or not each.own_use_only or each.by_agency_id == own}
        told = [each["restrictionId"] for each in node["restrictions"]]
        yield from asker.sets(f"restrictions of {item}", told, bound, len(imposed))
        others = [each for each in node["holders"] if not is_own and each["agencyId"] != own]
        for each in others:
            if each["persons"] or each["requestIds"] or each["keptBecause"] or each["isSpontaneous"] is not None:
                yield f"holders: {asker.person.member_id}: knows more of {each}"
        if not is_own and (node["isHeld"] is not None or any(each["recipients"] for each in node["restrictions"])):
            yield f"holders: {asker.person.member_id}: knows of holds or recipients of {item}"


def consents(asker: Asker) -> Iterator[str]:
    """A question to an originator is for who asked and who was asked, as long as they see the item."""
    asked = {
        each.event.consent_id: each
        for each in asker.oracle.log
        if isinstance(each.event, of_item.OnwardSharingRequested | of_item.JudicialUseRequested)
    }
    for side in ("TO_ANSWER", "ASKED"):
        nodes, total = asker.pages(
            "itemConsents", f"filter: {{side: {side}}},", "consentId purpose answer item { title }"
        )
        allowed = {key for key, told in asked.items() if _side(asker, told) == side}
        yield from asker.sets(f"consents {side}", [each["consentId"] for each in nodes], allowed, len(asked))
        yield from asker.number(f"consents {side} totalCount", total, len(allowed))
        yield from asker.words("consents", nodes)


def ledger(asker: Asker) -> Iterator[str]:
    """Who accessed an item is told to its originator's members who see it; of a request, to who sent it."""
    asker.pages("items", "", "title")
    asker.pages("requests", "", "subject")
    asker.house.carry()
    for kind, fields in (("item", ("itemAccesses", "itemReaders")), ("request", ("requestAccesses", "requestReaders"))):
        ids = asker.oracle.of_kind(kind)[::4]
        for field in fields:
            answers = asker.aliased(
                [f'{field}({kind}Id: "{each}") {{ totalCount nodes {{ memberId }} }}' for each in ids]
            )
            for known_as, answer in zip(ids, answers, strict=True):
                asker.told()
                first: Any = asker.oracle.streams[known_as][0].event
                owner = first.originator_agency_id if kind == "item" else first.requesting_agency_id
                is_for = asker.person.agency_id == owner and asker.oracle.may_see(asker.person, known_as)
                if (answer["totalCount"] or answer["nodes"]) and not is_for:
                    yield f"ledger: {asker.person.member_id}: {field} of {known_as}"


def _side(asker: Asker, told: Any) -> str | None:
    item = told.envelope.aggregate_id
    if not asker.oracle.may_see(asker.person, item):
        return None
    if asker.person.agency_id == asker.oracle.originator(item):
        return "TO_ANSWER"
    return "ASKED" if asker.person.agency_id == told.event.by_agency_id else None


def obligations(asker: Asker) -> Iterator[str]:
    """What is to be confirmed is known to who owes it and could see the item before, and to the originator."""
    own = asker.person.agency_id
    nodes, total = asker.pages("itemObligations", "", "itemId kind obligationId agencyId item { title }")
    allowed = {
        f"{item} {key}"
        for item in asker.oracle.of_kind("item")
        for key, agencies in _owed(asker.oracle, item).items()
        if own in agencies and _may_settle(asker, item, key)
    }
    told = [f"{each['itemId']} {each['obligationId']}" for each in nodes]
    yield from asker.sets("obligations", told, allowed, len(asker.oracle.of_kind("item")))
    yield from asker.number("obligations totalCount", total, len(allowed))
    nodes, total = asker.pages(
        "itemObligations", "filter: {side: UNCONFIRMED, afterHours: 0},", "itemId kind obligationId agencyId"
    )
    allowed = {
        f"{item} {key} {agency}"
        for item in asker.oracle.seen(asker.person, "item")
        if asker.oracle.originator(item) == own
        for key, agencies in _owed(asker.oracle, item).items()
        for agency in agencies
    }
    told = [f"{each['itemId']} {each['obligationId']} {each['agencyId']}" for each in nodes]
    yield from asker.sets("exceptions", told, allowed, len(asker.oracle.of_kind("item")))
    yield from asker.number("exceptions totalCount", total, len(allowed))


def _owed(oracle: Oracle, item: UUID) -> dict[UUID, set[str]]:
    """Restrictions and recalls that await a confirmation; of evidence the receipt, under the item's own id."""
    story = oracle.story(item)
    lifted = {each.restriction_id for each in _all(oracle, item, of_item.RestrictionLifted)}
    restricted = {key: debt for key, debt in item_oracle.owed(story).items() if key not in lifted}
    debts = {**restricted, **item_oracle.owed_back(story)}
    registered: Any = oracle.streams[item][0].event
    if registered.kind is ItemKind.EVIDENCE:
        confirmed: set[str] = set()
        for told in story:
            match told.event:
                case of_item.ItemReceiptConfirmed(agency_id=agency):
                    confirmed.add(agency)
                case of_item.ItemCorrected(content_sha256=str()):
                    confirmed = set()
        debts[item] = set(item_oracle.receivers(story)) - confirmed
    return debts


def _may_settle(asker: Asker, item: UUID, debt: UUID) -> bool:
    """A receipt is confirmed by who sees the item; the rest also by who lost sight of it by that very debt."""
    sees = asker.oracle.may_see(asker.person, item)
    return sees if debt == item else sees or _could_see(asker.oracle, asker.person, item)


def _could_see(oracle: Oracle, person: Person, item: UUID) -> bool:
    """Without the restrictions and recalls that await its agency's confirmation, the person would see the item."""
    story = [
        told
        for told in oracle.story(item)
        if not (isinstance(told.event, of_item.RestrictionImposed) and person.agency_id in told.event.to_confirm)
        and not (isinstance(told.event, of_item.ItemRecalled) and person.agency_id in told.event.from_agencies)
    ]
    return item_oracle.may_read(story, person.actor, oracle.on)


def partnership(asker: Asker) -> Iterator[str]:
    """Joint activities and confidentiality are for members; a standing authorisation for the three that it names."""
    members = asker.oracle.seen(asker.person, "investigation")
    held = [each for each in asker.oracle.log if type(each.event) is of_case.JointActivityRecorded]
    nodes, total = asker.pages(
        "jointActivities", "", "investigationId activityId title place personsCount cancellationReason"
    )
    allowed = {
        f"{each.event.investigation_id} {each.event.activity_id}"  # type: ignore[attr-defined]
        for each in held
        if each.envelope.aggregate_id in members
    }
    told = [f"{each['investigationId']} {each['activityId']}" for each in nodes]
    yield from asker.sets("activities", told, allowed, len(held))
    yield from asker.number("activities totalCount", total, len(allowed))
    yield from asker.words("activities", nodes)
    yield from _standing(asker)
    for case in asker.oracle.of_kind("investigation"):
        signed = asker.ask(SIGNED, id=str(case))["confidentiality"]["signatures"]
        asker.told()
        if bool(signed) != (case in members):
            yield f"partnership: {asker.person.member_id}: signatures of {case}"


SIGNED = "query($id: UUID!) { confidentiality(investigationId: $id) { signatures { memberId } } }"


def _standing(asker: Asker) -> Iterator[str]:
    nodes, total = asker.pages("standingAuthorisations", "", "authorisationId purpose revocationReason")
    given = [each for each in asker.oracle.log if each.event.TOPIC == "agency.StandingAuthorisationGiven"]
    allowed = {
        each.event.authorisation_id  # type: ignore[attr-defined]
        for each in given
        if asker.oracle.may_know(asker.person, each)
    }
    yield from asker.sets("standing", [each["authorisationId"] for each in nodes], allowed, len(given))
    yield from asker.number("standing totalCount", total, len(allowed))
    yield from asker.words("standing", nodes)


def _all(oracle: Oracle, item: UUID, kind: type[Any]) -> list[Any]:
    return [each.event for each in oracle.streams[item] if isinstance(each.event, kind)]


def _given(oracle: Oracle, item: UUID) -> dict[str, set[str]]:
    """Who was ever given the item, and by whom: each that gave it knows of that."""
    given: dict[str, set[str]] = {}
    for told in oracle.streams[item]:
        match told.event:
            case of_item.IntelligenceShared(recipients=some) | of_item.EvidenceShared(recipients=some):
                for each in some:
                    given.setdefault(each.agency_id, set()).add(oracle.originator(item))
            case of_item.ItemSharedOnward(by_agency_id=by, recipient=each):
                given.setdefault(each.agency_id, set()).add(by)
    return given


def _evaluated(oracle: Oracle, item: UUID) -> set[str]:
    return {each.by_agency_id for each in _all(oracle, item, of_item.ItemEvaluated | of_item.EvaluationRevised)}  # type: ignore[arg-type]
