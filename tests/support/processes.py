"""Starts our own programs as processes, and looks at what runs.

It must not know what a program does.
"""

import os
import pwd
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PATIENCE_S = 60.0  # two cores shared with other workers


def python(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """This will start `python -m …` with pipes to all three of its streams, without the caller's ENTENTE_ settings."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
        env=_environment(environment),
    )


def entente(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """This will run one command of the command line to its end."""
    return subprocess.run(
        [sys.executable, "-m", "deploy.command_line", *arguments],
        capture_output=True,
        text=True,
        cwd=HOUSE,
        env=_environment(environment),
        timeout=PATIENCE_S * 2,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def running_with(word: str) -> list[str]:
    """This will list the command lines of all processes that contain a word, this process's own left out."""
    others = (entry for entry in Path("/proc").glob("[0-9]*") if int(entry.name) != os.getpid())
    return [line for line in map(_command_line, others) if word in line]


def eventually(holds: Callable[[], bool]) -> bool:
    """This will wait until something holds, and tell whether it did in time."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def succeeds_as_nobody(act: Callable[[], None]) -> bool:
    """This will run an act in a child that is the user nobody for good, and tell whether it raised nothing."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            entry = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            os.environ["HOME"] = "/nonexistent"
            act()
            code = 0
        except BaseException:  # noqa: BLE001  # whatever it is, the parent is to hear of it
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _command_line(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:  # it ended while we looked
        return ""


def _environment(added: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    return {**kept, "COLUMNS": "200", "NO_COLOR": "1", **added}
