"""Specs of one chain of processes: what a person and gateways do, in the traces, numbers and logs of all of them."""

import asyncio
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from uuid import UUID, uuid4

import pytest
from kafka import KafkaProducer
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import generate_latest
from psycopg import AsyncConnection

from consumers.clock import ClockWork, Traced, act_once
from consumers.contracts.topics import CASE_EVENTS
from consumers.inbound.consuming import Consuming, consume
from consumers.inbound.letters import Letters
from consumers.kafka.reading import Reading
from consumers.projecting import Projecting, Site
from deploy.logs import Lines
from deploy.postgres_cluster import APP
from deploy.trace_of_command import ids_of
from deploy.tracing import OpenTelemetry, traced
from deploy.tracing_messages import Messages, Watched
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.request.commands import ConfirmReceipt, SendReminder
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.dividing import of_the_whole
from projections.waiting import wait_for
from tests.support.agencies import IMPORTER
from tests.support.canaries import CANARY, seen_in
from tests.support.foreign_clients import Read
from tests.support.gateways import BEFORE, TOPIC, case, reminder, request_of, set_up
from tests.support.kafka_broker import OwnBroker, own_broker
from tests.support.keys import KEYRING
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.postgres import Server, fresh_database
from tests.support.processes import eventually
from tests.support.requests import DE, FR

pytestmark = [pytest.mark.kafka, pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(300)]

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"
COMMAND = UUID("6f1f2f0e-3a68-4d53-8f2e-6c0b6f0d9a11")


@dataclass(frozen=True, slots=True)
class House:
    """All processes, in threads of this one, over one log, with one tracer."""

    application: Application
    consuming: Consuming
    box: Outbox
    site: Site

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """This will consume, publish and fold."""
        stop, projecting = threading.Event(), Projecting(self.site, of_the_whole(READ_MODELS))
        threads = [
            threading.Thread(target=consume, args=(self.consuming, stop)),
            threading.Thread(target=projecting.run),
        ]
        with self.box.publishing():
            for each in threads:
                each.start()
            try:
                yield
            finally:
                stop.set()
                projecting.stop()
                for each in threads:
                    each.join()

    def keep_time(self) -> None:
        """This will let a request have come long ago, and the clock look once, when the board shows it."""
        came = Submission(
            command=ConfirmReceipt(request_id=request_of(2)), command_id=uuid4(), actor=IMPORTER, occurred=BEFORE
        )
        outcome = self.application.submit(came).result()
        assert isinstance(outcome, Accepted)
        work = ClockWork(log=Traced(self.application, self.site.tracing), now=lambda: datetime.now(UTC))

        async def once() -> None:
            async with await AsyncConnection.connect(self.site.conninfo, autocommit=True) as connection:
                assert await wait_for(connection, outcome.position, ["board"], 60)
                assert (await act_once(connection, work)).warnings

        asyncio.run(once())

    def numbers(self) -> str:
        """This will tell what the processes count."""
        told = (self.consuming.measures, self.box.work.measures, self.site.measures)
        return "".join(generate_latest(each.registry).decode() for each in told)


@contextmanager
def housed(conninfo: str, bootstrap: str, tracing: OpenTelemetry) -> Iterator[House]:
    messages = Messages(tracing.provider)
    with ExitStack() as stack:
        log = stack.enter_context(EventLog(conninfo, KEYRING))
        application = stack.enter_context(Application(log, watching=Watched(tracing.provider)))
        box = stack.enter_context(outbox(conninfo, bootstrap, tracing=messages, inbox=Letters(KEYRING)))
        consuming = Consuming(
            reach=box.work.reach, reading=Reading(topics=(), group="traced"), topics=lambda: [TOPIC],
            conninfo=conninfo, application=application, keyring=KEYRING, tracing=messages,
        )  # fmt: skip
        site = Site(conninfo=conninfo, keyring=KEYRING, reach=box.work.reach, tracing=messages)
        yield House(application, consuming, box, site)


@contextmanager
def logged() -> Iterator[StringIO]:
    lines, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(Lines())
    root.addHandler(handler)
    try:
        yield lines
    finally:
        root.removeHandler(handler)


def send(broker: OwnBroker, *messages: tuple[bytes | None, bytes, list[tuple[str, bytes | None]]]) -> None:
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap)
    for key, value, headers in messages:
        producer.send(TOPIC, key=key, value=value, headers=headers).get(30)
    producer.close()


def remind(tracing: OpenTelemetry, application: Application) -> None:
    """As the process that serves does it: within a request."""
    asked = Submission(
        command=SendReminder(request_id=request_of(0), note=CANARY), command_id=COMMAND,
        actor=Actor(actor_id="lena", agency_id=FR),
    )  # fmt: skip
    with tracing.request("POST", []), tracing.command("SendReminder", COMMAND) as span:
        assert isinstance(application.submit(asked).result(), Accepted)
        span.answered("accepted")


