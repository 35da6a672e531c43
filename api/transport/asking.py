"""Reads the operation out of an HTTP request.

It must not parse a document, nor know who asks.
Source: GraphQL over HTTP, "Request".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request

from api.transport.answering import is_json
from api.transport.unchanged import tags_held

__all__ = ["Asking", "NotAsked", "asked"]

KINDS = {
    "query": ((str, type(None)), "a text"),
    "operationName": ((str, type(None)), "a text or null"),
    "variables": ((dict, type(None)), "an object or null"),
    "extensions": ((dict, type(None)), "an object or null"),
}
"""Parameter -> its types, and how they are told."""

IN_JSON = ("variables", "extensions")
"""Parameters that stand as JSON in the address of GET."""


class NotAsked(Exception):  # named for what the client did
    """The request is no operation. status: of HTTP; headers: of the answer; facts: beside the code."""

    def __init__(self, status: int, code: str, message: str, **facts: int | str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.facts = status, code, message, facts
        self.headers: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Asking:
    """An operation as it was sent; query is None where only the hash of a document was.

    tags: of the answers that the client holds; None where the answer is to have no tag.
    """

    query: str | None
    operation_name: str | None
    variables: dict[str, Any] | None
    extensions: dict[str, Any] | None
    tags: frozenset[str] | None = None


async def asked(request: Request) -> Asking:
    """This will read the parameters. Raises NotAsked."""
    if request.method == "GET":
        in_address = {name: _of_address(name, text) for name, text in request.query_params.items() if text}
        return _asking(in_address, tags_held(request))
    if not is_json(request.headers.get("content-type", "")):
        raise NotAsked(415, "UNSUPPORTED_MEDIA_TYPE", "Send the operation as application/json, in UTF-8.")
    sent = _decoded(await request.body())
    if isinstance(sent, list):
        message = f"One request carries one operation; this one carries {len(sent)}. Send them one by one."
        raise NotAsked(400, "BATCH_NOT_TAKEN", message, limit=1, found=len(sent))
    if not isinstance(sent, dict):
        raise NotAsked(400, "BAD_REQUEST", "The request is a JSON object with `query`, and perhaps `variables`.")
    return _asking(sent)


def _of_address(name: str, text: str) -> object:
    return _decoded(text) if name in IN_JSON else text


def _decoded(text: str | bytes) -> object:
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError) as error:
        raise NotAsked(400, "BAD_REQUEST", "The request is not JSON.") from error


def _asking(sent: Mapping[str, object], tags: frozenset[str] | None = None) -> Asking:
    for name, (kinds, told) in KINDS.items():
        if not isinstance(sent.get(name), kinds):
            raise NotAsked(400, "BAD_REQUEST", f"`{name}` of the request is {told}.")
    query, operation_name, variables, extensions = (sent.get(name) for name in KINDS)
    return Asking(query, operation_name, variables, extensions, tags)  # type: ignore[arg-type]  # held against KINDS
