"""A client that leaves in the middle holds nothing, and is no fault of ours."""

import logging
import socket

import pytest

from tests.api.conftest import Case
from tests.support.live import Live
from tests.support.processes import eventually
from tests.support.served import Served

pytestmark = pytest.mark.postgres


def unanswered(house: Served) -> float:
    labels = {"route": "graphql", "method": "POST", "status": "none"}
    return house.given.insight.measures.registry.get_sample_value("entente_http_requests_total", labels) or 0.0


@pytest.mark.parametrize("accepted", ["application/json", "text/event-stream"])
def test_who_leaves_before_it_has_asked_is_no_fault(
    door: Live, case: Case, house: Served, accepted: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, (host, port) = unanswered(house), door.address.split(":")
    with caplog.at_level(logging.WARNING), socket.create_connection((host, int(port))) as leaving:
        leaving.sendall(
            f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {case.partner.token}\r\nAccept: {accepted}\r\n"
            'Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"query": '.encode()
        )
        leaving.close()
        is_noticed = eventually(lambda: unanswered(house) == before + 1)

    assert is_noticed
    assert caplog.records == []
