"""Submits the steps of cases in large transactions that end between cases, and accounts for every source event.

It must not decide, retry or leave out: a refusal is a result, and the same again the next time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from consumers.files.interpretation.steps import Origin, Step
from consumers.files.interpreting import CaseSteps
from consumers.files.summary import Place, Unused
from domain.aggregate import Submission
from domain.application import Accepted, Outcome
from domain.refusal import Refused

__all__ = ["Account", "Log", "in_batches"]

BATCH_COMMANDS = 2_000
"""Commands of one transaction: enough that its fixed cost vanishes, few enough that others wait well under a second."""

KNOWN_ALREADY = frozenset({"A_CODE_IS_REGISTERED_ONCE", "COMMAND_ID_REUSED"})
"""How the directory says that it has an agency or unit; another import, or somebody, registered it."""


class Log(Protocol):
    """Where submissions go: `domain.application.Application`."""

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all submissions in one transaction and answer each."""
        ...


def in_batches(cases: Iterable[CaseSteps]) -> Iterator[tuple[int, list[Step]]]:
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


@dataclass(slots=True)
class Account:
    """What became of the steps: counts, the furthest position, and what was refused."""

    used: int = 0
    commands: int = 0
    repeated: int = 0
    position: int = 0
    unused: list[Unused] = field(default_factory=list)

    def directory(self, log: Log, steps: list[Step]) -> None:
        """This will register agencies and units; one that is there already is no fault."""
        for start in range(0, len(steps), BATCH_COMMANDS):
            chunk = steps[start : start + BATCH_COMMANDS]
            for step, outcome in zip(chunk, self._submit(log, chunk), strict=True):
                if isinstance(outcome, Refused) and outcome.code not in KNOWN_ALREADY:
                    self.unused.append(_refused(step, outcome, 0))

    def cases(self, log: Log | None, steps: list[Step]) -> None:
        """This will submit the steps of whole cases; with log None it takes them as accepted."""
        if log is None:
            self.commands += len(steps)
            self.used += len(_events_of(steps))
            return
        outcomes = self._submit(log, steps)
        accepted = _events_of(
            step for step, outcome in zip(steps, outcomes, strict=True) if isinstance(outcome, Accepted)
        )
        self.used += len(accepted)
        told: set[tuple[str, str]] = set()
        for step, outcome in zip(steps, outcomes, strict=True):
            if isinstance(outcome, Refused):
                event = _event_of(step.origin)
                is_lost = event is not None and event not in accepted and event not in told
                self.unused.append(_refused(step, outcome, int(is_lost)))
                if event is not None:
                    told.add(event)

    def _submit(self, log: Log, steps: list[Step]) -> list[Outcome]:
        outcomes = log.submit_batch([step.submission for step in steps])
        self.commands += len(outcomes)
        for outcome in outcomes:
            if isinstance(outcome, Accepted):
                self.repeated += outcome.repeated
                self.position = max(self.position, outcome.position)
        return outcomes


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
