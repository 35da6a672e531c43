"""Specs of folding over partitions, on a genuine broker: whatever happens to processes, the rows are a follower's."""

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from random import Random
from subprocess import Popen

import pytest
from kafka import KafkaAdminClient, TopicPartition

from consumers.kafka.faults import PositionOutOfRange, Refused
from consumers.kafka.reach import Reach
from consumers.projecting import Member, NotOurLog, Site, Superseded
from deploy.postgres_cluster import APP
from domain.event import Recorded
from projections import engine
from projections.engine import Manner, ReadModel, rebuild_on_all_cores
from tests.support.histories import append_history, chance_of, history
from tests.support.kafka import fresh_name, fresh_topic, reach_of
from tests.support.kafka_broker import Broker
from tests.support.keys import KEYRING
from tests.support.parts import more_of_cases
from tests.support.postgres import Server, fresh_database
from tests.support.processes import eventually
from tests.support.projecting import counting
from tests.support.projecting_process import SESSION_S, fill_topic, folded_up_to, projecting
from tests.support.read_models import follow, rows_of

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process]

PARTITIONS = 6


@pytest.fixture
def reach(kafka_broker: Broker) -> Reach:
    """How the shared broker is reached."""
    return reach_of(kafka_broker)


@dataclass
class Group:
    """Processes that fold one topic into one database."""

    conninfo: str
    reach: Reach
    topic: str
    running: list[Popen[bytes]] = field(default_factory=list)

    def join(self, portion: int) -> Popen[bytes]:
        process = projecting(self.conninfo, self.reach, self.topic, portion)
        self.running.append(process)
        return process

    def kill(self, process: Popen[bytes]) -> None:
        self.running.remove(process)
        process.kill()
        process.wait()

    def stop(self) -> list[int]:
        for process in self.running:
            process.send_signal(signal.SIGTERM)
        return [process.wait(60) for process in self.running]


@contextmanager
def group(conninfo: str, reach: Reach, topic: str) -> Iterator[Group]:
    made = Group(conninfo, reach, topic)
    try:
        yield made
    finally:
        for process in made.running:
            process.kill()
            process.wait()


@contextmanager
def followed(server: Server, template: str, told: Sequence[Recorded]) -> Iterator[dict[str, list[tuple[object, ...]]]]:
    with fresh_database(server, template) as name:
        conninfo = server.conninfo(APP, name)
        append_history(conninfo, told)
        follow(conninfo)
        yield rows_of(conninfo)


def site(conninfo: str, reach: Reach, topic: str, *models: ReadModel) -> Site:
    return Site(conninfo=conninfo, keyring=KEYRING, reach=reach, topic=topic, models=models, session_s=SESSION_S)


def delete_up_to(reach: Reach, topic: str, offset: int) -> None:
    with KafkaAdminClient(bootstrap_servers=list(reach.bootstrap)) as client:
        client.delete_records({TopicPartition(topic, 0): offset})


def trouble(working: Group, chance: Random) -> None:
    """Somebody is killed, or frozen for longer than the group waits for it, and somebody else comes."""
    victim = chance.choice(working.running)
    if chance.random() < 0.5:
        working.kill(victim)
        working.join(chance.randint(3, 80))
    else:
        victim.send_signal(signal.SIGSTOP)
        working.join(chance.randint(3, 80))
        time.sleep(SESSION_S + 2.0)
        victim.send_signal(signal.SIGCONT)


def told_in_pieces(working: Group, told: Sequence[Recorded], chance: Random) -> None:
    """The log grows, the topic with it, and after each piece there is trouble."""
    sent, length = 0, len(told) // 5 + 1
    for start in range(0, len(told), length):
        append_history(working.conninfo, told[start : start + length])
        sent = fill_topic(working.conninfo, working.reach, working.topic, sent)
        time.sleep(chance.uniform(0.5, 3.0))
        trouble(working, chance)


def fold_to_the_end(at: Site, end: int) -> bool:
    with Member(at, again=True) as member:
        return eventually(lambda: member.advance(0.5) >= 0 and folded_up_to(at.conninfo) == end)


def test_rows_are_a_followers_whoever_is_killed_or_frozen(
    postgres_server: Server, migrated_template: str, database: str, reach: Reach
) -> None:
    told, topic = history(seed=77, cases=6, requests=4), fresh_topic(reach, PARTITIONS)
    with ExitStack() as opened:
        expected = opened.enter_context(followed(postgres_server, migrated_template, told))
        working = opened.enter_context(group(database, reach, topic))
        working.join(7)
        working.join(31)
        told_in_pieces(working, told, chance_of(3))
        assert eventually(lambda: folded_up_to(database) == len(told))
        assert set(working.stop()) == {0}
        assert rows_of(database) == expected


def test_a_process_goes_on_where_another_left(database: str, reach: Reach) -> None:
    topic = fresh_topic(reach, PARTITIONS)
    at = site(database, reach, topic, counting(set()))
    append_history(database, history(seed=6, cases=2, requests=1))
    sent = fill_topic(database, reach, topic)
    assert fold_to_the_end(at, sent)
    append_history(database, more_of_cases(seed=7))
    assert fold_to_the_end(at, fill_topic(database, reach, topic, sent))


def test_what_the_broker_deleted_is_not_missed_by_who_has_it_from_the_log(database: str, reach: Reach) -> None:
    topic, model = fresh_topic(reach, partitions=1), counting(set())
    at = site(database, reach, topic, model)
    append_history(database, history(seed=6, cases=2, requests=1))
    sent = fill_topic(database, reach, topic)
    follow(database, [model])
    delete_up_to(reach, topic, 10)
    with Member(at, again=True) as member, pytest.raises(PositionOutOfRange):
        eventually(lambda: member.advance(0.5) > 0)
    append_history(database, more_of_cases(seed=7))
    assert fold_to_the_end(at, fill_topic(database, reach, topic, sent))


def test_events_of_another_log_are_refused(
    postgres_server: Server, migrated_template: str, database: str, reach: Reach
) -> None:
    topic = fresh_topic(reach, PARTITIONS)
    append_history(database, history(seed=6, cases=1, requests=1))
    fill_topic(database, reach, topic)
    with fresh_database(postgres_server, migrated_template) as name:
        other = postgres_server.conninfo(APP, name)
        append_history(other, history(seed=7, cases=1, requests=1))
        with Member(site(other, reach, topic, counting(set())), again=True) as member, pytest.raises(NotOurLog):
            eventually(lambda: member.advance(0.5) > 0)


def test_a_topic_that_does_not_exist_is_refused(database: str, reach: Reach) -> None:
    with pytest.raises(Refused):
        Member(site(database, reach, fresh_name(), counting(set())), again=True)


def test_programs_of_other_versions_are_groups_of_their_own(database: str, reach: Reach) -> None:
    old, new = (site(database, reach, "t", counting(set(), version=number)).reading() for number in (1, 2))
    assert old.group != new.group


def test_a_process_of_an_old_program_ends(database: str, reach: Reach) -> None:
    topic = fresh_topic(reach, PARTITIONS)
    append_history(database, history(seed=6, cases=1, requests=1))
    with Member(site(database, reach, topic, counting(set())), again=True) as member:
        rebuild_on_all_cores(engine.Site(database, KEYRING, cores=1), [counting(set(), version=2)], Manner())
        fill_topic(database, reach, topic)
        with pytest.raises(Superseded):
            eventually(lambda: member.advance(0.5) > 1_000_000)
