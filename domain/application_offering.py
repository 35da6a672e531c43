"""Tells which commands of a thing somebody might give now, from the states as they are recorded. It changes nothing.

It must not take the append lock: what it tells may be outdated when a command comes, which is then decided anew.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime
from functools import partial

from domain.aggregate import Act, Actor, StreamKey
from domain.application_states import States
from domain.beforehand import Offer, offers
from domain.catalogue import Room
from domain.occurred import exactly
from domain.storage import LogUnavailable
from domain.storage.writer import LogWriter

__all__ = ["Offering"]

KEPT_STATES = 1_000
"""States kept between questions, so that only what came since is read."""


class Offering:
    """Answers one question after the other, in a thread and by a connection of its own, opened with the first.

    writer: by which streams are loaded; nothing is appended. now: aware.
    """

    def __init__(self, writer: LogWriter, rooms: tuple[Room, ...], now: Callable[[], datetime]) -> None:
        self._writer, self._now = writer, now
        self._rooms = {room.name: room for room in rooms}
        self._states = States(rooms, writer, KEPT_STATES)
        self._questions = 0
        self._thread = ThreadPoolExecutor(1, "entente-offering")

    async def offers(self, key: StreamKey, actor: Actor) -> tuple[Offer, ...]:
        """This will tell of each command of a thing whether it might be given; none where there is no such thing.

        Raises LogUnavailable, KeyError for no such room.
        """
        weighed = partial(copy_context().run, self._weighed, key, actor)  # as part of what the caller does
        return await asyncio.get_running_loop().run_in_executor(self._thread, weighed)

    def close(self) -> None:
        """This will drop the connection; later questions raise RuntimeError."""
        self._thread.shutdown()
        self._writer.close()

    def _weighed(self, key: StreamKey, actor: Actor) -> tuple[Offer, ...]:
        room = self._rooms[key.aggregate]
        try:
            return self._found(room, key, actor)
        except LogUnavailable:  # as after each restart of the server, when the connection of before is dead
            self._begin_anew()
        try:
            return self._found(room, key, actor)
        except LogUnavailable:
            self._begin_anew()
            raise

    def _begin_anew(self) -> None:
        self._states.forget()
        self._writer.reset()

    def _found(self, room: Room, key: StreamKey, actor: Actor) -> tuple[Offer, ...]:
        self._questions += 1
        self._states.log_stands_at(self._questions)  # others append: whatever is kept may lack the latest
        kept = self._states.get(key.stream_id, room)
        if kept.version == 0 or kept.room is not room:
            return ()
        now = self._now().astimezone(UTC)
        act = Act(actor=actor, occurred=exactly(now), recorded_at=now, facts=self._states)
        found = tuple(offers(room, kept.state, act))
        self._states.appended_to(self._questions)  # forgets what was not asked for in a long time
        return found
