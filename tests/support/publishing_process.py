"""A publisher as a process of its own, to be killed or frozen.

Run as `python -m tests.support.publishing_process CONNINFO BOOTSTRAP ORIGIN CHUNK`.
"""

import sys
import threading
from dataclasses import replace

from consumers.outbound.publishing import publish
from tests.support.outbox import outbox

SILENCE_S = 4.0
"""After which a frozen one is taken for gone: short, and long enough for a transaction on a loaded machine."""


def main(conninfo: str, bootstrap: str, origin: str, chunk: int) -> None:
    """This will publish until it is killed."""
    with outbox(conninfo, bootstrap, origin=origin, chunk=chunk) as box:
        publish(conninfo, replace(box.work, silence_s=SILENCE_S), threading.Event())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
