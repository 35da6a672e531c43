"""What all sockets and event streams of a process share, and how long each is waited for.

It must not know any of them.
"""

from dataclasses import dataclass

from api.dependencies import ApiDependencies
from api.live.gate import Gate
from api.live.messages import Close, Closed
from api.schema import EntenteSchema
from api.subscriptions.looking import Looks

__all__ = ["Limits", "Room", "opened_room"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds.

    init_s: until the first message of a socket has to be there; send_s: that a client may take for one message;
    quiet_s: after which an event stream shows that it lives, before any proxy gives it up.
    """

    init_s: float = 5.0
    send_s: float = 20.0
    quiet_s: float = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is shared. looks: of subscribers who stand alike."""

    dependencies: ApiDependencies
    schema: EntenteSchema
    gate: Gate
    looks: Looks
    limits: Limits

    def end(self) -> None:
        """This will end all that is open, because the server stops; called within the event loop."""
        self.gate.end(Closed(Close.GOING_AWAY, "The server stops. Come back from the last position."), lambda _: True)


def opened_room(dependencies: ApiDependencies, schema: EntenteSchema, limits: Limits | None) -> Room:
    """This will make the room of a process. limits: None for the usual ones."""
    return Room(
        dependencies=dependencies,
        schema=schema,
        gate=Gate(dependencies),
        looks=Looks(dependencies.pool, dependencies.settings.statement_limit_s),
        limits=limits or Limits(),
    )
