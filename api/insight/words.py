"""The words that labels of numbers may hold: each list ends, so that no client can make a process remember without end.

It must not hold a word that a person wrote.
"""

import re
from collections.abc import Mapping

__all__ = [
    "COMMAND_OUTCOMES", "MOST_CODES", "OPERATION_KINDS", "OPERATION_OUTCOMES", "OTHER", "ROUTES", "TRANSPORTS", "Codes",
]  # fmt: skip

OTHER = "other"
"""Whatever is in no list."""

ROUTES: Mapping[str, str] = {
    "": "page", "graphql": "graphql", "items": "contents", "exports": "exports", "health": "health",
    "sign-in": "signing_in", "sign-out": "signing_in", "session": "signing_in",
    "dashboard": "files", "vendor": "files", "graphiql": "files",
}  # fmt: skip
"""First part of a path -> how its requests are counted; what follows it may be an id, and is not looked at."""

OPERATION_KINDS = frozenset({"query", "mutation", "subscription", "none"})
OPERATION_OUTCOMES = frozenset({"ok", "partial", "refused", "failed"})
COMMAND_OUTCOMES = frozenset({"accepted", "repeated", "refused", "conflict", "not_found"})
TRANSPORTS = frozenset({"websocket", "event_stream"})

CODE = re.compile(r"[A-Z][A-Z0-9_]{1,49}")
MOST_CODES = 300
"""Of refusals in one process; rules, faults and limits together have fewer."""


class Codes:
    """The codes of refusals that were met: words of our own code, of which there are some; it remembers no more."""

    def __init__(self) -> None:
        self._met: set[str] = set()

    def known(self, code: str) -> str:
        """This will return the code itself, or `other` for what is shaped like none, or comes after too many."""
        if code not in self._met:
            if len(self._met) >= MOST_CODES or not CODE.fullmatch(code):
                return OTHER
            self._met.add(code)
        return code
