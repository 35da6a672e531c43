"""The socket on which Entente is served: bound before anything is opened, so that a taken port is told at once.

It must not serve anything.
"""

import socket

from deploy.faults import Fault

UNTAKEN_MS = 60_000
"""What a client does not take for so long ends its connection: closing alone would wait for it without end."""

__all__ = ["address_of", "inherited_socket", "listening_socket"]

BACKLOG = 2048  # connections that wait for their turn, as uvicorn's own default


def listening_socket(host: str, port: int) -> socket.socket:
    """This will take a port. Raises Fault where it is taken, or the address is not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # What it accepts inherits both. Without the second an answer waits for 40 ms: its body for its head to be taken.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNTAKEN_MS)
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        bound.bind((host, port))
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        remedy = "Choose another port with --port, or another address with ENTENTE_HOST."
        raise Fault(f"Cannot listen on {host} port {port}: {error.strerror}.", remedy=remedy) from error
    bound.set_inheritable(False)
    return bound


def inherited_socket(number: int) -> socket.socket:
    """This will take over the socket that the parent process listens on. number: of its open file."""
    bound = socket.socket(fileno=number)
    bound.set_inheritable(False)
    return bound


def address_of(bound: socket.socket) -> str:
    """This will say where a socket is reached, as the beginning of an URL."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
