"""Specs of the log lines. They must not test who logs what."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO
from types import TracebackType

import pytest

from api.errors import public_fault
from api.insight.correlating import request_begun, trace_joined
from deploy.logs import Lines, log_to

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def line(
    name: str, message: object, *arguments: object, fault: Raised | None = None, **extra: object
) -> dict[str, object]:
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, arguments, fault)
    vars(record).update(extra)
    told: dict[str, object] = json.loads(Lines().format(record))
    return told


def raised(error: Exception) -> Raised:
    try:
        raise error
    except type(error):
        kind, value, trace = sys.exc_info()
        assert kind is not None
        assert value is not None
        return kind, value, trace


def test_a_record_is_one_object_with_what_our_code_adds() -> None:
    told = line("consumers.clock", "limits recorded", breaches=2)

    assert (told["message"], told["breaches"], told["level"]) == ("limits recorded", 2, "WARNING")


def test_a_line_bears_the_id_of_the_request_that_is_answered() -> None:
    before = line("api.errors", "fault")
    with request_begun() as request_id:
        trace_joined("0af7651916cd43dd8448eb211c80319c")
        during = line("api.errors", "fault")

    assert (during["request_id"], during["trace_id"]) == (request_id, "0af7651916cd43dd8448eb211c80319c")
    assert "request_id" not in before


def test_of_a_fault_only_its_type_and_places_are_logged() -> None:
    told = line("api.errors", "request failed", fault=raised(ValueError("the witness is in Porto")))

    assert told["fault"] == "ValueError"
    assert "test_logs.py" in str(told["at"])
    assert "Porto" not in json.dumps(told)


def test_of_another_packages_record_only_the_template_is_logged() -> None:
    told = line("psycopg.pool", "error connecting in %r: %s", "pool-1", "the witness is in Porto")

    assert told["message"] == "error connecting in %r: %s"
    assert "Porto" not in json.dumps(told)


def test_a_fault_that_another_package_logs_as_its_message_is_named_only() -> None:
    assert line("strawberry.execution", ValueError("the witness is in Porto"))["message"] == "ValueError"


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What is logged as the product logs it."""
    root, hook = logging.getLogger(), sys.excepthook
    before, level, written = list(root.handlers), root.level, StringIO()
    log_to(written, "INFO")
    yield written
    root.handlers[:], sys.excepthook = before, hook
    root.setLevel(level)


def test_the_number_of_a_fault_that_a_person_is_told_is_found_in_the_log(lines: StringIO) -> None:
    told = public_fault(ValueError("the witness is in Porto"))

    (logged,) = lines.getvalue().splitlines()
    assert json.loads(logged)["fault_id"] == (told.extensions or {})["fault"]
    assert json.loads(logged)["fault"] == "ValueError"
    assert "Porto" not in logged
