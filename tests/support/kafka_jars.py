"""Finds what a genuine Kafka broker runs on: Java, and the jars that `deploy/kafka/pom.xml` names.

It must not know how a broker is set up.
"""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

from deploy.faults import Fault
from tests.support.installing import Needed, alone, caches, provide, run

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
    cache = caches() / f"kafka-{sha256(pom).hexdigest()[:12]}"
    cache.mkdir(parents=True, exist_ok=True)
    jars, whole = cache / "jars", cache / "complete"
    with alone(cache / "lock"):
        _provide_programs(needs_maven=not whole.exists())
        if not whole.exists():
            _fetch(jars)
            whole.touch()
    return f"{jars}/*"  # Java itself expands the star


def _provide_programs(*, needs_maven: bool) -> None:
    programs = ("java", *(["mvn"] if needs_maven else []))
    provide(Needed(programs=programs, packages=PACKAGES, whose="the Kafka broker of the tests", remedy=REMEDY))


def _fetch(jars: Path) -> None:
    shutil.rmtree(jars, ignore_errors=True)
    pom, out = str(KAFKA / "pom.xml"), f"-DoutputDirectory={jars}"
    run("mvn", "-B", "-q", "-f", pom, COPY, "-DincludeScope=runtime", out, remedy=REMEDY)
