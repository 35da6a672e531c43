"""The process tree of a demo: each process of a deployment as a child, started again where one dies, ended together.

It must not outlive its root: the children end when the pipe to it closes, even by kill -9.
"""

import contextlib
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from deploy.faults import Fault

__all__ = ["Tree", "grown"]

LOGGER = logging.getLogger(__name__)
STOP_S = 15.0  # a serving process gives open requests 10 s by default
LOOK_S = 0.2
MOST_RESTARTS = 5  # a process that dies again and again has a fault that a restart does not cure


@dataclass(slots=True)
class Tree:
    """The children by name. commands: arguments after `python -m deploy.command_line`; handed: open files for them."""

    commands: Mapping[str, Sequence[str]]
    handed: Sequence[int] = ()
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    restarts: int = 0

    def start(self, name: str) -> None:
        """This will start one process in a session of its own: Ctrl-C on the terminal reaches the root alone."""
        self.children[name] = subprocess.Popen(  # noqa: S603  # our own command line
            [sys.executable, "-m", "deploy.command_line", *self.commands[name], "--lifeline"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.handed,
        )

    def watch(self, look: Callable[[], None]) -> None:
        """This will look after the children until it is interrupted. Raises Fault where one keeps dying."""
        while True:
            look()
            self.restart_dead()
            time.sleep(LOOK_S)

    def restart_dead(self) -> None:
        """This will start again what died."""
        for name, child in list(self.children.items()):
            if child.poll() is None:
                continue
            self.restarts += 1
            if self.restarts > MOST_RESTARTS:
                raise Fault(f"The process {name} keeps ending.", remedy="Its last words stand above.")
            LOGGER.warning("process ended; starting it again", extra={"child": name, "code": child.returncode})
            self.start(name)

    def stop(self) -> None:
        """This will end all children, and kill who does not end in time."""
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + STOP_S
        for name, child in self.children.items():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            if child.poll() is None:
                LOGGER.warning("process did not end in time", extra={"child": name})
                child.kill()
                child.wait()
            if child.stdin:
                child.stdin.close()


@contextmanager
def grown(commands: Mapping[str, Sequence[str]], *handed: int) -> Iterator[Tree]:
    """This will start all processes, and end them with the block."""
    tree = Tree(commands, handed)
    try:
        for name in commands:
            tree.start(name)
        yield tree
    finally:
        tree.stop()
