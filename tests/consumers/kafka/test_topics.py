"""Specs of the administration of topics on a genuine broker."""

import pytest

from consumers.kafka.faults import Refused
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create, describe, set_settings
from tests.support.kafka import fresh_name, fresh_topic

pytestmark = pytest.mark.kafka


def test_a_topic_is_made_with_its_partitions_and_settings(reach: Reach) -> None:
    name = fresh_name()
    wanted = {"retention.ms": "1209600000", "cleanup.policy": "delete", "compression.type": "zstd"}
    create(reach, [WantedTopic(name=name, partitions=6, replication=1, settings=wanted)])
    made = describe(reach, [name])[name]
    assert (made.partitions, made.replication) == (6, 1)
    assert made.settings.items() >= {("retention.ms", "1209600000"), ("compression.type", "zstd")}


def test_a_topic_that_exists_is_left_as_it_is(reach: Reach) -> None:
    name = fresh_topic(reach, partitions=2)
    before = describe(reach, [name])
    create(reach, [WantedTopic(name=name, partitions=5)])
    assert describe(reach, [name]) == before


def test_only_topics_that_exist_are_described(reach: Reach) -> None:
    name = fresh_topic(reach)
    assert describe(reach, [name, fresh_name()]).keys() == {name}
    assert describe(reach, []) == {}


def test_one_setting_is_set_and_the_others_stay(reach: Reach) -> None:
    name = fresh_topic(reach, retention_ms="1000000")
    set_settings(reach, name, {"compression.type": "zstd"})
    assert describe(reach, [name])[name].settings == {"retention.ms": "1000000", "compression.type": "zstd"}


def test_a_setting_that_the_broker_does_not_know_is_refused(reach: Reach) -> None:
    with pytest.raises(Refused):
        create(reach, [WantedTopic(name=fresh_name(), partitions=1, settings={"retention.msec": "1"})])


def test_a_name_that_no_topic_may_have_is_refused(reach: Reach) -> None:
    with pytest.raises(Refused):
        create(reach, [WantedTopic(name="with spaces", partitions=1)])
