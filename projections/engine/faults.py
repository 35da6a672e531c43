"""How the fault that stopped a read model is told to operators.

It must not hold more of a row than an error's message does.
"""

__all__ = ["told_of"]

_LONGEST_FAULT = 2_000
"""Characters of a fault that are kept: enough for the message, not for a page of rows."""


def told_of(position: int, fault: Exception) -> str:
    """This will say at which event a read model stopped, and why."""
    return f"position {position}: {type(fault).__name__}: {fault}"[:_LONGEST_FAULT].replace("\0", "")
