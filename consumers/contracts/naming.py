"""How message types, their fields, sources and schemas are called: one rule for each.

It must not know any single type.
"""

import re
from functools import lru_cache

__all__ = ["GATEWAY", "camel_case", "camel_case_path", "schema_name", "snake_case", "type_name"]

GATEWAY = re.compile(r"urn:entente:(?P<agency>[A-Z0-9][A-Z0-9\-]{1,31}):(?P<gateway>[a-z0-9][a-z0-9\-]{0,62})")
"""The source of what a gateway sends: the code of its agency, and a name that the agency gives it."""


def type_name(room: str, name: str, version: int = 1) -> str:
    """This will name a message type: the room, and the name of the command or event as the domain spells it.

    Both as in COMMANDS.md and EVENTS.md of the domain, such as `eu.entente.request.SendRequest.v1`.
    """
    return f"eu.entente.{room}.{name}.v{version}"


def schema_name(message_type: str) -> str:
    """This will name the schema of a type's data, as the attribute dataschema gives it."""
    return f"urn:entente:schema:{message_type}"


def camel_case(name: str) -> str:
    """This will turn `reply_by_utc` into `replyByUtc`, as the inputs of the GraphQL interface are spelled."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


@lru_cache(maxsize=4_096)
def snake_case(name: str) -> str:
    """This will undo `camel_case`; a test holds that it does for every field of every command."""
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)


def camel_case_path(path: str) -> str:
    """This will turn the path of a field in the domain into its path in a message."""
    return re.sub(r"[a-z][a-z0-9_]*", lambda found: camel_case(found[0]), path)
