"""What is published is complete, in order, and for those for whom it is: read by a foreign client."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec
import pytest

from consumers.contracts.sending import Checkpoint, Reference
from consumers.contracts.topics import CASE_EVENTS, to_agency
from domain.storage import EventLog
from domain.storage.chain import leaf_of
from tests.leaks.asking import canaries_in
from tests.support.foreign_clients import Read
from tests.support.keys import KEYRING
from tests.support.published import RECIPIENTS, PublishedWorld

pytestmark = [pytest.mark.postgres, pytest.mark.kafka]


def test_every_event_is_told_once_to_our_own_topic(world: PublishedWorld) -> None:
    told = world.references()

    assert sorted(each.position for each in told) == [each.position for each in world.log]


def test_events_of_a_case_stand_in_one_partition_in_their_order(world: PublishedWorld) -> None:
    by_key = _by_key(world.references())

    assert all(len({each.partition for each in told}) == 1 for told in by_key.values())
    assert all([each.position for each in told] == sorted(each.position for each in told) for told in by_key.values())
    assert set(by_key) == {str(each.envelope.case_id or "directory").encode() for each in world.log}


@pytest.mark.parametrize("agency", RECIPIENTS)
def test_an_agency_is_told_what_its_gateway_may_know_and_nothing_else(world: PublishedWorld, agency: str) -> None:
    told = world.told(agency)

    assert sorted(each.position for each in told) == sorted(world.known[agency])
    assert len(told) < len(world.log)


@pytest.mark.parametrize("agency", RECIPIENTS)
def test_an_agency_is_told_of_each_case_in_order(world: PublishedWorld, agency: str) -> None:
    by_key = _by_key(world.told(agency))

    assert all([each.position for each in told] == sorted(each.position for each in told) for told in by_key.values())


def test_a_reference_bears_the_hash_that_proofs_are_about(world: PublishedWorld) -> None:
    with EventLog(world.box.conninfo, KEYRING) as log:
        leaves = {each.position: leaf_of(each).hex() for each in log.links(0, len(world.log))}

    references = [msgspec.json.decode(each.value or b"", type=Reference) for each in world.references()]

    assert {each.position: each.hash for each in references} == leaves


@pytest.mark.parametrize("topic", [CASE_EVENTS, *map(to_agency, RECIPIENTS)])
def test_every_checkpoint_goes_whole_to_every_topic(world: PublishedWorld, topic: str) -> None:
    sealed = [each for each in world.log if each.event.TOPIC == "checkpoint.CheckpointSealed"]

    told = [msgspec.json.decode(each.value or b"", type=Checkpoint) for each in world.checkpoints(topic)]

    assert told == [Checkpoint.of(each.event, each) for each in sealed]  # type: ignore[arg-type]  # told by its topic
    assert len(told) > 1


@pytest.mark.parametrize("topic", [CASE_EVENTS, *map(to_agency, RECIPIENTS)])
def test_nothing_that_people_wrote_is_published(world: PublishedWorld, topic: str) -> None:
    assert canaries_in([(each.value, each.headers) for each in world.box.read(topic)]) == set()


@pytest.mark.parametrize("topic", [CASE_EVENTS, *map(to_agency, RECIPIENTS)])
def test_the_id_of_a_message_is_used_once(world: PublishedWorld, topic: str) -> None:
    ids = [each.headers["ce_id"] for each in world.box.read(topic)]

    assert len(ids) == len(set(ids)) > 0


def _by_key(told: Iterable[Read]) -> dict[bytes, list[Read]]:
    found: dict[bytes, list[Read]] = defaultdict(list)
    for each in told:
        found[each.key or b""].append(each)
    return found
