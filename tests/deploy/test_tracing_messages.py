"""Specs of traces of messages: which of them a span is part of or linked to, and that nothing else is told."""

from uuid import uuid4

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF

from api.insight.correlating import correlation
from consumers.tracing import traced as traced_block
from deploy.trace_of_command import ids_of
from deploy.tracing import OpenTelemetry
from deploy.tracing_messages import Messages
from tests.support.canaries import CANARY, seen_in

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"
OTHER = f"00-{TRACE[::-1]}-b7ad6b7169203331-01"


def test_two_processes_derive_the_same_trace_of_a_command_and_another_of_another(tracing: OpenTelemetry) -> None:
    one, other = uuid4(), uuid4()

    assert ids_of(one, tracing.provider) == ids_of(one, TracerProvider())
    assert ids_of(one, tracing.provider).trace_id != ids_of(other, tracing.provider).trace_id


def test_a_trace_that_is_not_kept_is_not_named_to_anybody() -> None:
    assert Messages(TracerProvider(sampler=ALWAYS_OFF)).trace_of(uuid4()) is None


def test_what_is_done_for_one_trace_is_part_of_it(tracing: OpenTelemetry, heard: InMemorySpanExporter) -> None:
    with traced_block(Messages(tracing.provider), "fold", [PARENT, PARENT]) as numbers:
        of_the_log = correlation()
        numbers["messages"] = 2

    (one,) = heard.get_finished_spans()
    assert of_the_log == {"trace_id": TRACE}
    assert format(one.context.trace_id, "032x") == TRACE
    assert dict(one.attributes or {}) == {"messaging.system": "kafka", "entente.messages": 2}


def test_what_is_done_for_several_traces_is_linked_to_each(tracing: OpenTelemetry, heard: InMemorySpanExporter) -> None:
    with traced_block(Messages(tracing.provider), "publish", [PARENT, OTHER, CANARY, ""]):
        pass

    (one,) = heard.get_finished_spans()
    assert one.parent is None
    assert {format(each.context.trace_id, "032x") for each in one.links} == {TRACE, TRACE[::-1]}
    assert seen_in(str(one.to_json())) == ""


def test_of_a_fault_its_type_alone_is_told(tracing: OpenTelemetry, heard: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=CANARY), traced_block(Messages(tracing.provider), "fold", []):
        raise ValueError(CANARY)

    (one,) = heard.get_finished_spans()
    assert one.status.description == "ValueError"
    assert seen_in(str(one.to_json())) == ""
