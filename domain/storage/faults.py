"""What may go wrong with the log that is nobody's refusal.

It must not know the database's own exceptions beyond naming them as causes.
"""

__all__ = ["LogDamaged", "LogUnavailable", "WrongMasterKey"]


class LogUnavailable(Exception):
    """The log cannot be reached now, or gave up on a statement; the same commands may be sent again."""


class LogDamaged(Exception):
    """A stored event cannot be read although its topic and version are known."""


class WrongMasterKey(LogDamaged):
    """What is sealed was sealed under another master key. held, needed: the names of both keys."""

    def __init__(self, *, held: str, needed: str) -> None:
        self.held, self.needed = held, needed
        super().__init__(f"it is sealed under the master key {needed}, and this process holds {held}")
