"""Why Entente cannot run here: what is wrong with the machine, its settings or the call, and what to do about it.

It must not be used for what the domain refuses: that is `domain.refusal.Refused`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from domain.refusal import InvalidInput

__all__ = ["Fault", "WrongCall", "words_of_the_call"]


class Fault(Exception):
    """Entente cannot run as asked.

    message: what is wrong, as a sentence; remedy: what the operator can do about it; exit_code: of the process.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(f"{message} {remedy}")


class WrongCall(Fault):
    """The command line was called in a way that it does not know, whatever the machine and the data are like."""

    exit_code = 2


@contextmanager
def words_of_the_call(option: str = "") -> Iterator[None]:
    """This will raise WrongCall for what the block finds wrong with a word of the call, where given named by `option`.

    Only what the call itself names belongs into the block, not what the domain decides.
    """
    try:
        yield
    except InvalidInput as error:
        told = f"{option or error.field}: {error.rule}."
        raise WrongCall(told, remedy=f"Accepted: {error.accepted}.") from error
