"""A genuine Kafka broker: one shared by a whole test run, or one of a test's own, to kill, freeze and start again.

It must not know what any test stores.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from deploy.faults import Fault
from tests.support.kafka_engine import Engine, answers
from tests.support.processes import HOUSE

__all__ = ["Broker", "OwnBroker", "own_broker", "running_broker"]

PREFIX = "entente-test-kafka-"
STARTS_S = 120  # 5 to 9 s on two quiet cores
STOPS_S = 30
BOOTSTRAP = "bootstrap"
FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Broker:
    """A running broker. bootstrap: host:port, in clear; external: it is not ours."""

    bootstrap: str
    external: bool = False


@contextmanager
def running_broker(run_id: str) -> Iterator[Broker]:
    """This will hold the broker of one test run; all its workers share one, and it ends when nobody holds it.

    Also workers that were killed hold nothing: the kernel counts, and a keeper waits for its count.
    """
    external = os.environ.get("ENTENTE_TEST_KAFKA")
    if external:
        yield Broker(external, external=True)
        return
    directory = Path(tempfile.gettempdir(), PREFIX + sha256(run_id.encode()).hexdigest()[:12])
    hold = _held(directory)
    try:
        yield Broker(_bootstrap(directory))
    finally:
        _let_go(directory, hold)


def _held(directory: Path) -> int:
    """Take the shared lock of a directory that was not removed meanwhile; who finds none makes it, with its keeper."""
    while True:
        directory.mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            hold = os.open(directory / "holders", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(hold, fcntl.LOCK_SH)
            if _is_still(directory / "holders", hold):
                _ensure_keeper(directory)
                return hold
            os.close(hold)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _ensure_keeper(directory: Path) -> None:
    with (directory / "starting").open("w", encoding="utf-8") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not (directory / "kept").exists():
            keeper = [sys.executable, "-m", "tests.support.kafka_keeping_process", str(directory)]
            subprocess.run(keeper, check=True, cwd=HOUSE, stdin=subprocess.DEVNULL)
            (directory / "kept").touch()


def _bootstrap(directory: Path) -> str:
    deadline = time.monotonic() + STARTS_S * 4  # the first run on a machine fetches the jars
    while time.monotonic() < deadline:
        if (directory / FAULT).exists():
            raise Fault((directory / FAULT).read_text(encoding="utf-8"), remedy="See above.")
        if (directory / BOOTSTRAP).exists():
            return (directory / BOOTSTRAP).read_text(encoding="utf-8")
        time.sleep(0.1)
    raise Fault("The Kafka broker of the tests did not start.", remedy=f"Look into {directory}.")


def _let_go(directory: Path, hold: int) -> None:
    """The last to leave waits until the keeper has taken everything away."""
    with suppress(BlockingIOError):
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(hold)
        deadline = time.monotonic() + STOPS_S
        while directory.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        return
    os.close(hold)


class OwnBroker:
    """A broker that one test may do anything to; what it stored outlives `kill`, and `start` goes on with it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """host:port of the listener in clear; the same after each start."""
        return self.engine.bootstrap

    def start(self) -> None:
        """This will start it, and wait until it answers. Raises Fault with what it said where it does not."""
        self._process = self.engine.launch()
        deadline = time.monotonic() + STARTS_S
        while not answers(self.bootstrap):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise Fault(f"The Kafka broker did not start: {self.engine.last_words()}", remedy="See above.")

    def kill(self) -> None:
        """This will end it as a power cut would."""
        self._signal(signal.SIGKILL)
        self._wait()

    def stop(self) -> None:
        """This will ask it to end, and wait until it has."""
        self._signal(signal.SIGTERM)
        self._wait()

    def freeze(self) -> None:
        """This will let it stand still: it keeps its connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """This will let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def _wait(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.wait(STOPS_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def own_broker(overrides: Mapping[str, str] | None = None, listeners: tuple[str, ...] = ()) -> Iterator[OwnBroker]:
    """This will start a broker of one's own, and take it and its data away afterwards. Arguments: as of `Engine`."""
    directory = Path(tempfile.mkdtemp(prefix=PREFIX + "own-"))
    broker = OwnBroker(Engine(directory, dict(overrides or {}), listeners))
    try:
        broker.start()
        yield broker
    finally:
        broker.kill()
        shutil.rmtree(directory, ignore_errors=True)
