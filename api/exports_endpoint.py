"""The routes of exports: GET /exports/{caseId}.{format} and GET /exports/all.{format}.

They must not decide who may see what is inside, nor hold an export in memory.
"""

import logging
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar
from uuid import UUID

import psycopg
from fastapi import APIRouter, Request
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from api.dependencies import ApiDependencies
from api.exports.exporter import Asker, Export, Exporter
from api.exports.proving import newest_proofs
from api.files.answers import refused, unavailable
from api.identity.bearer import Bearer, IdentityUnavailable, InvalidToken
from api.identity.carrying import bearer_of
from api.ledger.writing import write_down
from api.viewing import viewer_of, viewing
from domain.refusal import InvalidInput, NotFound, Refused
from domain.storage import LogUnavailable
from domain.vocabulary import Classification, Tlp
from projections.exporting import Ceiling, ExportCut, ExportOrder, Format, Part, Seen
from projections.exporting.order import Proofs, marking_in_words
from projections.exporting.report import POLICY
from projections.viewer import Viewer

__all__ = ["export_router"]

LOG = logging.getLogger(__name__)

PATH = "/exports/{name}"

WAY = "GET /exports"
"""How the ledger calls it."""

ALL, LEVEL = "all", "classification"

ASKED = ("table", "tlp", LEVEL)
"""What may be asked for; a misspelt bound would else be none."""

E = TypeVar("E", bound=StrEnum)


class Leaving(StreamingResponse):
    """An export on its way out. Where it may not go on, the connection ends without the mark that all is there."""

    def __init__(self, export: Export) -> None:
        self._export = export
        headers = {
            "content-disposition": f'attachment; filename="{export.name}"',
            "content-security-policy": f"{POLICY}; frame-ancestors 'none'; sandbox",
            "x-entente-marking": marking_in_words(export.head.marking),
            "x-entente-rows": str(export.head.rows),
        }
        super().__init__(export.pieces, headers=headers, media_type=export.media_type)

    async def stream_response(self, send: Send) -> None:
        """This will send the pieces; who gets no end of the stream knows that it has not all of them."""
        async with aclosing(self._export.pieces):
            try:
                await super().stream_response(send)
            except (ExportCut, InvalidToken, IdentityUnavailable):
                LOG.warning("export cut", extra={"rows": self._export.walk.rows})


def export_router(dependencies: ApiDependencies) -> APIRouter:
    """This will make the route. Its answer is a stream, piece by piece.

    Query: `table` (of CSV), and as a ceiling `tlp` and `classification`.
    """
    router = APIRouter()

    @router.get(PATH)
    async def get(request: Request, name: str) -> Response:
        bearer = await bearer_of(request, dependencies.verifier, production=dependencies.settings.production)
        seen = _Seen(dependencies, bearer)
        try:
            order = _order(name, request)
            export = await seen.exporter().begin(seen.source(), order, _asker(bearer, order))
        except Refused as refusal:
            return refused(refusal)
        except (LogUnavailable, psycopg.OperationalError) as fault:
            return unavailable(fault)
        return Leaving(replace(export, pieces=dependencies.verifier.passed(export.pieces, bearer)))

    return router


def _order(name: str, request: Request) -> ExportOrder:
    """What is no id names no case. Raises InvalidInput, NotFound."""
    scope, _, ending = name.rpartition(".")
    asked = request.query_params
    unknown = next((each for each in asked if each not in ASKED), None)
    if unknown is not None:
        raise InvalidInput(field=unknown, rule="there is no such parameter", accepted=", ".join(ASKED))
    form = _one_of(Format, "format", ending)
    if "table" in asked and form is not Format.CSV:
        raise InvalidInput(field="table", rule="it is for CSV alone", accepted="nothing, or the format csv")
    ceiling = Ceiling(
        tlp=_one_of(Tlp, "tlp", asked["tlp"]) if "tlp" in asked else None,
        classification=_one_of(Classification, LEVEL, asked[LEVEL]) if LEVEL in asked else None,
    )
    table = _one_of(Part, "table", asked.get("table", Part.TIMELINE))
    return ExportOrder(format=form, case_id=None if scope == ALL else _id(scope), table=table, ceiling=ceiling)


def _one_of(kind: type[E], field: str, text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        accepted = ", ".join(kind)
        raise InvalidInput(field=field, rule="there is no such value", accepted=accepted) from None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a bearer may see, read from the pool that answers questions."""

    given: ApiDependencies
    bearer: Bearer

    def exporter(self) -> Exporter:
        return Exporter(
            note=partial(write_down, self.given.spool),
            proofs=self._proofs,
            now=self.given.now,
            largest_rows=self.given.settings.export_rows,
        )

    def source(self) -> Seen:
        return Seen(self._viewer, self._lend, self.given.now())

    async def _proofs(self) -> Proofs | None:
        return await newest_proofs(self._lend, self.given.tree)

    def _lend(self) -> AbstractAsyncContextManager[AsyncConnection[TupleRow]]:
        return viewing(self.given.pool, self._viewer(), self.given.settings.statement_limit_s)

    def _viewer(self) -> Viewer:
        """A clearance may end while an export runs."""
        return viewer_of(self.bearer, self.given.now())


def _asker(bearer: Bearer, order: ExportOrder) -> Asker:
    way = f"{WAY}/{{caseId}}" if order.case_id else f"{WAY}/{ALL}"
    return Asker(
        member_id=bearer.member_id,
        agency_id=bearer.agency_id,
        way=f"{way}.{order.format}",
        expires_at=bearer.expires_at,
    )
