"""Holds data against the schema of its type, compiled once, and says of a fault where it is and what is accepted there.

It must not repeat anything of the data.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from jsonschema_rs import ValidationError, Validator, ValidatorMap, validator_map_for

from consumers.contracts.naming import camel_case_path, snake_case
from consumers.contracts.refusing import MessageRefused, Reason
from consumers.contracts.registry import CommandType
from consumers.contracts.schemas import command_schemas
from domain.accepting import accepted_at
from domain.aggregate import Command
from domain.commanding import build
from domain.refusal import InvalidInput

__all__ = ["DATA", "built", "compiled", "with_domain_names"]

DATA = "data"

WRONG = {
    "required": "is missing",
    "additionalProperties": "is no field of this type",
    "type": "is of another kind",
    "enum": "is none of the list",
    "pattern": "does not have the form that is wanted",
    "minLength": "is too short",
    "maxLength": "is too long",
    "minimum": "is too small",
    "maximum": "is too large",
    "anyOf": "does not fit",
}
"""Keyword of the schema -> what is wrong."""


@cache
def compiled() -> ValidatorMap:
    """This will compile the schemas of all commands, once in a process."""
    return validator_map_for(command_schemas())


def built(kind: CommandType, data: object, created: object) -> Command:
    """This will make the command of a type's data. created: the id of what it creates, where it creates something.

    Raises MessageRefused, SCHEMA_INVALID, also for what a schema cannot say, such as a day that no month has.
    """
    validator = compiled()[f"#/$defs/{kind.message_type}"]
    if not validator.is_valid(data):
        raise _first_fault(kind, validator, data)
    fields: Any = with_domain_names(data)
    if kind.created is not None:
        fields[kind.created] = created
    return _build(kind, fields)


def with_domain_names(data: object) -> object:
    """This will spell the names within data as the domain does; whatever else the data holds stays."""
    if isinstance(data, dict):
        return {snake_case(name): with_domain_names(value) for name, value in data.items()}
    return [with_domain_names(each) for each in data] if isinstance(data, list) else data


def _build(kind: CommandType, fields: dict[str, object]) -> Command:
    try:
        return build(kind.name, fields)
    except InvalidInput as wrong:
        raise _unfit(camel_case_path(wrong.field), wrong.rule, wrong.accepted) from wrong


def _first_fault(kind: CommandType, validator: Validator, data: object) -> MessageRefused:
    """The first as the schema orders them, so that the same data is refused for the same field."""
    fault = next(validator.iter_errors(data))
    path = _path([*fault.instance_path, *_named_by(fault)])
    accepted = accepted_at(kind.command, ".".join(map(snake_case, path.split("."))))
    if fault.kind.name == "additionalProperties":
        owner = _path(fault.instance_path)
        accepted = accepted_at(kind.command, snake_case(owner)) if owner else _fields_of(kind)
    return _unfit(path, WRONG.get(fault.kind.name, WRONG["anyOf"]), accepted)


def _named_by(fault: ValidationError) -> list[str]:
    """What is missing or too much is no place of the data itself."""
    missing, unknown = getattr(fault.kind, "property", None), getattr(fault.kind, "unexpected", ())
    return [missing] if missing is not None else list(unknown[:1])


def _path(parts: Iterable[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")


def _fields_of(kind: CommandType) -> str:
    return ", ".join(command_schemas()["$defs"][kind.message_type]["properties"])


def _unfit(path: str, rule: str, accepted: str) -> MessageRefused:
    field = f"{DATA}.{path}" if path else DATA
    return MessageRefused(Reason.SCHEMA_INVALID, field=field, rule=rule, accepted=accepted)
