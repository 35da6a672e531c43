"""The WebSocket of /graphql with its subprotocol, and the event streams of the same path.

It must not know any field.
"""

from fastapi import APIRouter
from starlette.websockets import WebSocket

from api.live.connection import LiveConnection
from api.live.messages import SUBPROTOCOL, Close
from api.live.room import Room
from api.live.streaming import EventStreams, StreamRoute

__all__ = ["event_streams", "live_router"]

PATH = "/graphql"


def event_streams(room: Room) -> StreamRoute:
    """This will make the route of event streams; it comes before that of queries, which has the same path."""
    return StreamRoute(PATH, EventStreams(room), methods=["GET", "POST"])


def live_router(room: Room) -> APIRouter:
    """This will make the route of sockets; it comes before that of queries, which has the same path."""
    router = APIRouter()

    @router.websocket(PATH)
    async def live(socket: WebSocket) -> None:
        if SUBPROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(Close.SUBPROTOCOL_NOT_ACCEPTABLE, f"Speak {SUBPROTOCOL}.")
            return
        await socket.accept(subprotocol=SUBPROTOCOL)
        await LiveConnection(socket, room).serve()

    return router
