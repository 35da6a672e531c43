"""What a lane of the tests needs of the machine, and Debian has: installed once where that is possible.

It must not know what any program is for.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.faults import Fault

__all__ = ["Needed", "alone", "caches", "provide", "run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What is needed. programs: names, found by PATH; packages: of Debian, which bring all of them.

    whose: what needs them; remedy: what somebody can do where they cannot be installed.
    """

    programs: Sequence[str]
    packages: Sequence[str]
    whose: str
    remedy: str


def caches() -> Path:
    """This will return the directory for what is fetched once on a machine."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "entente"


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One worker at a time fetches; the others then find what it fetched."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def provide(needed: Needed) -> None:
    """This will install what is missing, one worker at a time. Raises Fault where it cannot be had."""
    if not _missing(needed):
        return
    with alone(caches() / "installing.lock"):
        missing = _missing(needed)
        if not missing:
            return
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            told = f"There is no {' and no '.join(missing)}, which {needed.whose} needs."
            raise Fault(told, remedy=needed.remedy)
        run("apt-get", "update", "-qq", remedy=needed.remedy)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *needed.packages, remedy=needed.remedy)


def run(*command: str, remedy: str) -> None:
    """This will run a program to its end. Raises Fault with the last that it said where it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if ended.returncode:
        said = (ended.stderr.strip() or ended.stdout.strip())[-2_000:]
        raise Fault(f"{' '.join(command)} failed: {said}", remedy=remedy)


def _missing(needed: Needed) -> list[str]:
    return [name for name in needed.programs if shutil.which(name) is None]
