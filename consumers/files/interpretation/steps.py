"""One step of an interpretation: a submission, and the source event that it accounts for.

It must not know which steps there are.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from consumers.files.summary import Place
from domain.aggregate import Actor, Command, Submission
from domain.event import ActorKind
from domain.occurred import Occurred
from domain.vocabulary import Channel

__all__ = ["IMPORTS", "Origin", "Step", "Stepping"]

IMPORTS = UUID("2c1f0b7e-5d0a-5b8e-8a6c-1d2e6f0b9a44")
"""Namespace of the ids of everything imported."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The source event that a step says something of. key: names it within its case."""

    key: str
    place: Place
    case: str


@dataclass(frozen=True, slots=True)
class Step:
    """A submission. origin: the source event that stands on the timeline through it; None for what only makes room for it."""

    submission: Submission
    origin: Origin | None = None


class Stepping:
    """Makes the steps of one case: ids that depend on nothing but the file's content, so that a repeat is known as one."""

    def __init__(self, log_name: str, case: str) -> None:
        self.case = case
        self.case_id = uuid5(IMPORTS, f"{log_name}\x1f{case}")
        self._prefix = f"{log_name}:{case}:"
        self._log_name = log_name
        self._actors: dict[tuple[str, str | None], Actor] = {}

    def id_of(self, what: str) -> UUID:
        """This will derive an id from a name that is unique within the case."""
        return uuid5(self.case_id, what)

    def step(self, command: Command, key: str, by: tuple[str, str | None], occurred: Occurred) -> Step:
        """This will make a step that accounts for no source event. key: names the step; by: acting agency and unit."""
        return self.entry(command, key, by, occurred, None)

    def entry(  # noqa: PLR0913  # the parts of a submission, spelled out once here and nowhere else
        self, command: Command, key: str, by: tuple[str, str | None], occurred: Occurred, origin: Origin | None
    ) -> Step:
        """This will make a step by which a source event stands on the timeline."""
        actor = self._actors.get(by)
        if actor is None:
            actor = Actor(actor_id=f"import:{self._log_name}", kind=ActorKind.IMPORT, agency_id=by[0], unit_id=by[1])
            self._actors[by] = actor
        submission = Submission(
            command=command,
            command_id=self.id_of(f"{key}/{type(command).__name__}/{getattr(command, command.AGGREGATE_ID)}"),
            actor=actor,
            occurred=occurred,
            channel=Channel.OTHER,
            external_ref=self._prefix + key,
            correlation_id=self.case_id,
        )
        return Step(submission, origin)
