"""A process of its own that follows on two cores until it is killed: `python -m tests.support.following_process`.

Arguments: conninfo, and how many events behind it starts others to help.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from projections.catalogue import READ_MODELS
from projections.engine import Following, Site
from tests.support.keys import KEYRING

__all__ = ["followed_by"]


@contextmanager
def followed_by(conninfo: str, *, processes: int, far: int, alive_s: float) -> Iterator[None]:
    """This will start processes that follow, and after the block, once they lived so long, kill each with -9."""
    words = [sys.executable, "-m", "tests.support.following_process", conninfo, str(far)]
    with ExitStack() as opened:
        running = [opened.enter_context(subprocess.Popen(words)) for _ in range(processes)]
        began = time.monotonic()
        try:
            yield
            time.sleep(max(0.0, alive_s - (time.monotonic() - began)))
        finally:
            for process in running:
                process.kill()


def main() -> None:
    """This will follow until it is killed or told to stop."""
    following = Following(Site(sys.argv[1], KEYRING, cores=2, far=int(sys.argv[2])), READ_MODELS)
    signal.signal(signal.SIGTERM, lambda _number, _frame: following.stop())
    following.run()


if __name__ == "__main__":
    main()
