"""The outermost layer: headers that every answer carries, a bound on the body, and no fault that tells of the inside.

It must not look into a request.
"""

from collections.abc import Callable

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import public_fault

__all__ = ["HEADERS", "PAGE_POLICY", "Protection"]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content Security Policy of all answers: nothing inline, nothing of another host. GraphiQL's page loosens styles."""

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
    b"content-security-policy": PAGE_POLICY.encode(),
}
"""On every answer; nothing is kept anywhere unless the answer itself says so."""


class BodyTooLarge(Exception):  # named for what it says of the request
    """The body of the request is larger than any honest one."""


class Protection:
    """Wraps the application. Answers that set one of the headers themselves keep their own.

    largest_body: tells how many bytes the body of a request may have.
    """

    def __init__(self, app: ASGIApp, largest_body: Callable[[Scope], int]) -> None:
        self._app, self._largest_body = app, largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, receive, send)
        largest = self._largest_body(scope)
        try:
            await self._app(scope, _bounded(receive, largest), answer.send)
        except ClientDisconnect:
            return  # it left before it had said what it wants: no fault of anybody's, and nobody is there to answer
        except BodyTooLarge:
            await answer.unless_begun(413, "BODY_TOO_LARGE", f"A request has at most {largest} bytes.")
        except Exception as error:  # noqa: BLE001  # the last wall: whatever it is, it is logged and told as an id
            fault = public_fault(error)
            await answer.unless_begun(500, "INTERNAL_ERROR", fault.message)


class _Answer:
    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            own = {name.lower() for name, _ in message["headers"]}
            added = [(name, value) for name, value in HEADERS.items() if name not in own]
            message = {**message, "headers": [*message["headers"], *added]}
        await self._send(message)

    async def unless_begun(self, status: int, code: str, text: str) -> None:
        if not self._begun:
            body = {"errors": [{"message": text, "extensions": {"code": code}}]}
            await JSONResponse(body, status_code=status)(self._scope, self._receive, self.send)


def _bounded(receive: Receive, largest: int) -> Receive:
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > largest:
            raise BodyTooLarge
        return message

    return bounded
