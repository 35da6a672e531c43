"""Submits the steps of cases in large transactions that end between cases, and accounts for every source event.

It must not decide, retry or leave out: a refusal is a result, and the same again the next time.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from consumers.files.interpretation.steps import Origin, Step
from consumers.files.interpreting import CaseSteps
from consumers.files.summary import Place, Unused
from domain.aggregate import Submission
from domain.application import Accepted, Outcome
from domain.refusal import Refused

__all__ = ["Account", "Batch", "Log", "in_batches", "submitted"]

BATCH_COMMANDS = 2_000
"""Commands of one transaction: enough that its fixed cost vanishes, few enough that others wait well under a second."""

Batch = tuple[int, list[Step]]
"""How many whole cases, and their steps."""

KNOWN_ALREADY = frozenset({"A_CODE_IS_REGISTERED_ONCE", "COMMAND_ID_REUSED"})
"""How the directory says that it has an agency or unit; another import, or somebody, registered it."""


class Log(Protocol):
    """Where submissions go: `domain.application.Application`."""

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all submissions in one transaction and answer each."""
        ...


def in_batches(cases: Iterable[CaseSteps]) -> Iterator[Batch]:
    """This will yield whole cases together: how many, and their steps; at least BATCH_COMMANDS but in the last."""
    count, steps = 0, list[Step]()
    for _, case in cases:
        count += 1
        steps += case
        if len(steps) >= BATCH_COMMANDS:
            yield count, steps
            count, steps = 0, []
    if steps:
        yield count, steps


def submitted(log: Log, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
    """This will yield each batch with its outcomes; while one is committed the next is interpreted.

    What the log raises is raised, and nothing is submitted after it.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="import") as beside:
        under_way: tuple[Batch, Future[list[Outcome]]] | None = None
        for batch in batches:
            if under_way is not None:
                yield under_way[0], under_way[1].result()
            under_way = batch, beside.submit(log.submit_batch, [step.submission for step in batch[1]])
        if under_way is not None:
            yield under_way[0], under_way[1].result()


@dataclass(slots=True)
class Account:
    """What became of the steps: counts, the furthest position, and what was refused.

    commands / repeated: of cases; known: agencies and units that the directory had before.
    """

    used: int = 0
    commands: int = 0
    repeated: int = 0
    known: int = 0
    position: int = 0
    unused: list[Unused] = field(default_factory=list)

    def directory(self, steps: list[Step], outcomes: Sequence[Outcome]) -> None:
        """This will account for registering agencies and units; one that is there already is no fault."""
        for step, outcome in zip(steps, outcomes, strict=True):
            if isinstance(outcome, Accepted):
                self.known += outcome.repeated
                self.position = max(self.position, outcome.position)
            elif outcome.code in KNOWN_ALREADY:
                self.known += 1
            else:
                self.unused.append(_refused(step, outcome, 0))

    def cases(self, steps: list[Step], outcomes: Sequence[Outcome]) -> None:
        """This will account for the steps of whole cases."""
        self._count(outcomes)
        decided = list(zip(steps, outcomes, strict=True))
        used = _events_of(step for step, outcome in decided if isinstance(outcome, Accepted))
        self.used += len(used)
        for step, outcome in decided:
            if isinstance(outcome, Refused):
                event = _event_of(step.origin)
                is_lost = event is not None and event not in used
                self.unused.append(_refused(step, outcome, int(is_lost)))
                used |= {event} if event else set()

    def dry(self, steps: list[Step]) -> None:
        """This will account for steps as if all were accepted."""
        self.commands += len(steps)
        self.used += len(_events_of(steps))

    def _count(self, outcomes: Sequence[Outcome]) -> None:
        self.commands += len(outcomes)
        for outcome in outcomes:
            if isinstance(outcome, Accepted):
                self.repeated += outcome.repeated
                self.position = max(self.position, outcome.position)


def _event_of(origin: Origin | None) -> tuple[str, str] | None:
    return None if origin is None else (origin.case, origin.key)


def _events_of(steps: Iterable[Step]) -> set[tuple[str, str]]:
    return {(step.origin.case, step.origin.key) for step in steps if step.origin is not None}


def _refused(step: Step, refusal: Refused, count: int) -> Unused:
    submission = step.submission
    place = step.origin.place if step.origin else Place(submission.external_ref or "")
    reason = f"{type(submission.command).__name__} was refused ({refusal.code}): {refusal.message}"
    case = step.origin.case if step.origin else None
    return Unused(place=place, reason=reason, accepted=refusal.remedy, case=case, count=count)
