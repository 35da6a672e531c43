"""Tells a client that the answer which it holds is still the one: of what is asked by GET alone.

It must not decide what is the same: whoever reads does, and asks anew whether anything has changed.
Source: RFC 9110, 8.8 (ETag), 13.1.2 (If-None-Match), 15.4.5 (304); RFC 9111, 5.2.2 (Cache-Control).
"""

import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["tagged", "tags_held", "unchanged"]

TAG = re.compile(r'"([^"]*)"')

KEPT_BY_ONE = {"cache-control": "private, no-cache", "vary": "Accept, Authorization, Cookie"}
"""It may be kept for who asked, and is never used again without asking here."""


def tags_held(request: Request) -> frozenset[str] | None:
    """This will return the tags of the answers that the client holds; None where the answer is to have none.

    `*`, any answer there is, is none of them: whoever holds no answer is sent one.
    """
    if request.method != "GET":
        return None
    return frozenset(TAG.findall(request.headers.get("if-none-match", "")))


def tagged(tag: str) -> Mapping[str, str]:
    """This will make the headers of an answer that has a tag; a weak one, as it may be newer than its tag says."""
    return {"etag": f'W/"{tag}"', **KEPT_BY_ONE}


def unchanged(tag: str) -> Response:
    """This will say that the answer of this tag still holds."""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tagged(tag))
