"""Specs of the numbers that a process which serves tells: what they count, and that they tell nothing else."""

from collections import deque
from dataclasses import replace
from io import StringIO
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import generate_latest

from api.application import create_app
from api.insight.insight import Insight
from api.insight.measures import Measures
from api.insight.words import (
    COMMAND_OUTCOMES,
    MOST_CODES,
    OPERATION_KINDS,
    OPERATION_OUTCOMES,
    OTHER,
    ROUTES,
    TRANSPORTS,
)
from deploy.tracing import traced
from domain.catalogue import COMMAND_TYPES
from tests.api.conftest import Case
from tests.support.canaries import CANARY, seen_in
from tests.support.served import Served

ANYTHING = st.text(max_size=30)


def told(house: Served) -> str:
    return generate_latest(house.given.insight.measures.registry).decode()


def number(house: Served, name: str, **labels: str) -> float:
    return house.given.insight.measures.registry.get_sample_value(name, labels) or 0.0


def words(measures: Measures) -> set[str]:
    return {
        word
        for family in measures.registry.collect()
        for sample in family.samples
        for label, word in sample.labels.items()
        if label not in ("le", "status")
    }


def test_a_query_is_counted_by_its_kind_and_outcome(house: Served, case: Case) -> None:
    before = number(house, "entente_graphql_operations_total", kind="query", outcome="ok")

    case.leader.ask("{ me { memberId } }")

    assert number(house, "entente_graphql_operations_total", kind="query", outcome="ok") == before + 1
    assert number(house, "entente_graphql_operation_seconds_count", kind="query") >= before + 1


def test_what_an_operation_is_estimated_to_cost_is_counted_however_it_is_answered(case: Case, house: Served) -> None:
    before = number(house, "entente_graphql_cost_rows_count")

    for _ in range(3):
        case.leader.ask("{ investigations(first: 2) { nodes { title } } }")

    assert number(house, "entente_graphql_cost_rows_count") == before + 3


@pytest.mark.parametrize(
    ("code", "sent"),
    [
        ("UNAUTHENTICATED", {"headers": {"authorization": "Bearer x"}, "json": {"query": "{ me { memberId } }"}}),
        ("UNSUPPORTED_MEDIA_TYPE", {"content": "x"}),
        ("BAD_REQUEST", {"json": {"query": 5}}),
    ],
)
def test_what_is_refused_before_it_is_read_is_counted_by_its_code(
    house: Served, case: Case, code: str, sent: dict[str, Any]
) -> None:
    before = number(house, "entente_refusals_total", code=code)

    house.client.post("/graphql", **{"headers": {"authorization": f"Bearer {case.leader.token}"}, **sent})

    assert number(house, "entente_refusals_total", code=code) == before + 1


def test_an_operation_that_is_no_operation_is_refused_by_its_code(house: Served, case: Case) -> None:
    case.leader.post("{ nothing }")
    case.leader.post("{")

    assert number(house, "entente_refusals_total", code="INVALID_OPERATION") >= 1
    assert number(house, "entente_refusals_total", code="SYNTAX_ERROR") >= 1
    assert number(house, "entente_graphql_operations_total", kind="none", outcome="refused") >= 1


def test_a_command_is_counted_by_its_outcome(house: Served, case: Case) -> None:
    case.leader.did("sendReminder", requestId=case.request, note="Please")
    case.leader.do("sendReminder", requestId=str(uuid4()), note="Please")

    assert number(house, "entente_commands_total", command="SendReminder", outcome="accepted") >= 1
    assert number(house, "entente_commands_total", command="SendReminder", outcome="not_found") >= 1


def test_a_request_that_nobody_signed_is_counted_by_route_and_status(house: Served) -> None:
    before = number(house, "entente_http_requests_total", route="graphql", method="POST", status="401")

    house.client.post("/graphql", json={"query": "{ me { memberId } }"})

    after = number(house, "entente_http_requests_total", route="graphql", method="POST", status="401")
    assert after == before + 1


def test_every_answer_bears_an_id_of_ours_whatever_was_sent(house: Served) -> None:
    first = house.client.get("/health/live", headers={"x-request-id": CANARY.encode().hex()})
    second = house.client.get("/nowhere")

    ids = [first.headers["x-request-id"], second.headers["x-request-id"]]
    assert len(set(ids)) == 2
    assert {len(each) for each in ids} == {16}


