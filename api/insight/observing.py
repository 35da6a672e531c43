"""The outermost layer: gives each request an id, and counts and traces it, whatever becomes of it.

It must not look into a request but for its method and the first part of its path.
"""

from collections.abc import Mapping
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.insight.correlating import REQUEST_ID_HEADER, request_begun
from api.insight.insight import Insight

__all__ = ["Observed"]

EVENT_STREAM = b"text/event-stream"


class Observed:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, insight: Insight) -> None:
        self._app, self._insight = app, insight

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will serve one request or socket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            with request_begun():
                await self._app(scope, receive, send)
            return
        with request_begun() as request_id, self._insight.tracing.request(scope["method"], scope["headers"]) as span:
            answer = _Answer(send, request_id)
            begun, measures = perf_counter(), self._insight.measures
            measures.open_requests.inc()
            try:
                await self._app(scope, receive, answer.send)
            finally:
                measures.open_requests.dec()
                seconds = None if answer.is_stream else perf_counter() - begun
                measures.answered(scope["path"], scope["method"], answer.status, seconds)
                span.answered(answer.status)


class _Answer:
    """What becomes of a request, while it is sent."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._own = (REQUEST_ID_HEADER, request_id.encode())
        self.status, self.is_stream = "none", False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = str(message["status"])
            headers: Mapping[bytes, bytes] = dict(message["headers"])
            self.is_stream = headers.get(b"content-type", b"").startswith(EVENT_STREAM)
            message = {**message, "headers": [*message["headers"], self._own]}
        await self._send(message)
