"""Subscriptions as event streams over plain HTTP: one request, one subscription, for whoever has no sockets.

It must not know any field. As on a socket nothing is queued: who reads slowly is told later.
Source: GraphQL over Server-Sent Events Protocol, distinct connections mode; HTML Living Standard, 9.2 (event streams).
"""

import asyncio
from contextlib import aclosing
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Match, Route
from starlette.types import Message, Receive, Scope, Send

from api.documents.trusted import text_asked
from api.identity.carrying import bearer_of, carried_by
from api.live.ending import Left, reason_of
from api.live.gate import Entrant
from api.live.messages import Close, Closed, Operation
from api.live.operation import Refused, payloads
from api.live.room import Room
from api.schema import EntenteSchema
from api.subscriptions.context import LiveContext
from api.transport.asking import NotAsked, asked

__all__ = ["EventStreams", "StreamRoute", "wants_stream"]

MEDIA_TYPE = "text/event-stream"
TRANSPORT = "event_stream"

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),  # or a proxy would keep events until it has a page of them
]

ALIVE = b":\n\n"
"""A comment, which clients pass over."""

STATUSES = {Close.TOO_MANY_CONNECTIONS: HTTPStatus.TOO_MANY_REQUESTS}
"""Where it is refused before it began."""


def wants_stream(scope: Scope) -> bool:
    """This will tell whether a request wants events and nothing else.

    Clients that name JSON beside it, or anything at all, send queries, too: these are answered as ever.
    """
    accepted = b",".join(value for name, value in scope["headers"] if name == b"accept").decode("latin-1").lower()
    if MEDIA_TYPE not in accepted:
        return False
    kinds = {each.partition(";")[0].strip() for each in accepted.split(",")}
    return MEDIA_TYPE in kinds and not any(each.startswith("*/") or "json" in each for each in kinds)


class StreamRoute(Route):
    """The path of GraphQL for whoever wants a stream; it comes before that of queries."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """This will leave to the others what wants no stream."""
        found, child = super().matches(scope)
        is_ours = found is not Match.NONE and wants_stream(scope)
        return (found, child) if is_ours else (Match.NONE, {})


class EventStreams:
    """Serves all event streams of a process."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will serve one until either side ends it. Raises InvalidToken, CrossSite, NotAsked first."""
        request, given = Request(scope, receive), self._room.dependencies
        production = given.settings.production
        bearer = await bearer_of(request, given.verifier, production=production)
        entrant = self._room.gate.entrant(bearer, carried_by(request, given.verifier, production=production))
        try:
            operation = await _asked(request, self._room.schema)
            with self._room.gate.entered(entrant):
                await _Stream(self._room, entrant, send).serve(operation, receive)
        except Left:
            return
        except Closed as closed:
            refusal = {"errors": [_error(closed)]}
            await JSONResponse(refusal, status_code=STATUSES.get(closed.code, 503))(scope, receive, send)


class _Stream:
    """One of them. send: of the request."""

    def __init__(self, room: Room, entrant: Entrant, send: Send) -> None:
        self._room, self._entrant, self._send_on = room, entrant, send
        self._measures = room.dependencies.insight.measures
        self._sending = asyncio.Lock()

    async def serve(self, operation: Operation, receive: Receive) -> None:
        """This will begin the stream, and tell its end where anybody is there to hear of it."""
        self._measures.opened(TRANSPORT)
        try:
            await self._put({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self._write(ALIVE)
            async with self._room.gate.staying(self._entrant):
                await self._served(operation, receive)
            await self._put({"type": "http.response.body", "body": b""})
        except Left:
            return
        except Closed as closed:
            await self._close(closed)
        finally:
            self._measures.opened(TRANSPORT, -1)

    async def _served(self, operation: Operation, receive: Receive) -> None:
        """This will follow for as long as the client and its token are there; the first end is the end."""
        try:
            async with asyncio.TaskGroup() as group:
                beside = [
                    group.create_task(self._room.gate.until_refused(self._entrant.credential)),
                    group.create_task(_until_left(receive)),
                    group.create_task(self._show_life()),
                ]
                await self._follow(operation)
                for task in beside:
                    task.cancel()
        except BaseExceptionGroup as ended:
            raise reason_of(ended) from ended

    async def _show_life(self) -> None:
        while True:
            await asyncio.sleep(self._room.limits.quiet_s)
            await self._write(ALIVE)

    async def _follow(self, operation: Operation) -> None:
        given = self._room.dependencies
        context = LiveContext(given, self._entrant.bearer, asyncio.Lock(), self._room.looks)
        self._measures.subscribed(TRANSPORT)
        try:
            async with aclosing(payloads(self._room.schema, operation, context)) as told:
                async for payload in told:
                    await self._room.gate.still_good(self._entrant)
                    await self._write(_event("next", payload))
                    self._measures.told(TRANSPORT)
        except Refused as refused:
            await self._write(_event("next", {"errors": refused.errors}))
        finally:
            self._measures.subscribed(TRANSPORT, -1)
            await context.close()
        await self._write(_event("complete"))

    async def _write(self, body: bytes) -> None:
        async with self._sending:
            await self._put({"type": "http.response.body", "body": body, "more_body": True})

    async def _put(self, message: Message) -> None:
        """This will let go of a client that takes nothing."""
        try:
            async with asyncio.timeout(self._room.limits.send_s):
                await self._send_on(message)
        except TimeoutError as error:
            raise Closed(Close.TOO_SLOW, "You took too long to read. Ask again from the last position.") from error
        except OSError as error:
            raise Left from error

    async def _close(self, closed: Closed) -> None:
        """To who takes nothing nothing can be told: the connection just ends."""
        self._measures.closed(TRANSPORT, closed.code)
        if closed.code is Close.TOO_SLOW:
            return
        try:
            await self._write(_event("next", {"errors": [_error(closed)]}) + _event("complete"))
            await self._put({"type": "http.response.body", "body": b""})
        except (Closed, Left):
            return


async def _until_left(receive: Receive) -> None:
    while True:
        if (await receive())["type"] == "http.disconnect":
            raise Left


def _event(kind: str, payload: object = None) -> bytes:
    data = b"" if payload is None else msgspec.json.encode(payload)  # one line: JSON escapes every line break
    return b"event: %b\ndata: %b\n\n" % (kind.encode(), data)


def _error(closed: Closed) -> dict[str, Any]:
    code = "INTERNAL_ERROR" if closed.code is Close.FAULT else closed.code.name
    return {"message": closed.reason, "extensions": {"code": code}}


async def _asked(request: Request, schema: EntenteSchema) -> Operation:
    """The operation of a request. Raises NotAsked, Left."""
    try:
        asking = await asked(request)
    except ClientDisconnect as error:
        raise Left from error
    query = text_asked(asking, schema.trusted)
    if query is None:
        raise NotAsked(400, "BAD_REQUEST", "There is no `query` in the request.")
    return Operation(query, asking.operation_name, asking.variables, asking.extensions)
