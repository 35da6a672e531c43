"""Lets whoever takes commands in see how long their parts take: waiting for the log, deciding, appending, statements.

It must not know what is done with that, nor hand out anything of a command.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import LiteralString, Protocol

from domain.storage.connection import WriterCursor

__all__ = ["NotWatching", "Watching"]


class Watching(Protocol):
    """Is told on the thread that commits, but for `caller`."""

    @property
    def cursor(self) -> type[WriterCursor] | None:
        """The kind of cursor that carries out the statements; None for the plain one."""
        ...

    def caller(self) -> object:
        """This will tell, on the thread of somebody who sends commands, what that is part of; None for nothing."""
        ...

    def together(self, callers: Sequence[object]) -> AbstractContextManager[object]:
        """This will watch a transaction. callers: of those whose commands share it, as `caller` told."""
        ...

    def step(self, name: LiteralString) -> AbstractContextManager[object]:
        """This will watch a part of it."""
        ...


_NOTHING: AbstractContextManager[object] = nullcontext()


class NotWatching:
    """Where nobody looks."""

    cursor: type[WriterCursor] | None = None

    def caller(self) -> object:
        """This will tell nothing."""
        return None

    def together(self, callers: Sequence[object]) -> AbstractContextManager[object]:  # noqa: ARG002  # the port's
        """This will watch nothing."""
        return _NOTHING

    def step(self, name: LiteralString) -> AbstractContextManager[object]:  # noqa: ARG002  # the port's
        """This will watch nothing."""
        return _NOTHING
