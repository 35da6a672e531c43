"""No refusal, statement, log line, header or movement gives away what is not for somebody."""

from collections.abc import Callable, Iterator

import pytest

from domain.vocabulary import Role
from tests.leaks import outward, taking_out
from tests.leaks.asking import Asker
from tests.leaks.conftest import World
from tests.leaks.everything import everything

pytestmark = pytest.mark.postgres

Probe = Callable[[Asker], Iterator[str]]

PROBES: tuple[Probe, ...] = (
    outward.queries, outward.mutations, outward.statements_written, outward.contents_over_http,
    taking_out.exports_over_http,
)  # fmt: skip


@pytest.mark.parametrize("probe", PROBES, ids=lambda each: each.__name__)
def test_what_is_not_for_somebody_is_as_if_it_were_not_by(world: World, probe: Probe) -> None:
    found = found_by(world, probe)

    assert found == [], (world.seed, len(found), found[:20])


def test_no_log_line_holds_a_canary(world: World) -> None:
    asker = Asker(world.house, world.oracle, world.people[0], "log_lines")

    with outward.log_lines() as lines:
        assert list(everything(asker)) == []
        asker.signed().post('{ items(filter: {text: "canary-item-00001"}, first: 0) { totalCount } }')
        asker.signed().do("sendRequest", requestId=str(world.oracle.of_kind("request")[0]))
        world.house.client.get("/items/canary-item-00001/content")

    assert outward.told(lines) == []


def found_by(world: World, probe: Probe) -> list[str]:
    """What a probe finds, asking as a reader, as an outsider who may do much for its own agency, and as a deceiver."""
    few = ((world.people[1], ()), (world.people[-2], tuple(Role)), (world.people[-1], tuple(Role)))
    askers = (Asker(world.house, world.oracle, each, probe.__name__, roles) for each, roles in few)
    return [each for asker in askers for each in probe(asker)]