@dataclass(frozen=True, slots=True)
class Told:
    """What all processes told. of_person, of_gateway: traces of what they did."""

    spans: Sequence[ReadableSpan]
    numbers: str
    lines: str
    published: Sequence[Read]
    of_person: str

    def traced(self, trace: str) -> set[str]:
        """This will name the spans of a trace."""
        return {each.name for each in self.spans if format(each.context.trace_id, "032x") == trace}

    def linked(self, name: str) -> set[str]:
        """This will name the traces to which spans of a name are linked."""
        links = (link for each in self.spans if each.name == name for link in each.links)
        return {format(each.context.trace_id, "032x") for each in links}

    def reached(self, name: str) -> set[str]:
        """This will name the traces of which spans of a name are part, or to which they are linked."""
        own = {format(each.context.trace_id, "032x") for each in self.spans if each.name == name}
        return own | self.linked(name)


@pytest.fixture(scope="module")
def broker() -> Iterator[OwnBroker]:
    """A broker of these specs' own: the topics have the names that they have in earnest."""
    with own_broker() as made:
        make_topics(made.bootstrap, [FR, DE])
        yield made


@pytest.fixture(scope="module")
def told(postgres_server: Server, migrated_template: str, broker: OwnBroker) -> Iterator[Told]:
    """A person reminds, a gateway within a trace, and then without one: a message that is none, and one that is."""
    heard = InMemorySpanExporter()
    with ExitStack() as stack:
        conninfo = postgres_server.conninfo(
            APP, stack.enter_context(fresh_database(postgres_server, migrated_template))
        )
        tracing = stack.enter_context(traced("test", SimpleSpanProcessor(heard)))
        lines = stack.enter_context(logged())
        house = stack.enter_context(housed(conninfo, broker.bootstrap, tracing))
        set_up(house.application, 3)
        with house.at_work():
            house.box.wait_until_out()
            house.keep_time()
            remind(tracing, house.application)
            house.box.wait_until_out()
            send(broker, reminder(0, CANARY.encode().hex(), data=REMINDER, traceparent=PARENT))
            assert eventually(lambda: 'applied"} 1.0' in house.numbers())
            house.box.wait_until_out()
            send(broker, reminder(1, "no", data={"note": CANARY}), reminder(2, "last"))
            assert eventually(lambda: 'applied"} 2.0' in house.numbers())
            house.box.wait_until_out()
            assert eventually(lambda: "entente_fold_lag_messages{" in house.numbers())
        of_person = format(ids_of(COMMAND, tracing.provider).trace_id, "032x")
        published = sorted(house.box.read(CASE_EVENTS), key=lambda each: each.position)
        yield Told(heard.get_finished_spans(), house.numbers(), lines.getvalue(), published, of_person)


REMINDER = {"requestId": str(request_of(0)), "note": CANARY}


def test_a_command_is_part_of_the_request_and_so_is_the_transaction_that_decides_it(told: Told) -> None:
    (request,) = (each for each in told.spans if each.name == "POST")

    of_request = told.traced(format(request.context.trace_id, "032x"))
    statements = {"BEGIN pg_advisory_xact_lock log.events", "SELECT log.commands", "COMMIT"}
    appended = "INSERT log.events log.commands log.keys"
    steps = {"transaction", "begin", "load", "decide", "commit"}
    assert of_request == {"POST", "command SendReminder", *steps, *statements, appended}


def test_what_was_recorded_has_a_trace_linked_to_the_request_in_which_it_is_published_and_folded(told: Told) -> None:
    (request,) = (each for each in told.spans if each.name == "POST")
    of_request = format(request.context.trace_id, "032x")

    assert {"command SendReminder", "publish", "send", "fold", "fold timeline"} <= told.traced(told.of_person)
    assert {of_request, told.of_person} <= told.linked("command SendReminder")


def test_what_the_clock_records_is_published_and_folded_in_the_traces_of_its_commands(told: Told) -> None:
    of_the_clock = told.linked("keep time")

    assert of_the_clock
    assert of_the_clock <= told.reached("publish") & told.reached("fold")


def test_the_message_of_an_event_names_its_trace(told: Told) -> None:
    parents = [each.headers.get("traceparent", b"").decode() for each in told.published]

    assert [each.split("-")[1] for each in parents[-3:-1]] == [told.of_person, TRACE]
    assert len(set(parents)) == len(parents)


def test_a_message_of_a_gateway_goes_through_all_processes_in_the_trace_that_it_brings(told: Told) -> None:
    steps = {"take in", "transaction", "begin", "decide", "keep beside", "commit", "publish", "send", "fold"}

    assert steps <= told.traced(TRACE)


def test_processes_count_what_they_do_and_have_left(told: Told) -> None:
    assert 'entente_messages_refused_total{reason="schema_invalid"} 1.0' in told.numbers
    assert f'entente_publish_events_total{{audience="ourselves"}} {len(told.published)}.0' in told.numbers
    assert f"entente_fold_messages_total {len(told.published)}.0" in told.numbers
    assert 'entente_fold_lag_messages{partition="0"} 0.0' in told.numbers


def test_no_span_number_or_line_tells_what_people_write(told: Told) -> None:
    spans = "".join(str(each.to_json()) for each in told.spans)

    assert seen_in(spans + told.numbers + told.lines) == ""


def test_no_span_or_number_tells_of_a_case_or_a_person(told: Told) -> None:
    spans = "".join(str(each.to_json()) for each in told.spans)
    of_them = (str(case(0)), str(request_of(0)), "lena", FR, DE, str(COMMAND), "siena-1")

    assert [each for each in of_them if each in spans + told.numbers] == []
