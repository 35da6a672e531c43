"""The long-running processes: each serves until it is told to stop, finishes what it is at, and ends.

They must not choose what they serve: that is made in `deploy/bootstrap.py`.
"""

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Protocol

import uvicorn
from uvicorn.loops.auto import auto_loop_factory

from api.limits import LARGEST_BODY
from consumers.clock import ClockWork, keep_time
from deploy.listening import address_of
from deploy.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI  # for the types alone: most commands serve nothing, and it takes long to import

__all__ = ["Follows", "follow_log", "keep_clocks", "leave_alone_what_stays", "serve_http"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)

COLLECTED_AFTER = (20_000, 50, 100)
"""Objects, and rounds, after which what refers to itself is looked for; by default 700, 10, 10: within each answer."""


class Follows(Protocol):
    """What keeps read models up to date, or does what follows from events."""

    def run(self) -> None:
        """This will work until `stop` is called."""

    def stop(self) -> None:
        """This will end `run`; from a signal handler, too."""


class _Server(uvicorn.Server):
    """Told by us to stop; uvicorn alone would end the process by the signal itself once it is done."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """This will tell once it answers."""
        await super().startup(sockets)
        leave_alone_what_stays()
        self._listening()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """This will leave the signals to whoever runs the loop."""
        yield


def serve_http(
    bound: socket.socket,
    opened: Callable[[], AbstractAsyncContextManager["FastAPI"]],
    settings: Settings,
    listening: Callable[[str], None],
) -> None:
    """This will serve until SIGINT or SIGTERM; open requests are given `settings.shutdown_s` to end.

    bound: listens already; opened: makes the application; listening: told the address once it answers. The loop is
    uvloop's where there is one: uvicorn would choose it, but begins too late.
    """
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(bound, opened, settings, listening))


async def _serve(
    bound: socket.socket,
    opened: Callable[[], AbstractAsyncContextManager["FastAPI"]],
    settings: Settings,
    listening: Callable[[str], None],
) -> None:
    async with opened() as app:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # addresses tell what somebody searched for
            server_header=False,
            proxy_headers=False,  # an address counts as the connection has it: see api/identity/certificates.py
            ws_max_size=LARGEST_BODY,
            ws_per_message_deflate=False,  # its buffers would hold more memory than all else of an idle socket
            timeout_graceful_shutdown=int(settings.shutdown_s) or 1,
        )
        server = _Server(config, lambda: listening(address_of(bound)))

        def stop() -> None:
            app.state.live.end()  # streams would be waited for, without end
            server.force_exit = server.should_exit  # the second signal does not wait any more
            server.should_exit = True

        _on_signals(stop)
        await server.serve(sockets=[bound])


def leave_alone_what_stays() -> None:
    """Schema and modules are a quarter of a million objects: to look through them takes longer than many answers."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


def follow_log(following: Follows) -> None:
    """This will follow the log until SIGINT or SIGTERM."""
    for number in SIGNALS:
        signal.signal(number, lambda _number, _frame: following.stop())
    following.run()


def keep_clocks(conninfo: str, work: ClockWork) -> None:
    """This will keep the legal clocks until SIGINT or SIGTERM."""
    asyncio.run(_keep(conninfo, work))


async def _keep(conninfo: str, work: ClockWork) -> None:
    stop = asyncio.Event()
    _on_signals(stop.set)
    await keep_time(conninfo, work, stop)


def _on_signals(act: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, act)
