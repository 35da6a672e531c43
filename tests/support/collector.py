"""A collector of traces: takes in what an exporter sends over HTTP in OTLP's binary form, and tells what came.

It must not know what is traced.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import cast

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

__all__ = ["Collector", "collecting"]


@dataclass(frozen=True, slots=True)
class Collector:
    """address: what OTEL_EXPORTER_OTLP_ENDPOINT has to name; paths: where each request went."""

    address: str
    paths: list[str] = field(default_factory=list)
    requests: list[ExportTraceServiceRequest] = field(default_factory=list)

    def processes(self) -> set[str]:
        """This will name the processes that sent something."""
        told = (each.resource.attributes for request in self.requests for each in request.resource_spans)
        return {one.value.string_value for attributes in told for one in attributes if one.key == "service.name"}

    def spans(self) -> list[Span]:
        """This will list what came, in the order of coming."""
        scopes = (each.scope_spans for request in self.requests for each in request.resource_spans)
        return [span for some in scopes for scope in some for span in scope.spans]


class _Server(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.collector = Collector(f"http://127.0.0.1:{self.server_port}")


class _Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"]))
        body = gzip.decompress(sent) if self.headers.get("content-encoding") == "gzip" else sent
        collector = cast("_Server", self.server).collector
        collector.paths.append(self.path)
        collector.requests.append(ExportTraceServiceRequest.FromString(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is told on the terminal."""


@contextmanager
def collecting() -> Iterator[Collector]:
    """This will take in what comes for as long as the block lasts."""
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.collector
        finally:
            server.shutdown()
            thread.join()
