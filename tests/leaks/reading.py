"""Probes of things: by their ids, in lists, in counts, by search, by filters.

They must not know how access is decided: the oracle says what is right.
"""

from collections.abc import Iterator
from typing import Any

from tests.leaks.asking import Asker
from tests.leaks.making import COMPARTMENTS

__all__ = ["alone", "by_id", "counts", "filters", "lists", "nested_lists", "search"]

ROOTS = {
    "investigation": ("investigation(investigationId: %s) { id }", "investigations", "investigationId"),
    "request": ("request(requestId: %s) { id }", "requests", "requestId"),
    "item": ("item(itemId: %s) { id }", "items", "itemId"),
    "followup": ("followUp(followupId: %s) { id }", "followUps", "followupId"),
    "review": ("review(reviewId: %s) { id }", "reviews", "reviewId"),
}
"""Kind -> lookup at the root, list at the root, and the id in it."""


def by_id(asker: Asker) -> Iterator[str]:
    """Whatever is asked for by its id, as itself and as a node, is there exactly for whom it is."""
    things = list(asker.oracle.things.items())
    own = [ROOTS[kind][0] % f'"{known_as}"' for known_as, kind in things]
    nodes = [f'node(id: "{known_as}") {{ id __typename }}' for known_as, _ in things]
    for what, asked in (("lookup", own), ("node", nodes)):
        answers = asker.aliased(asked)
        told = [str(known_as) for (known_as, _), answer in zip(things, answers, strict=True) if answer]
        allowed = [known_as for known_as, _ in things if asker.oracle.may_see(asker.person, known_as)]
        yield from asker.sets(what, told, allowed, len(things))


ALONE = {
    "node": ("query($id: ID!) { found: node(id: $id) { id } }", tuple(ROOTS)),
    "request": ("query($id: UUID!) { found: request(requestId: $id) { id } }", ("request",)),
    "item": ("query($id: UUID!) { found: item(itemId: $id) { id holders { agencyId } } }", ("item",)),
}
"""Documents that are compiled from their second time on, but where nothing is found; and what they ask for."""
SOME = 8


def alone(asker: Asker) -> Iterator[str]:
    """What is asked for alone, by what is compiled, is there exactly for whom it is, too."""
    for what, (query, kinds) in ALONE.items():
        some = [each for kind in kinds for each in asker.oracle.of_kind(kind)[:SOME]]
        answers = [asker.ask(query, id=str(each))["found"] for each in some]
        allowed = [each for each in some if asker.oracle.may_see(asker.person, each)]
        yield from asker.sets(what, [each["id"] for each in answers if each], allowed, len(some))


def lists(asker: Asker) -> Iterator[str]:
    """A list at the root holds what is for the person, and its count and cursors tell of nothing else."""
    for kind, (_, field, known_as) in ROOTS.items():
        allowed = asker.oracle.seen(asker.person, kind)
        nodes, total = asker.pages(field, "", known_as, page=7)
        among = len(asker.oracle.of_kind(kind))
        yield from asker.sets(field, [each[known_as] for each in nodes], allowed, among)
        yield from asker.number(f"{field}.totalCount", total, len(allowed))


NESTED = """query($id: UUID!) { investigation(investigationId: $id) {
  requests(first: 100) { totalCount nodes { requestId } }
  items(first: 100) { totalCount nodes { itemId } }
  followUps(first: 100) { totalCount nodes { followupId } }
  requestCount openRequestCount openFollowupCount activeMembers activePartners compartments
  partners { agencyId } members { memberId isActive compartments }
} }"""

PARTS = {"request": ("requests", "requestId"), "item": ("items", "itemId"), "followup": ("followUps", "followupId")}


def nested_lists(asker: Asker) -> Iterator[str]:
    """A list within an investigation holds what is for the person; within one that is not, there is none."""
    for case in asker.oracle.of_kind("investigation"):
        answer = asker.ask(NESTED, id=str(case))["investigation"]
        for kind, (field, known_as) in PARTS.items():
            seen = asker.oracle.seen(asker.person, kind)
            allowed = {each for each in seen if asker.oracle.case_of(each) == case}
            told = [each[known_as] for each in answer[field]["nodes"]] if answer else []
            yield from asker.sets(f"{field} of {case}", told, allowed, len(asker.oracle.of_kind(kind)))
            yield from asker.number(f"{field}.totalCount", answer[field]["totalCount"] if answer else 0, len(allowed))


