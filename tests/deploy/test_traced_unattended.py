"""Specs of traces of what nobody asks for: what the clock records, and what automations do; how each is linked."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from psycopg import AsyncConnection

from consumers.automations import ALL, Automating, Work
from consumers.clock import ClockWork, Round, Traced, act_once
from consumers.inbound import register
from consumers.inbound.letters import Letters
from consumers.inbound.receiving import Intake, Stretch
from deploy.bootstrap import Database
from deploy.settings import read_settings
from deploy.trace_of_command import ids_of
from deploy.tracing import OpenTelemetry
from deploy.tracing_messages import Messages, Watched
from deploy.unattended import TracesOfCommands, automating, clock_work
from domain.agency.commands import RegisterAgency
from domain.aggregate import Submission
from domain.application import Application
from domain.clocks import clocks
from domain.investigation.commands import WithdrawPartner
from domain.investigation.vocabulary import MemberRole
from domain.request import REQUEST
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import prepare
from projections.waiting import wait_for
from tests.support.automating import BE, DE, FR, OPERATOR, Scene, scene
from tests.support.collector import collecting
from tests.support.gateways import Gateway, set_up
from tests.support.keys import KEYRING
from tests.support.projecting import following

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

WARNING, REMINDER = "request.TimeLimitWarningRaised", "request.TimeLimitReminderSent"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
TRANSACTION = {
    "transaction", "begin", "BEGIN pg_advisory_xact_lock log.events", "SELECT log.commands", "load", "decide",
    "commit", "INSERT log.events log.commands log.keys", "COMMIT",
}  # fmt: skip


@pytest.fixture
def case(database: str, tracing: OpenTelemetry) -> Iterator[Scene]:
    with psycopg.connect(database) as connection:
        prepare(connection, READ_MODELS)
    with scene(database, Watched(tracing.provider)) as made, following(database, READ_MODELS):
        made.admit("lise", DE, MemberRole.SECONDED_MEMBER)
        yield made


def let_a_limit_near(case: Scene) -> UUID:
    """This will send a request, and let time pass until its first limit is near."""
    request_id = case.request(DE, BE)
    request = reduce(REQUEST.evolve, case.log.stream(request_id), REQUEST.initial)
    case.now.at = min(each.warn_utc for each in clocks(request.clock) if each.warn_utc) + timedelta(minutes=1)
    return request_id


def keep_time(case: Scene, tracing: OpenTelemetry) -> Round:
    """This will let the clock look once, as its process does, when the board shows all there is."""
    work = ClockWork(log=Traced(case.application, Messages(tracing.provider)), now=case.now)

    async def once() -> Round:
        async with await AsyncConnection.connect(case.conninfo, autocommit=True) as connection:
            assert await wait_for(connection, case.log.head(), ["board"], 30)
            return await act_once(connection, work)

    return asyncio.run(once())


def automate(case: Scene, tracing: OpenTelemetry) -> None:
    """This will let automations do all there is to do, as their process does, from the beginning of the log."""
    messages = Messages(tracing.provider)
    traces = TracesOfCommands(case.conninfo, Letters(KEYRING), messages)
    work = Work(log=case.application, events=case.log, now=case.now, tracing=messages, traces=traces)
    with psycopg.connect(case.conninfo) as connection:
        connection.execute("TRUNCATE automations.position, automations.agenda")
    with Automating(case.conninfo, ALL, work) as automating:
        while automating.advance():
            pass


def of_the_command(case: Scene, tracing: OpenTelemetry, topic: str) -> int:
    """This will return the trace that follows from the id of the command of an event."""
    (recorded,) = case.recorded(topic)
    return ids_of(recorded.envelope.command_id, tracing.provider).trace_id


def called(heard: InMemorySpanExporter, name: str) -> list[ReadableSpan]:
    return [each for each in heard.get_finished_spans() if each.name == name]


def names_in(heard: InMemorySpanExporter, trace: int) -> set[str]:
    return {each.name for each in heard.get_finished_spans() if each.context.trace_id == trace}


def links_of(span: ReadableSpan) -> set[int]:
    return {each.context.trace_id for each in span.links}


def test_what_the_clock_records_is_a_trace_of_its_own_through_the_transaction(
    case: Scene, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    let_a_limit_near(case)
    assert keep_time(case, tracing).warnings == 1

    (kept,) = called(heard, "keep time")
    assert kept.parent is None
    assert dict(kept.attributes or {}) == {"entente.commands": 1, "entente.recorded": 1}
    assert names_in(heard, kept.context.trace_id) == {"keep time", *TRANSACTION}


def test_a_command_of_the_clock_begins_the_trace_that_others_derive_linked_both_ways(
    case: Scene, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    let_a_limit_near(case)
    keep_time(case, tracing)

    (kept,), (command,) = called(heard, "keep time"), called(heard, "command RaiseTimeLimitWarning")
    assert command.parent is None
    assert command.context.trace_id == of_the_command(case, tracing, WARNING)
    assert (links_of(command), links_of(kept)) == ({kept.context.trace_id}, {command.context.trace_id})


def test_a_look_that_finds_nothing_is_not_traced(
    case: Scene, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    case.request(DE, BE)
    keep_time(case, tracing)
    automate(case, tracing)

    assert heard.get_finished_spans() == ()


def test_what_an_automation_does_is_linked_to_what_it_follows_from_and_to_the_trace_of_its_command(
    case: Scene, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    let_a_limit_near(case)
    keep_time(case, tracing)
    automate(case, tracing)

    (acted,), (command,) = called(heard, "automate limit-nears"), called(heard, "command RemindOfTimeLimit")
    assert acted.parent is None
    assert command.context.trace_id == of_the_command(case, tracing, REMINDER)
    assert links_of(acted) == {of_the_command(case, tracing, WARNING), command.context.trace_id}
    assert links_of(command) == {acted.context.trace_id}
    of_its_place = {"look beside", "UPDATE automations.position", "keep beside"}
    assert names_in(heard, acted.context.trace_id) >= {"automate limit-nears", *of_its_place, *TRANSACTION - {"load"}}


def test_what_is_repeated_begins_no_trace_again(
    case: Scene, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    let_a_limit_near(case)
    keep_time(case, tracing)
    automate(case, tracing)
    automate(case, tracing)

    assert len(called(heard, "automate limit-nears")) == 2
    assert len(called(heard, "command RemindOfTimeLimit")) == 1


def test_the_trace_of_a_command_is_that_of_its_message_where_it_came_with_one(
    database: str, tracing: OpenTelemetry
) -> None:
    messages = [Gateway().reminder(0, "in a trace", traceparent=PARENT)]
    with psycopg.connect(database) as connection:
        register.begin(connection, messages[0].place)
    with EventLog(database, KEYRING) as log, Application(log) as application:
        set_up(application, 1)
        Intake(application, KEYRING, [Stretch(messages, 0)]).finish()
        (reminded,) = log.read(log.head() - 1, 1)

    kept, other = Messages(tracing.provider), uuid4()
    found = list(TracesOfCommands(database, Letters(KEYRING), kept)([reminded.envelope.command_id, other]))

    assert found == [PARENT, kept.trace_of(other)]


def test_no_span_tells_of_a_case_an_agency_or_a_command(
    case: Scene, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    request_id = let_a_limit_near(case)
    keep_time(case, tracing)
    automate(case, tracing)

    spans = "".join(str(each.to_json()) for each in heard.get_finished_spans())
    commands = [str(each.envelope.command_id) for each in case.recorded(WARNING, REMINDER)]
    of_them = (str(case.case), str(request_id), FR, BE, DE, "lise", "entente-clock", *commands)
    assert len(commands) == 2
    assert [each for each in of_them if each in spans] == []


def test_the_process_of_the_clock_brings_its_traces_to_the_collector(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = RegisterAgency(agency_id=FR, name=FR, country="FR", tz="UTC", languages=("fr",))
    with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
        with clock_work(read_settings(data=tmp_path), Database(database, database, lambda: KEYRING)) as work:
            work.log.submit_batch([Submission(command=agency, command_id=uuid4(), actor=OPERATOR)])

    assert collector.processes() == {"entente-clock"}
    loaded = "SELECT log.events log.keys"
    assert {each.name for each in collector.spans()} == {"keep time", "command RegisterAgency", loaded, *TRANSACTION}


def test_the_process_of_the_automations_brings_its_traces_to_the_collector(
    case: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_a_limit_near(case)
    case.submit(WithdrawPartner(investigation_id=case.case, agency_id=BE, reason="Reorganised"))
    with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
        with automating(Database(case.conninfo, case.conninfo, lambda: KEYRING)) as opened:
            assert opened.advance()

    assert collector.processes() == {"entente-automate"}
    expected = {"automate partner-leaves", "command OpenFollowUp", "UPDATE automations.position", *TRANSACTION}
    assert {each.name for each in collector.spans()} >= expected
