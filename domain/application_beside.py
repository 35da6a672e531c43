"""What somebody who sends commands keeps beside the log, in the transaction in which they are decided.

It must not know what is kept, nor how commands are decided.
"""

from collections.abc import Collection, Hashable, Sequence
from typing import Protocol

from msgspec import Struct

from domain.application_outcome import Outcome
from domain.storage.connection import WriterConnection

__all__ = ["Beside", "HeldBack", "Result"]


class HeldBack(Struct, frozen=True):
    """The command was not carried out: whoever keeps something beside wanted so, or one of its line was refused."""


Result = Outcome | HeldBack | Exception
"""An outcome, none, or the fault of a decision, which concerns its own command alone."""


class Beside(Protocol):
    """Tables that change together with the log, all or nothing: both calls come under the append lock.

    A transaction that failed is tried again with both calls, so they must keep nothing of their own in memory.
    """

    @property
    def lines(self) -> Sequence[Hashable]:
        """The line of each command, None for one by itself: behind one that is refused, none of its line is done."""
        ...

    def before(self, connection: WriterConnection) -> Collection[int]:
        """This will look before anything is decided, and name the places of commands to hold back.

        Whatever it raises ends the transaction and reaches the caller.
        """
        ...

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:
        """This will write down what came of it, before the commit; a result for each command, in order."""
        ...
