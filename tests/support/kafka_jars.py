"""Finds what a genuine Kafka broker runs on: Java, and the jars that `deploy/kafka/pom.xml` names.

It must not know how a broker is set up.
"""

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from deploy.faults import Fault

__all__ = ["KAFKA", "class_path", "java"]

KAFKA = Path(__file__).parents[2] / "deploy" / "kafka"
OLDEST_JAVA = 17  # since Kafka 4.0, KIP-1013
COPY = "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies"
PACKAGES = ("default-jre-headless", "maven")
REMEDY = (
    f"Install Java {OLDEST_JAVA} or newer and Maven (Debian, Ubuntu: apt-get install {' '.join(PACKAGES)}), "
    "or name a running broker in ENTENTE_TEST_KAFKA."
)


def java() -> str:
    """This will return the path of a Java that is new enough. Raises Fault, which says what to install."""
    found = shutil.which("java")
    if found is None:
        raise Fault("There is no java, on which the Kafka broker of the tests runs.", remedy=REMEDY)
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise Fault(f"{found} is too old for the Kafka broker: {told.splitlines()[0]}.", remedy=REMEDY)
    return found


def class_path() -> str:
    """This will return the class path of the broker; the first call on a machine fetches its jars, 44 MB.

    Raises Fault where they cannot be had, which says what to install.
    """
    pom = (KAFKA / "pom.xml").read_bytes()
    cache = _caches() / f"kafka-{sha256(pom).hexdigest()[:12]}"
    cache.mkdir(parents=True, exist_ok=True)
    jars, whole = cache / "jars", cache / "complete"
    with _alone(cache / "lock"):
        _provide_programs(needs_maven=not whole.exists())
        if not whole.exists():
            _fetch(jars)
            whole.touch()
    return f"{jars}/*"  # Java itself expands the star


def _caches() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "entente"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One worker at a time fetches; the others then find what it fetched."""
    with lock.open("w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _provide_programs(*, needs_maven: bool) -> None:
    needed = [name for name in ("java", *(["mvn"] if needs_maven else [])) if shutil.which(name) is None]
    if not needed:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Fault(f"There is no {' and no '.join(needed)}, which the Kafka broker of the tests needs.", remedy=REMEDY)
    _run("apt-get", "update", "-qq")
    _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES)


def _fetch(jars: Path) -> None:
    shutil.rmtree(jars, ignore_errors=True)
    _run("mvn", "-B", "-q", "-f", str(KAFKA / "pom.xml"), COPY, "-DincludeScope=runtime", f"-DoutputDirectory={jars}")


def _run(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if ended.returncode:
        said = (ended.stderr.strip() or ended.stdout.strip())[-2_000:]
        raise Fault(f"{' '.join(command)} failed: {said}", remedy=REMEDY)
