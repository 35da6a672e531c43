"""What may go wrong with the log that is nobody's refusal.

It must not know the database's own exceptions beyond naming them as causes.
"""

__all__ = ["LogDamaged", "LogUnavailable"]


class LogUnavailable(Exception):
    """The log cannot be reached now, or gave up on a statement; the same commands may be sent again."""


class LogDamaged(Exception):
    """A stored event cannot be read although its topic and version are known."""