def test_the_pool_is_told_while_it_is_open(house: Served) -> None:
    assert number(house, "entente_pool_connections") >= 1


def asks_with_canaries(person: Any) -> None:
    """Every way in which a text of a person's may reach an operation, good and bad."""
    person.post(f'query {{ agency(agencyId: "{CANARY}") {{ name }} }}')
    person.post("query Q($a: String!) { agency(agencyId: $a) { name } }", a=CANARY)
    person.post("query Q($a: UUID!) { request(requestId: $a) { state } }", a=CANARY)
    person.post(f"query {{ me {{ memberId }} }} # {CANARY}")
    person.post(f'query {{ "{CANARY}" }}')
    person.client.post(f"/graphql/{CANARY}", json={"query": CANARY})
    person.client.get(f"/{CANARY}/{CANARY}", headers={"traceparent": CANARY.encode().hex()})
    person.client.get(f"/items/{CANARY}/content", headers={"authorization": f"Bearer {CANARY.encode().hex()}"})


def test_nothing_that_people_write_is_told_by_a_number(house: Served, case: Case) -> None:
    case.leader.did("sendReminder", requestId=case.request, note=CANARY)
    case.leader.do("sendReminder", requestId=case.request, note=CANARY, channel="OTHER", externalRef=CANARY * 100)
    asks_with_canaries(case.leader)

    assert seen_in(told(house)) == ""
    assert "entente_commands_total" in told(house)


def test_nothing_that_people_write_is_logged(case: Case, lines: StringIO) -> None:
    case.leader.do("sendReminder", requestId=case.request, note=CANARY, channel="OTHER", externalRef=CANARY * 100)
    asks_with_canaries(case.leader)

    assert seen_in(lines.getvalue()) == ""


def test_nothing_that_people_write_is_traced(house: Served, case: Case) -> None:
    heard = InMemorySpanExporter()
    with traced("test", SimpleSpanProcessor(heard)) as tracing:
        app = create_app(replace(house.given, insight=Insight(tracing=tracing)))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        inner = httpx.AsyncClient(transport=transport, base_url="http://entente.test")
        person = replace(case.leader, client=replace(house.client, inner=inner))
        person.did("sendReminder", requestId=case.request, note=CANARY)
        asks_with_canaries(person)
        house.client.portal.call(inner.aclose)

    spans = heard.get_finished_spans()
    assert {"POST", "GET", "graphql", "command SendReminder"} <= {each.name for each in spans}
    assert [
        each for each in (case.id, case.request, "leader-alpha") if any(each in str(one.to_json()) for one in spans)
    ] == []
    assert seen_in("".join(str(each.to_json()) for each in spans)) == ""


def test_nobody_and_no_case_is_told_by_a_number(house: Served, case: Case) -> None:
    case.leader.ask("query Q($id: UUID!) { request(requestId: $id) { state } }", id=case.request)

    numbers = told(house)
    assert [each for each in (case.id, case.request, "leader-alpha", "FR-SPOC") if each in numbers] == []


@given(path=ANYTHING, method=ANYTHING, status=ANYTHING, word=ANYTHING)
def test_whatever_comes_in_becomes_a_word_of_ours(path: str, method: str, status: str, word: str) -> None:
    measures = Measures()
    measures.answered(path, method, status, 0.1)
    measures.operation(word, word, 0.1)
    measures.command(word, word)
    measures.opened(word)
    measures.told(word)

    own = COMMAND_TYPES.keys() | COMMAND_OUTCOMES | OPERATION_KINDS | OPERATION_OUTCOMES | TRANSPORTS
    known = {OTHER, *ROUTES.values(), "GET", "POST", "PUT", "HEAD", *own}
    assert words(measures) <= known


def test_codes_are_remembered_up_to_a_number() -> None:
    measures = Measures()

    deque(map(measures.refused, (f"CODE_{number}" for number in range(2 * MOST_CODES))))

    assert len(words(measures)) == MOST_CODES + 1
    assert OTHER in words(measures)


def test_what_is_no_code_is_not_remembered() -> None:
    measures = Measures()

    measures.refused("The witness is in Porto")

    assert words(measures) == {OTHER}
