"""Why something was refused: one root, Refused, and the few kinds every caller tells apart.

It must not know any transport: codes of HTTP or GraphQL belong to `api/errors.py`.
"""

import re
from typing import ClassVar

__all__ = ["CommandIdReused", "Conflict", "InvalidInput", "NotFound", "NotPermitted", "Refused", "RuleViolation"]


class Refused(Exception):
    """The command was refused."""

    invariant: ClassVar[int | None] = None
    """Number of the invariant in domain/README.md that the rule keeps, where it has one."""

    remedy: str = ""
    """What would make it possible, as a sentence; empty where nothing would."""

    field: str | None = None
    """Name or path of the field of the command that is to blame, where one is; a fact `field` names another one."""

    def __init__(self, message: str | None = None, *, remedy: str | None = None, **facts: object) -> None:
        self.message = message or (type(self).__doc__ or "").strip().splitlines()[0]
        self.remedy = type(self).remedy if remedy is None else remedy
        self.facts = facts
        self.field = str(facts["field"]) if "field" in facts else type(self).field
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """The stable code of the refusal: the type's name in SCREAMING_SNAKE_CASE."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", type(self).__name__).upper()


class RuleViolation(Refused):
    """A rule of cooperation forbids it."""


class NotPermitted(Refused):
    """The actor's role does not permit it."""


class NotFound(Refused):
    """There is no such thing, or it is not for the actor to see."""


class Conflict(Refused):
    """Somebody else changed it first."""

    remedy = "Read it again and decide on what stands now."


class CommandIdReused(Refused):
    """The command id was used before for another command."""

    remedy = "Give each command an id of its own; repeat an id only to repeat the same command."


class InvalidInput(Refused):
    """The input does not fit.

    field: name or path of the offending field; rule: what it breaks; accepted: what would be accepted.
    """

    field: str

    def __init__(self, *, field: str, rule: str, accepted: str) -> None:
        self.rule, self.accepted = rule, accepted
        super().__init__(f"{field}: {rule}", remedy=f"Accepted: {accepted}.", field=field)
