"""Several processes at the shares of one work, since a process folds on one core alone.

It must not know the work. When the process that began it ends, killed or not, they end after the batch they are at.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, Self, TypeVar

__all__ = ["CORES", "Crew", "CrewFailed", "divided"]

S = TypeVar("S")

CORES = len(os.sched_getaffinity(0))
"""Those that this process may use."""

PATIENCE_S = 60.0
"""A batch of 10,000 events takes about two seconds; who takes this long to stop is killed, and loses the batch."""

Work = Callable[[S, Callable[[], bool]], None]
"""Does a share, asking between batches whether to stop."""


class CrewFailed(Exception):  # what it says is for operators
    """Processes of a crew ended before their shares were done. told: what each of them said."""

    def __init__(self, told: Sequence[str]) -> None:
        super().__init__("; ".join(told))
        self.told = tuple(told)


class Crew(Generic[S]):
    """One process for each share, forked, which costs no start: this one must have no other threads at work.

    They are gone when the block ends: those that have not finished are told to stop, and waited for.
    """

    def __init__(self, work: Work[S], shares: Sequence[S]) -> None:
        self._ours, self._theirs = os.pipe()
        self._members = [self._began(work, share) for share in shares]
        os.close(self._ours)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        for process, told in self._members:
            process.join(PATIENCE_S)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()
            told.close()

    def stop(self) -> None:
        """This will let each process stop after the batch it is at; from any thread or signal handler."""
        theirs, self._theirs = self._theirs, -1
        if theirs >= 0:
            os.close(theirs)  # the end of this pipe is the sign, also where this process is killed

    def wait(self, longest_s: float) -> bool:
        """This will wait so long for the shares to be done, and tell whether they are. Raises CrewFailed."""
        first = next((process for process, _ in self._members if process.is_alive()), None)
        if first is not None:
            first.join(longest_s)
        if any(process.is_alive() for process, _ in self._members):
            return False
        failed = [_told(process, told) for process, told in self._members if process.exitcode]
        if failed:
            raise CrewFailed(failed)
        return True

    def _began(self, work: Work[S], share: S) -> tuple[BaseProcess, Connection]:
        heard, tells = multiprocessing.Pipe(duplex=False)
        ends = (self._ours, self._theirs)
        process = multiprocessing.get_context("fork").Process(target=_run, args=(work, share, ends, tells))
        process.start()
        tells.close()
        return process, heard


def divided(costs: Mapping[str, float], shares: int) -> tuple[tuple[str, ...], ...]:
    """This will divide names into at most so many shares whose costs are about the same.

    The dearest come first, each to the share that has least by then.
    """
    loads: list[tuple[float, list[str]]] = [(0.0, []) for _ in range(min(shares, len(costs)))]
    for name in sorted(costs, key=lambda each: (-costs[each], each)):
        index = min(range(len(loads)), key=lambda place: (loads[place][0], len(loads[place][1])))
        load, names = loads[index]
        loads[index] = load + costs[name], [*names, name]
    return tuple(tuple(names) for _, names in loads)


def _run(work: Work[S], share: S, ends: tuple[int, int], tells: Connection) -> None:
    ours, theirs = ends
    os.close(theirs)
    os.setpgid(0, 0)  # Ctrl-C on the terminal reaches the root alone, which then closes the pipe
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stopping = threading.Event()
    threading.Thread(target=_stop_at_end, args=(ours, stopping), daemon=True).start()
    try:
        work(share, stopping.is_set)
    except Exception as fault:
        tells.send(f"{type(fault).__name__}: {fault}")
        raise SystemExit(1) from fault


def _stop_at_end(pipe: int, stopping: threading.Event) -> None:
    os.read(pipe, 1)
    stopping.set()


def _told(process: BaseProcess, told: Connection) -> str:
    return str(told.recv()) if told.poll() else f"ended with exit code {process.exitcode}"
