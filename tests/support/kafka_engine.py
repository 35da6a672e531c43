"""Sets up the directory of one Kafka broker and launches it as a process.

It must not know who shares a broker, nor for how long.
"""

import random
import shutil
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kafka.errors import KafkaError

from consumers.kafka.connecting import admin
from consumers.kafka.faults import KafkaFault
from consumers.kafka.reach import Reach
from deploy.faults import Fault
from tests.support.kafka_jars import KAFKA, class_path, java

__all__ = ["Engine", "answers", "free_ports"]

HOST = "127.0.0.1"
PORTS = range(20_000, 32_000)
"""Below those that Linux gives to the near end of connections: a broker that restarts finds its port free."""

JVM = (
    "-Xms64m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # it starts a third faster, and lives a minute
    "-Djava.awt.headless=true",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
)
ANSWER_S = 1.0


@dataclass(frozen=True, slots=True)
class Engine:
    """The setup of one broker.

    overrides: properties that come before those of `deploy/kafka/server.properties`; listeners: further ones, by the
    name of their protocol; ports: of the listener in clear, of the controller, and of the further listeners.
    """

    directory: Path
    overrides: Mapping[str, str] = field(default_factory=dict)
    listeners: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Ports are found where none are given."""
        if not self.ports:
            object.__setattr__(self, "ports", free_ports(2 + len(self.listeners)))

    @property
    def bootstrap(self) -> str:
        """host:port of the listener in clear."""
        return f"{HOST}:{self.ports[0]}"

    def address(self, listener: str) -> str:
        """This will return host:port of a further listener; names in certificates are checked, so it is a name."""
        return f"localhost:{self.ports[2 + self.listeners.index(listener)]}"

    def launch(self) -> subprocess.Popen[bytes]:
        """This will start the broker as a child, formatting its storage where there is none. Raises Fault."""
        if not (self.directory / "data").exists():
            self._format()
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [*_dying_with_its_parent(), *self._java("kafka.Kafka", str(self._properties))],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.directory,
                start_new_session=True,
            )

    def last_words(self) -> str:
        """This will return the end of what it wrote."""
        with suppress(OSError):
            return self._log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        return ""

    @property
    def _log(self) -> Path:
        return self.directory / "broker.log"

    @property
    def _properties(self) -> Path:
        return self.directory / "server.properties"

    def _format(self) -> None:
        """The tool and the broker read one file: what follows comes before what stands above."""
        shipped = (KAFKA / "server.properties").read_text(encoding="utf-8")
        ours = "\n".join(f"{name}={value}" for name, value in {**self._addresses(), **self.overrides}.items())
        self._properties.write_text(f"{shipped}\n{ours}\n", encoding="utf-8")
        identity = self._tool("random-uuid").splitlines()[-1]
        self._tool("format", "--standalone", "--cluster-id", identity, "--config", str(self._properties))

    def _addresses(self) -> dict[str, str]:
        controller = self.ports[1]
        further = [f"{name}://{self.address(name)}" for name in self.listeners]
        listeners = ",".join([f"PLAINTEXT://{self.bootstrap}", f"CONTROLLER://{HOST}:{controller}", *further])
        return {
            "controller.quorum.bootstrap.servers": f"{HOST}:{controller}",
            "listeners": listeners,
            "advertised.listeners": listeners,
            "log.dirs": str(self.directory / "data"),
        }

    def _tool(self, *arguments: str) -> str:
        ended = subprocess.run(
            self._java("kafka.tools.StorageTool", *arguments), capture_output=True, text=True, check=False
        )
        if ended.returncode:
            raise Fault(f"Kafka's storage tool failed: {(ended.stderr or ended.stdout)[-2_000:]}", remedy="See above.")
        return ended.stdout.strip()

    @staticmethod
    def _java(program: str, *arguments: str) -> list[str]:
        path = class_path()
        return [java(), *JVM, "-cp", path, program, *arguments]


def _dying_with_its_parent() -> list[str]:
    """So that a run that is killed leaves no broker behind; without this program one would stay."""
    found = shutil.which("setpriv")
    return [found, "--pdeathsig", "KILL"] if found else []


def free_ports(count: int) -> tuple[int, ...]:
    """This will find ports on which nobody listens now."""
    found: list[int] = []
    while len(found) < count:
        port = random.choice(PORTS)  # noqa: S311  # no secret: whoever else looks for ports shall look elsewhere
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            found.append(port)
    return tuple(dict.fromkeys(found)) if len(set(found)) == count else free_ports(count)


def answers(bootstrap: str) -> bool:
    """This will tell whether a broker is ready: it knows its cluster, which it does later than it listens."""
    try:
        with admin(Reach(bootstrap=(bootstrap,), patience_s=ANSWER_S)) as asking:
            return bool(asking.describe_cluster()["brokers"])
    except (KafkaFault, KafkaError):
        return False
