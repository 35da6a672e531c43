"""Where the golden examples of messages are, and how they are written: each once.

`python -m tests.golden.messages` adds the examples of today that no file has yet.
It must not take an example away: what a gateway may send today, it may send for ever, and what we sent stays readable.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from consumers.contracts import Log, encode, encode_checkpoint
from consumers.contracts.naming import camel_case
from consumers.contracts.registry import CHECKPOINT, COMMANDS, CommandType
from consumers.contracts.schemas import command_schemas
from domain.agency.events import AgencyRegistered
from domain.checkpoint.events import CheckpointSealed
from domain.event import Audience, Event, Recorded
from domain.occurred import Precision
from domain.request.events import RequestSent
from tests.golden.samples import envelope_of, filled, least, sample_of

__all__ = ["COMMAND_EXAMPLES", "EVENT_EXAMPLES", "Examples", "commands_today", "data_of", "events_today", "kept"]

EXAMPLES = Path(__file__).parent / "examples"
COMMAND_EXAMPLES, EVENT_EXAMPLES = EXAMPLES / "commands.json", EXAMPLES / "events.json"

Examples = Mapping[str, list[Any]]
"""Message type -> what stood in the value of such messages, the earliest first."""

LOG = Log("entente/log")
HASH = b"\x07" * 32

REFERENCE = "Reference"
"""The schema that all events share."""


def kept(file: Path) -> dict[str, list[Any]]:
    """This will read the examples of a file."""
    read: dict[str, list[Any]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return read


def commands_today() -> Examples:
    """This will make two examples of each command: with every field, and with those that it needs."""
    return {
        each.message_type: [data_of(each, filled(each.command)), _needed(data_of(each, least(each.command)), each)]
        for each in COMMANDS.values()
    }


def events_today() -> Examples:
    """This will make examples of a reference, which is the same for all events, and of a checkpoint."""
    full, bare = _recorded(RequestSent), _recorded(AgencyRegistered)
    envelope = structs.replace(
        bare.envelope,
        case_id=None,
        occurred_at=None,
        occurred_precision=Precision.UNKNOWN,
        occurred_until=None,
        acting_agency_id=None,
        audience=Audience(),
    )
    references = [encode(LOG, each, HASH) for each in (full, structs.replace(bare, envelope=envelope))]
    checkpoint = encode_checkpoint(LOG, _recorded(CheckpointSealed))
    return {REFERENCE: [json.loads(each.value) for each in references], CHECKPOINT: [json.loads(checkpoint.value)]}


def data_of(kind: CommandType, command: object) -> Any:
    """This will write the fields of a command as a message has them."""
    fields = msgspec.to_builtins(command)
    return _camel({name: value for name, value in fields.items() if name != kind.created})


def _needed(data: Any, kind: CommandType) -> Any:
    needed = command_schemas()["$defs"][kind.message_type]["required"]
    return {name: value for name, value in data.items() if name in needed}


def _recorded(kind: type[Event]) -> Recorded:
    return Recorded(sample_of(kind), envelope_of(kind), position=7)


def _camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {camel_case(name): _camel(part) for name, part in value.items()}
    return [_camel(part) for part in value] if isinstance(value, list | tuple) else value


def _add_missing(file: Path, today: Examples) -> int:
    examples = kept(file)
    before = sum(map(len, examples.values()))
    for name, made in today.items():
        known = examples.setdefault(name, [])
        known.extend(each for place, each in enumerate(made) if each not in known and each not in made[:place])
    file.parent.mkdir(exist_ok=True)
    file.write_text(_one_on_a_line(examples), encoding="utf-8")
    return sum(map(len, examples.values())) - before


def _one_on_a_line(examples: Examples) -> str:
    """One example on a line, so that a difference shows which was added."""
    types = [
        f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in made) + "\n]"
        for name, made in sorted(examples.items())
    ]
    return "{\n" + ",\n".join(types) + "\n}\n"


if __name__ == "__main__":
    added = _add_missing(COMMAND_EXAMPLES, commands_today()) + _add_missing(EVENT_EXAMPLES, events_today())
    sys.stdout.write(f"{added} examples added\n")
