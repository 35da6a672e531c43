"""Puts the generated documents together, and compares the schemas with those that were published.

It must not write them: whoever calls decides whether to write or to compare.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from consumers.contracts.asyncapi import asyncapi_document
from consumers.contracts.contracts_document import contracts_document
from consumers.contracts.evolution import broken_commands, broken_events
from consumers.contracts.schemas import Schema, command_schemas, event_schemas

__all__ = ["breaking_changes", "rendered"]

COMMANDS, EVENTS = "consumers/schemas/commands.json", "consumers/schemas/events.json"


def rendered() -> Mapping[str, str]:
    """This will render every generated document: path below the repository's root -> text."""
    return {
        "consumers/CONTRACTS.md": contracts_document(),
        "consumers/asyncapi.yaml": asyncapi_document(),
        COMMANDS: _written(command_schemas()),
        EVENTS: _written(event_schemas()),
    }


def breaking_changes(root: Path) -> list[str]:
    """This will list what the schemas of today break of those in the repository; nothing before there are any."""
    return [
        *broken_commands(_published(root / COMMANDS, command_schemas()), command_schemas()),
        *broken_events(_published(root / EVENTS, event_schemas()), event_schemas()),
    ]


def _published(file: Path, fresh: Schema) -> Schema:
    read: Schema = json.loads(file.read_text(encoding="utf-8")) if file.exists() else fresh
    return read


def _written(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
