"""Asks the sample investigations by both ways, ordinary execution and what is compiled, and tells what became of it.

It must not hold expectations.
"""

import dataclasses
import json
import re
from collections.abc import Iterable

from deploy.demo.cast import CAMILLE, DEVI, EBBA, INES, JONAS, RUI, SAMIRA, SANNE, VLAD
from deploy.demo.stage import SampleMember
from domain.event import Event
from tests.support.operations import Known, Operation
from tests.support.sample_site import Site

__all__ = ["AT", "UNKNOWN", "VIEWERS", "compiled", "kept", "known_to", "noted", "things_of", "twice"]

VIEWERS = (CAMILLE, DEVI, EBBA, INES, JONAS, RUI, SAMIRA, SANNE, VLAD)

AT = {"at": "2030-01-01T00:00:00+00:00"}
UNKNOWN = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def twice(site: Site, member: SampleMember, operation: Operation) -> tuple[bytes, bytes]:
    """A document is answered by ordinary execution first; from then on it is compiled."""
    sent = {"query": operation.text, "variables": operation.variables}
    header = {"Authorization": f"Bearer {site.token(member)}"}
    first, second = (site.house.client.post("/graphql", json=sent, headers=header) for _ in range(2))
    assert first.status_code == second.status_code
    return _standing(first.content), _standing(second.content)


def _standing(answer: bytes) -> bytes:
    """Without the position that it reflects: what was put on record meanwhile moves the log on.

    Nor with the place in a list of what was refused: where all of a list are refused at once, any may come first. Where
    nothing is answered, chance has it whether anything was read before.
    """
    head, extensions, tail = answer.rpartition(b'"extensions":')
    somewhere = re.sub(rb'"path":\[[^]]*\]', lambda path: re.sub(rb",\d+", b",0", path[0]), head)
    position = b"" if head.startswith(b'{"data":null') else b',"position":0'
    return somewhere + extensions + re.sub(rb',"position":\d+', position, tail)


def compiled(site: Site) -> int:
    """How many operations were answered from what is compiled."""
    return site.house.given.lanes.came_to["compiled"]


def kept(site: Site) -> int:
    """How many answers were sent again."""
    return site.house.given.lanes.came_to["kept"]


def noted(site: Site, member: SampleMember, operation: Operation) -> set[tuple[object, ...]]:
    """What asking once puts on record."""
    house = site.house
    house.carrier.carry()
    before = house.given.log.head()
    sent = {"query": operation.text, "variables": operation.variables}
    token = {"Authorization": f"Bearer {site.token(member)}"}
    assert house.client.post("/graphql", json=sent, headers=token).status_code == 200
    house.carrier.carry()
    return {_told(each.event) for each in house.given.log.read(before, 1_000)}


def _told(event: Event) -> tuple[object, ...]:
    """Of what was accessed everything but when, and in what order things were shown."""
    names = (each.name for each in dataclasses.fields(event) if not each.name.endswith("at"))  # type: ignore[arg-type]
    fields = {name: getattr(event, name) for name in names}
    ids = frozenset(fields.pop("subject_ids", ()))
    return (type(event).__name__, ids, *(str(fields[name]) for name in sorted(fields)))


def things_of(site: Site, member: SampleMember) -> dict[str, list[str]]:
    """The ids of all things that a member sees, by the list that holds them."""
    lists = ("investigations", "requests", "followUps", "items", "reviews")
    asked = " ".join(f"{each}(first: 200) {{ nodes {{ id }} }}" for each in lists)
    data = json.loads(twice(site, member, Operation(f"{{ {asked} }}", {}))[0])["data"]
    return {name: _ids(found["nodes"]) for name, found in data.items()}


def _ids(nodes: Iterable[dict[str, str]]) -> list[str]:
    return [each["id"] for each in nodes]


def known_to(site: Site, member: SampleMember) -> Known:
    """Ids and cursors that there are for a member, and some that there are not."""
    asked = """{ investigations { edges { cursor node { investigationId timeline(first: 6) { edges { cursor } } } } }
                 desk { entries { edges { cursor } } } requests(first: 20) { edges { cursor } }
                 followUps(first: 20) { edges { cursor } } items(first: 20) { edges { cursor } } }"""
    data = json.loads(twice(site, member, Operation(asked, {}))[0])["data"]
    cases = data["investigations"]["edges"]
    things = things_of(site, member)
    return Known(
        ids=[*(each["node"]["investigationId"] for each in cases), UNKNOWN, "no id"],
        requests=[*things["requests"], UNKNOWN],
        items=[*things["items"], UNKNOWN],
        things=[*(each for ids in things.values() for each in ids[:6]), UNKNOWN, "no id"],
        cursors={
            "investigations": [*(each["cursor"] for each in cases), "nonsense"],
            "timeline": [each["cursor"] for case in cases for each in case["node"]["timeline"]["edges"]],
            "entries": [each["cursor"] for each in data["desk"]["entries"]["edges"]],
            **{each: [edge["cursor"] for edge in data[each]["edges"]] for each in ("requests", "followUps", "items")},
        },
    )
