"""What the resolvers of a subscription may reach: for each message as anew as if it were the first.

It must not hold a connection while it waits.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import Any, TypeVar, cast

import strawberry
from strawberry.types import Info

from api.announcing import Watch
from api.context import Context
from api.dependencies import ApiDependencies
from api.identity.bearer import Bearer
from api.ledger.noting import Note
from api.subscriptions.looking import Looks, Question, Read

__all__ = ["AccessEnded", "Following", "LiveContext", "followed"]


T = TypeVar("T")

FORGOTTEN = tuple(name for name, found in vars(Context).items() if isinstance(found, cached_property))
"""All that a request finds out once: viewer, loaders, pasts."""


class AccessEnded(Exception):  # named for what became of the access
    """What was followed is not for the subscriber any more."""


class LiveContext(Context):
    """One subscription. Its moment, its viewer and what it loaded are of the message that is being made.

    announcer: wakes who waits for news. turn: of the socket, on which one message is made and sent at a time.
    looks: shared with others who ask the same.
    """

    def __init__(self, dependencies: ApiDependencies, bearer: Bearer, turn: asyncio.Lock, looks: Looks) -> None:
        super().__init__(dependencies, bearer)
        self.announcer = dependencies.announcer
        self._turn, self._is_mine = turn, False
        self._looks, self._stood = looks, cast("str | None", None)

    async def look(self, question: Question, read: Read[T]) -> T:
        """This will read as the subscriber, or let it take part in what another one reads that stands alike."""
        found, self._stood = await self._looks.share(self.viewer, self._stood, question, read)
        return found

    async def rest(self, watch: Watch) -> None:
        """This will hold nothing until there may be news, and begin anew."""
        await self._resting(watch.wait())

    async def pause(self, pause_s: float) -> None:
        """This will hold nothing for some seconds, and begin anew."""
        await self._resting(asyncio.sleep(pause_s))

    async def _resting(self, rest: Awaitable[None]) -> None:
        await self.close()
        self.give_turn()
        await rest
        await self.take_turn()
        self.begin()

    async def take_turn(self) -> None:
        """This will wait until no other subscription of the socket makes or sends a message."""
        await self._turn.acquire()
        self._is_mine = True

    def give_turn(self) -> None:
        """This will let the others go on."""
        if self._is_mine:
            self._is_mine = False
            self._turn.release()

    def begin(self) -> None:
        """This will forget what was known of the moment before: time, viewer, and rows that were loaded."""
        self.now, self._is_closed = self.dependencies.now(), False
        self._loaders.clear()
        for known in FORGOTTEN:
            self.__dict__.pop(known, None)

    def begin_note(self) -> Note:
        """This will begin the note of the next message; the fields that are asked stay the same."""
        ways, self.note = self.note.ways, Note()
        self.note.ways = ways
        return self.note


F = TypeVar("F", bound=Callable[..., Any])


def followed(description: str) -> Callable[[F], F]:
    """This will make a generator the subscription of its name."""
    return cast("Callable[[F], F]", strawberry.subscription(description=description))


Following = Info[LiveContext, None]
"""What Strawberry passes to the resolver of a subscription."""
