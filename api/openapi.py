"""The OpenAPI document of the plain routes: health, contents of items, exports; `python -m api.openapi` writes it.

It must not describe GraphQL, whose contract is schema.graphql, nor the pages and how a browser signs in to them. It is
served to nobody: whoever builds a client has it with the schema.
Source: OpenAPI Specification 3.1.1.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any

from domain.vocabulary import Classification, Tlp
from projections.exporting import Format, Part

__all__ = ["OPENAPI", "document", "written"]

OPENAPI = Path(__file__).parent / "openapi.json"

Described = dict[str, Any]

JSON_TYPE, BYTES = "application/json", {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
REFUSED = {JSON_TYPE: {"schema": {"$ref": "#/components/schemas/Refused"}}}

REASONS = {
    HTTPStatus.UNAUTHORIZED: "No good token.",
    HTTPStatus.FORBIDDEN: "Not permitted, or a session that is used from another site.",
    HTTPStatus.NOT_FOUND: "There is no such thing, or it is not for you to see; the answer is the same.",
    HTTPStatus.CONFLICT: "A rule forbids it; `code` names it.",
    HTTPStatus.GONE: "The content was erased.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "More bytes than are taken.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The input does not fit, is not what was registered, or fails the scanner.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not now; see `Retry-After`.",
}


def document() -> Described:
    """This will describe the routes."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Entente, plain routes",
            "version": "1",
            "description": "What is beside GraphQL: contents of items, exports, health.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The server that answers /graphql."}],
        "security": [{"bearer": []}, {"session": []}],
        "paths": {"/health/live": _live(), "/health/ready": _ready(), **_contents(), **_exports()},
        "components": {"schemas": _schemas(), "securitySchemes": _security()},
    }


def written() -> str:
    """This will return the document as it stands in its file."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _live() -> Described:
    told = {"status": {"const": "live"}, "version": {"type": "string"}}
    return {"get": _open("live", "The process lives.", {"200": _told("It does.", told)})}


def _ready() -> Described:
    lag = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    told = {"status": {"type": "string"}, "lag": {**lag, "description": "Events that each read model has to fold."}}
    answers = {"200": _told("It is.", told), "503": _told("The database is away, or read models are behind.", told)}
    return {"get": _open("ready", "The process can answer.", answers)}


def _contents() -> Described:
    item = _parameter("item_id", "path", "Id of the item.", {"type": "string", "format": "uuid"})
    put = {
        "operationId": "bringContent",
        "summary": "Bring the content of an item that your agency registered, byte for byte as its SHA-256 says.",
        "requestBody": {"required": True, "content": BYTES},
        "responses": {"200": _kept("It had been brought."), "201": _kept("It is kept."), **_refusals(*REASONS)},
    }
    headers = {"Repr-Digest": {"schema": {"type": "string"}, "description": "SHA-256 of the content (RFC 9530)."}}
    whole = {"description": "All of it; fewer bytes than announced mean that it was cut off.", "content": BYTES}
    get = {
        "operationId": "takeContent",
        "summary": "Take the content of an item that you may see; who took it is put on record before it leaves.",
        "responses": {"200": {**whole, "headers": headers}, **_refusals(*_of_taking())},
    }
    return {"/items/{item_id}/content": {"parameters": [item], "put": put, "get": get}}


def _exports() -> Described:
    name = "The id of an investigation, or `all`, and a format: `all.csv`."
    pattern = rf"^[^/]+\.({'|'.join(Format)})$"
    get = {
        "operationId": "export",
        "summary": "Export what you may see; it is put on record before it leaves.",
        "parameters": [
            _parameter("name", "path", name, {"type": "string", "pattern": pattern}),
            _parameter("table", "query", "Of CSV, which table.", _one_of(Part)),
            _parameter("tlp", "query", "Nothing above this marking.", _one_of(Tlp)),
            _parameter("classification", "query", "Nothing above this level.", _one_of(Classification)),
        ],
        "responses": {
            "200": {
                "description": "A stream without length; one that is cut off ends without its last chunk.",
                "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
            },
            **_refusals(*_of_taking()),
        },
    }
    return {"/exports/{name}": {"get": get}}


def _of_taking() -> Iterable[HTTPStatus]:
    return (status for status in REASONS if status is not HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _open(name: str, summary: str, answers: Described) -> Described:
    return {"operationId": name, "summary": summary, "security": [], "responses": answers}


def _told(what: str, properties: Described) -> Described:
    schema = {"type": "object", "properties": properties, "required": ["status"]}
    return {"description": what, "content": {JSON_TYPE: {"schema": schema}}}


def _kept(what: str) -> Described:
    return {"description": what, "content": {JSON_TYPE: {"schema": {"$ref": "#/components/schemas/Kept"}}}}


def _refusals(*statuses: HTTPStatus) -> Described:
    return {str(int(status)): {"description": REASONS[status], "content": REFUSED} for status in statuses}


def _parameter(name: str, place: str, what: str, schema: Described) -> Described:
    return {"name": name, "in": place, "required": place == "path", "description": what, "schema": schema}


def _one_of(kind: type[StrEnum]) -> Described:
    return {"type": "string", "enum": list(kind)}


def _schemas() -> Described:
    text = {"type": "string"}
    error = {
        "message": {**text, "description": "What was refused, as a sentence."},
        "extensions": {"type": "object", "properties": {"code": text}, "required": ["code"]},
    }
    errors = {"type": "object", "properties": error, "required": ["message", "extensions"]}
    kept = {
        "itemId": {**text, "format": "uuid"},
        "contentSha256": {**text, "pattern": "^[0-9a-f]{64}$"},
        "sizeBytes": {"type": "integer", "minimum": 0},
        "position": {
            "type": "integer",
            "minimum": 1,
            "description": "Place of the event in the log; give it as minPosition to read it back.",
        },
    }
    return {
        "Refused": {"type": "object", "properties": {"errors": {"type": "array", "items": errors}}},
        "Kept": {"type": "object", "properties": kept, "required": ["itemId", "contentSha256", "sizeBytes"]},
    }


def _security() -> Described:
    told = "As a browser has it after signing in; only from Entente's own pages."
    return {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "session": {"type": "apiKey", "in": "cookie", "name": "__Host-entente_session", "description": told},
    }


if __name__ == "__main__":
    OPENAPI.write_text(written(), encoding="utf-8")
