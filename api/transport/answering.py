"""Makes the HTTP response of what became of an operation: its body, its media type and its status.

It must not know any field.
Source: GraphQL over HTTP, "Response"; GraphQL specification, 7.1 (a request error has no `data`).
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from graphql import GraphQLError
from starlette.responses import JSONResponse, Response

from api.transport.media import GRAPHQL_RESPONSE

__all__ = ["answered", "is_request_error", "refused"]


def answered(kind: str, result: Mapping[str, Any], *, is_error: bool) -> Response:
    """This will make the response. kind: its media type; is_error: nothing was carried out, so `data` is left out."""
    body = {name: value for name, value in result.items() if not (is_error and name == "data")}
    status = HTTPStatus.BAD_REQUEST if is_error and kind == GRAPHQL_RESPONSE else HTTPStatus.OK
    return Response(msgspec.json.encode(body), status, media_type=f"{kind}; charset=utf-8")


def is_request_error(data: object, errors: Iterable[GraphQLError] | None) -> bool:
    """This will say whether an operation was refused before it began: no error stands at a place of the answer."""
    return data is None and errors is not None and all(error.path is None for error in errors)


def refused(status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **facts: Any) -> Response:
    """This will answer what is no operation, or not taken on. facts: beside the code."""
    body = {"errors": [{"message": message, "extensions": {"code": code, **facts}}]}
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))