def counts(asker: Asker) -> Iterator[str]:
    """What is counted in an investigation is what the person sees, also where that is none, one, or all."""
    for case in asker.oracle.seen(asker.person, "investigation"):
        answer = asker.ask(NESTED, id=str(case))["investigation"]
        requests = asker.ask(STATES, case=str(case))["requests"]["nodes"]
        open_ = [each for each in requests if each["state"] not in ("CLOSED", "WITHDRAWN")]
        stages = asker.ask(STAGES, case=str(case))["followUps"]["nodes"]
        working = [each for each in stages if each["stage"] not in ("VERIFIED", "CANCELLED")]
        allowed = [each for each in asker.oracle.seen(asker.person, "request") if asker.oracle.case_of(each) == case]
        yield from asker.number("requestCount", answer["requestCount"], len(allowed))
        yield from asker.number("openRequestCount", answer["openRequestCount"], len(open_))
        yield from asker.number("openFollowupCount", answer["openFollowupCount"], len(working))
        known = [each for each in COMPARTMENTS if asker.oracle.knows_of(asker.person, case, each)]
        yield from asker.sets("compartments", answer["compartments"], known, len(COMPARTMENTS))
        told = {each for member in answer["members"] for each in member["compartments"]}
        yield from (f"counts: {asker.person.member_id}: {each} leaked" for each in told - set(known))


STATES = """query($case: UUID!) { requests(filter: {investigationId: $case}, first: 100) { nodes { state } } }"""
STAGES = """query($case: UUID!) { followUps(filter: {investigationId: $case}, first: 100) { nodes { stage } } }"""


def search(asker: Asker) -> Iterator[str]:
    """A word finds a thing only for who may read the word there; half a word finds no more."""
    for field, known_as, kind, words in (
        ("items", "itemId", "item", ("canary-item-", "canary-provenance-", "canary-itempurpose-", "canary-right-")),
        ("investigations", "investigationId", "investigation", ("canary-title-", "canary-reference-")),
    ):
        for half in words:
            nodes, total = asker.pages(field, f'filter: {{text: "{half}"}},', known_as)
            seen = {str(each) for each in asker.oracle.seen(asker.person, kind)}
            leaked = sorted({each[known_as] for each in nodes} - seen)
            asker.told(len(asker.oracle.of_kind(kind)))
            yield from (f"search: {asker.person.member_id}: {half} leaked {each}" for each in leaked)
            yield from asker.number(f"{half} totalCount", total, len(nodes))
        whole = [each for each in asker.oracle.canaries if each.startswith(words)][::9]
        found = asker.aliased([f'{field}(filter: {{text: "{each}"}}) {{ totalCount }}' for each in whole])
        for word, answer in zip(whole, found, strict=True):
            asker.told()
            if answer["totalCount"] and not asker.oracle.may_read(asker.person, word):
                yield f"search: {asker.person.member_id}: {word} found"


def filters(asker: Asker) -> Iterator[str]:
    """A filter by the id of another thing, or by an agency, opens nothing and confirms nothing."""
    requests = asker.oracle.of_kind("request")
    answers = asker.aliased([f'items(filter: {{requestId: "{each}"}}) {{ nodes {{ itemId }} }}' for each in requests])
    seen = {str(each) for each in asker.oracle.seen(asker.person, "item")}
    for answer in answers:
        asker.told()
        yield from (f"filters: leaked {each['itemId']}" for each in answer["nodes"] if each["itemId"] not in seen)
    agencies = ("FR-SPOC", "DE-BKA", "BE-SPOC", "IT-SPOC", "NL-SPOC")
    for agency in agencies:
        nodes, _ = asker.pages("items", f'filter: {{holderAgencyId: "{agency}"}},', "itemId originatorAgencyId")
        for each in nodes:
            asker.told()
            if agency not in _known_holders(asker, each):
                yield f"filters: {asker.person.member_id}: learned that {agency} has {each['itemId']}"


def _known_holders(asker: Asker, item: dict[str, Any]) -> set[str]:
    query = "query($id: UUID!) { item(itemId: $id) { originatorAgencyId holders { agencyId } } }"
    told = asker.ask(query, id=item["itemId"])["item"]
    return {told["originatorAgencyId"], *(each["agencyId"] for each in told["holders"])}
