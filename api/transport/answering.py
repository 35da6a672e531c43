"""Makes the HTTP response of what became of an operation: the media type its client wants, its status, its body.

It must not know any field.
Sources: GraphQL over HTTP, "Media Types" and "Response"; RFC 9110, 12.5.1 (Accept); GraphQL specification, 7.1 (a
request error has no `data`).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import msgspec
from graphql import GraphQLError
from starlette.responses import JSONResponse, Response

__all__ = [
    "GRAPHQL_RESPONSE",
    "JSON",
    "answer_type",
    "answered",
    "is_json",
    "is_request_error",
    "read_answer",
    "refused",
]

GRAPHQL_RESPONSE = "application/graphql-response+json"
"""What is refused before it is carried out has a status of its own."""

JSON = "application/json"
"""A document that is refused is answered with 200, for clients that read no other answers."""

OFFERED = (GRAPHQL_RESPONSE, JSON)
MOST_HEADERS = 256
"""Values of a header that were read and are remembered; each client sends the same each time."""

WILDCARDS = ("application/*", "*/*")


@lru_cache(MOST_HEADERS)
def answer_type(accept: str) -> str | None:
    """This will choose the media type of the answer, None where the client takes neither. accept: may be empty.

    Of two that are wanted alike the newer one is chosen if both are named; whoever takes anything gets plain JSON.
    """
    wanted = dict(_ranges(accept or "*/*"))
    anything = max((wanted.get(each, 0.0) for each in WILDCARDS), default=0.0)
    named = [(wanted[each], each) for each in OFFERED if wanted.get(each)]
    if named:
        return max(named, key=lambda each: each[0])[1]
    return JSON if anything and wanted.get(JSON, anything) else None


@lru_cache(MOST_HEADERS)
def is_json(content_type: str) -> bool:
    """This will say whether a body is JSON in UTF-8, the only encoding of JSON between systems (RFC 8259, 8.1)."""
    kind, *parameters = (each.strip().lower() for each in content_type.split(";"))
    given = dict(each.partition("=")[::2] for each in parameters)
    return kind == JSON and given.get("charset", "utf-8").strip('"') in ("utf-8", "utf8")


def answered(kind: str, result: Mapping[str, Any], *, is_error: bool) -> Response:
    """This will make the response. kind: its media type; is_error: nothing was carried out, so `data` is left out."""
    body = {name: value for name, value in result.items() if not (is_error and name == "data")}
    status = HTTPStatus.BAD_REQUEST if is_error and kind == GRAPHQL_RESPONSE else HTTPStatus.OK
    return Response(msgspec.json.encode(body), status, media_type=f"{kind}; charset=utf-8")


def read_answer(kind: str, data: bytes, extensions: Mapping[str, Any], headers: Mapping[str, str] | None) -> Response:
    """This will make the response of what was read without a fault. data: JSON, as it is."""
    told = b',"extensions":' + msgspec.json.encode(extensions) if extensions else b""
    return Response(b'{"data":' + data + told + b"}", media_type=f"{kind}; charset=utf-8", headers=headers)


def is_request_error(data: object, errors: Iterable[GraphQLError] | None) -> bool:
    """This will say whether an operation was refused before it began: no error stands at a place of the answer."""
    return data is None and errors is not None and all(error.path is None for error in errors)


def refused(status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **facts: Any) -> Response:
    """This will answer what is no operation, or not taken on. facts: beside the code."""
    body = {"errors": [{"message": message, "extensions": {"code": code, **facts}}]}
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Each media range with its weight; one whose weight cannot be read counts as not wanted."""
    for each in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in each.split(";"))
        weights = [value for name, _, value in (part.partition("=") for part in parameters) if name == "q"]
        yield kind, _weight(weights[0]) if weights else 1.0


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
