"""Topics are made and set as the contracts want them, and left alone where messages or their order would be lost."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from consumers.contracts.topics import inbound
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create, describe, set_settings
from consumers.topics import Kind, apply, compare, hints, inbound_topics
from tests.support.kafka_broker import own_broker
from tests.support.processes import eventually

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def reach() -> Iterator[Reach]:
    """That of a broker of its own: others make the topic that all agencies share as they need it."""
    with own_broker() as broker:
        yield Reach(bootstrap=(broker.bootstrap,))


@pytest.fixture
def agency() -> str:
    """An agency that no other test has."""
    return f"XX-{uuid4().hex[:8].upper()}"


def retention(reach: Reach, agency: str) -> str:
    return describe(reach, [inbound(agency)])[inbound(agency)].settings["retention.ms"]


def test_what_is_missing_is_made_and_then_nothing_differs(reach: Reach, agency: str) -> None:
    made = apply(reach, [agency], replication=1)

    assert inbound(agency) in {each.topic for each in made if each.kind is Kind.MISSING}
    assert compare(reach, [agency]) == []
    assert inbound_topics(reach, [agency, "XX-NOBODY"]) == [inbound(agency)]


def test_a_setting_that_is_too_small_is_set(reach: Reach, agency: str) -> None:
    apply(reach, [agency], replication=1)
    set_settings(reach, inbound(agency), {"retention.ms": "1000"})
    assert eventually(lambda: compare(reach, [agency]) != [])

    (difference,) = apply(reach, [agency], replication=1)

    assert (difference.kind, difference.setting, difference.found) == (Kind.SETTING, "retention.ms", "1000")
    assert eventually(lambda: compare(reach, [agency]) == [])


def test_more_than_is_wanted_stays(reach: Reach, agency: str) -> None:
    apply(reach, [agency], replication=1)
    set_settings(reach, inbound(agency), {"retention.ms": "-1"})
    assert eventually(lambda: retention(reach, agency) == "-1")

    assert apply(reach, [agency], replication=1) == []
    assert retention(reach, agency) == "-1"


def test_another_number_of_partitions_is_dangerous_and_stops_everything(reach: Reach, agency: str) -> None:
    create(reach, [WantedTopic(name=inbound(agency), partitions=3)])

    found = apply(reach, [agency], replication=1)

    assert (Kind.DANGEROUS, inbound(agency), "partitions") in {(each.kind, each.topic, each.setting) for each in found}
    missing = [each.topic for each in found if each.kind is Kind.MISSING]
    assert describe(reach, missing) == {}


def test_a_compacted_topic_is_dangerous(reach: Reach, agency: str) -> None:
    """Of two messages of a case the broker would throw the earlier one away."""
    apply(reach, [agency], replication=1)
    set_settings(reach, inbound(agency), {"cleanup.policy": "compact"})

    assert eventually(lambda: compare(reach, [agency]) != [])
    (difference,) = compare(reach, [agency])
    assert (difference.kind, difference.setting) == (Kind.DANGEROUS, "cleanup.policy")


def test_each_agency_is_told_its_rights_alone() -> None:
    first, ours = hints(["FR-SPOC"])

    assert "entente.in.FR-SPOC.v1" in first
    assert ours.startswith("entente: ")
