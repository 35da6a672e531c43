"""Answers of the file routes: a refusal becomes a status and JSON, a content becomes a stream of bytes.

It must not tell why something was not found, nor anything of the item in a file's name.
"""

import logging
from base64 import b64encode
from contextlib import aclosing
from http import HTTPStatus

import psycopg
from starlette.responses import JSONResponse, StreamingResponse
from starlette.types import Send

from api.errors import NOT_FOUND, refusal_error
from api.files.depot import Deposited, HandedOut
from api.files.refusing import (
    ContentErased,
    ContentRefusedByScanner,
    DownloadCut,
    NoContentKept,
    ScannerUnavailable,
)
from api.identity.bearer import IdentityUnavailable, InvalidToken
from domain.refusal import InvalidInput, NotFound, NotPermitted, Refused
from domain.storage import LogDamaged, LogUnavailable

__all__ = ["KNOWN_FAULTS", "Download", "deposited", "refused", "unavailable", "with_code"]

LOG = logging.getLogger(__name__)

KNOWN_FAULTS = (ScannerUnavailable, LogUnavailable, psycopg.OperationalError)
"""What keeps this process from answering now; nothing was kept, and nothing left."""

STATUS: tuple[tuple[type[Refused], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (NoContentKept, HTTPStatus.NOT_FOUND),
    (ContentErased, HTTPStatus.GONE),
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ContentRefusedByScanner, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Refused, HTTPStatus.CONFLICT),
)
"""The first that fits."""

EXTENSIONS = {
    "application/json": "json", "application/pdf": "pdf", "application/xml": "xml", "application/zip": "zip",
    "audio/mpeg": "mp3", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif", "text/csv": "csv",
    "text/plain": "txt", "video/mp4": "mp4",
}  # fmt: skip
"""Media type -> extension of the file; any other is .bin, which no program opens by itself."""


class Download(StreamingResponse):
    """A content on its way out. Where it may not go on, the connection ends before the announced length is reached."""

    def __init__(self, handed: HandedOut) -> None:
        self._handed = handed
        name = f"item-{handed.item_id}.{EXTENSIONS.get(handed.media_type or '', 'bin')}"
        headers = {
            "content-length": str(handed.size_bytes),
            "content-disposition": f'attachment; filename="{name}"',
            "repr-digest": f"sha-256=:{b64encode(bytes.fromhex(handed.sha256)).decode()}:",
        }
        super().__init__(handed.pieces, headers=headers, media_type="application/octet-stream")

    async def stream_response(self, send: Send) -> None:
        """This will send the pieces; who gets fewer bytes than were announced knows that it has not all of them."""
        async with aclosing(self._handed.pieces):
            try:
                await super().stream_response(send)
            except DownloadCut as cut:
                LOG.warning("download cut", extra={"item_id": str(self._handed.item_id), "why": cut.why})
            except (InvalidToken, IdentityUnavailable):
                LOG.warning("download cut", extra={"item_id": str(self._handed.item_id), "why": "revoked"})
            except LogDamaged:
                LOG.warning("download cut", extra={"item_id": str(self._handed.item_id), "why": "damage"})


def deposited(made: Deposited) -> JSONResponse:
    """This will say what is kept: 201 for what is new, 200 for what an earlier upload had brought."""
    body = {"itemId": str(made.item_id), "contentSha256": made.sha256, "sizeBytes": made.size_bytes}
    position = {} if made.position is None else {"position": made.position}
    return JSONResponse({**body, **position}, status_code=201 if made.is_new else 200)


def refused(refusal: Refused) -> JSONResponse:
    """This will answer a refusal."""
    status = next(status for kind, status in STATUS if isinstance(refusal, kind))
    if isinstance(refusal, NotFound):
        return with_code(status, "NOT_FOUND", NOT_FOUND.message, remedy=NOT_FOUND.remedy)
    error = refusal_error(refusal)
    return with_code(status, refusal.code, error.message, **_facts(refusal, dict(error.extensions or {})))


def unavailable(fault: Exception) -> JSONResponse:
    """This will say that it does not work now, and no more; the log has it."""
    LOG.error("no content taken in or handed out", exc_info=fault)
    if isinstance(fault, ScannerUnavailable):
        return with_code(503, "SCANNER_UNAVAILABLE", "The content could not be scanned; nothing of it was kept.")
    return with_code(503, "UNAVAILABLE", "This does not work now. Try again in a moment.")


def with_code(status: int, code: str, message: str, **facts: object) -> JSONResponse:
    """This will answer in the form that all errors have."""
    body = {"errors": [{"message": message, "extensions": {"code": code, **facts}}]}
    headers = {"retry-after": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return JSONResponse(body, status_code=status, headers=headers)


def _facts(refusal: Refused, known: dict[str, object]) -> dict[str, object]:
    facts = {name: value for name, value in known.items() if name != "code" and value}
    match refusal:
        case ContentErased():
            return {**facts, "erasedAt": refusal.at.isoformat() if refusal.at else None, "reason": refusal.reason}
        case InvalidInput():
            return {**facts, "rule": refusal.rule, "accepted": refusal.accepted}
        case _:
            return facts
