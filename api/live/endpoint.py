"""The WebSocket of /graphql: which subprotocol is spoken, and what all its sockets share.

It must not know any field.
"""

from fastapi import APIRouter
from starlette.websockets import WebSocket

from api.dependencies import ApiDependencies
from api.live.connection import Limits, LiveConnection, Room
from api.live.gate import Gate
from api.live.messages import SUBPROTOCOL, Close
from api.schema import EntenteSchema
from api.subscriptions.looking import Looks

__all__ = ["live_router"]


def live_router(dependencies: ApiDependencies, schema: EntenteSchema, limits: Limits | None = None) -> APIRouter:
    """This will make the route of subscriptions; it comes before that of queries, which has the same path."""
    router = APIRouter()
    room = Room(
        dependencies=dependencies,
        schema=schema,
        gate=Gate(dependencies),
        looks=Looks(dependencies.pool, dependencies.settings.statement_limit_s),
        limits=limits or Limits(),
    )

    @router.websocket("/graphql")
    async def live(socket: WebSocket) -> None:
        if SUBPROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(Close.SUBPROTOCOL_NOT_ACCEPTABLE, f"Speak {SUBPROTOCOL}.")
            return
        await socket.accept(subprotocol=SUBPROTOCOL)
        await LiveConnection(socket, room).serve()

    return router
