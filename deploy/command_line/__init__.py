"""The command `entente`: thin shells over what the rest of the house does.

It must not decide anything; each command reads its words, calls one function, and prints what came of it.
"""

from deploy.command_line.program import main

__all__ = ["main"]
