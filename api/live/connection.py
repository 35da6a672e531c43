"""One socket: from its first message to its close, whoever closes it.

It must not know any field. It holds no message but the one that is on its way: the log is the queue, from which a slow
subscriber is told later, and one that takes nothing at all is let go.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from api.errors import PublicError
from api.limits import LARGEST_BODY
from api.live.ending import Left, reason_of
from api.live.gate import Entrant
from api.live.messages import Close, Closed, Complete, ConnectionInit, Ping, Subscribe, received, sent
from api.live.operation import Refused, payloads
from api.live.room import Room
from api.subscriptions.context import LiveContext

__all__ = ["MOST_SUBSCRIPTIONS", "LiveConnection"]

MOST_SUBSCRIPTIONS = 50
"""Subscriptions of one socket: a page that follows the cases of a member, its desk, and a few pairs."""


TRANSPORT = "websocket"


class LiveConnection:
    """Serves one socket that was accepted."""

    def __init__(self, socket: WebSocket, room: Room) -> None:
        self._socket, self._room = socket, room
        self._measures = room.dependencies.insight.measures
        self._following: dict[str, asyncio.Task[None]] = {}
        self._turn, self._sending = asyncio.Lock(), asyncio.Lock()

    async def serve(self) -> None:
        """This will serve until either side closes."""
        try:
            entrant = await self._entrant()
            with self._room.gate.entered(entrant), self._counted():
                async with self._room.gate.staying(entrant):
                    await self._served(entrant)
        except Left:
            return
        except Closed as closed:
            await self._close(closed)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._measures.opened(TRANSPORT)
        try:
            yield
        finally:
            self._measures.opened(TRANSPORT, -1)

    async def _entrant(self) -> Entrant:
        """This will wait for the first message, and tell who asks."""
        with self._room.gate.unknown():
            try:
                async with asyncio.timeout(self._room.limits.init_s):
                    first = received(await self._text())
            except TimeoutError as error:
                raise Closed(Close.INIT_TIMEOUT, "Send connection_init first.") from error
            if not isinstance(first, ConnectionInit):
                raise Closed(Close.UNAUTHENTICATED, "Send connection_init first.")
            entrant = await self._room.gate.enter(self._socket, first)
        await self._send(sent("connection_ack"))
        return entrant

    async def _served(self, entrant: Entrant) -> None:
        """This will read and follow at the same time; whichever ends first ends the other."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._room.gate.until_refused(entrant.credential))
                await self._read(entrant, group.create_task)
        except BaseExceptionGroup as ended:
            raise reason_of(ended) from ended

    async def _read(self, entrant: Entrant, start: Callable[..., asyncio.Task[None]]) -> None:
        while True:
            match received(await self._text()):
                case ConnectionInit():
                    raise Closed(Close.TOO_MANY_INIT_REQUESTS, "connection_init was sent before.")
                case Ping():
                    await self._send(sent("pong"))
                case Complete(id=known_as):
                    self._end(known_as)
                case Subscribe() as asked if len(self._following) >= MOST_SUBSCRIPTIONS:
                    await self._send(sent("error", asked.id, _too_many()))
                case Subscribe() as asked:
                    self._begin(asked, start(self._follow(entrant, asked)))
                case _:
                    pass

    def _begin(self, asked: Subscribe, task: asyncio.Task[None]) -> None:
        if asked.id in self._following:
            raise Closed(Close.SUBSCRIBER_EXISTS, "There is a subscription of this id already.")
        self._following[asked.id] = task

    def _end(self, known_as: str) -> None:
        task = self._following.pop(known_as, None)
        if task is not None:
            task.cancel()

    async def _follow(self, entrant: Entrant, asked: Subscribe) -> None:
        """This will send what a subscription brings, and its end."""
        self._measures.subscribed(TRANSPORT)
        context = LiveContext(self._room.dependencies, entrant.bearer, self._turn, self._room.looks)
        try:
            await context.take_turn()
            async with aclosing(payloads(self._room.schema, asked.payload, context)) as told:
                async for payload in told:
                    await self._room.gate.still_good(entrant)
                    await self._send(sent("next", asked.id, payload))
                    self._measures.told(TRANSPORT)
            await self._send(sent("complete", asked.id))
        except Refused as refused:
            await self._send(sent("error", asked.id, refused.errors))
        finally:
            self._measures.subscribed(TRANSPORT, -1)
            await context.close()
            context.give_turn()
            if self._following.get(asked.id) is asyncio.current_task():
                del self._following[asked.id]

    async def _text(self) -> str:
        try:
            text = await self._socket.receive_text()
        except WebSocketDisconnect as error:
            raise Left from error
        except KeyError as error:
            raise Closed(Close.BAD_MESSAGE, "Messages are texts.") from error
        if len(text) > LARGEST_BODY:
            raise Closed(Close.TOO_BIG, f"A message has at most {LARGEST_BODY} characters.")
        return text

    async def _send(self, text: str) -> None:
        """This will send one message after the other, and let go of a client that takes none."""
        try:
            async with self._sending, asyncio.timeout(self._room.limits.send_s):
                await self._socket.send_text(text)
        except TimeoutError as error:
            raise Closed(Close.TOO_SLOW, "You took too long to read. Ask again from the last position.") from error
        except (WebSocketDisconnect, RuntimeError) as error:
            raise Left from error

    async def _close(self, closed: Closed) -> None:
        self._measures.closed(TRANSPORT, closed.code)
        with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            async with asyncio.timeout(self._room.limits.send_s):
                await self._socket.close(closed.code, closed.reason)


def _too_many() -> list[dict[str, Any]]:
    message = f"A socket has at most {MOST_SUBSCRIPTIONS} subscriptions."
    remedy = "End one, or open another socket."
    return [dict(PublicError(message, "TOO_MANY_SUBSCRIPTIONS", remedy=remedy).formatted)]
