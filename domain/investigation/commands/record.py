"""Facts of the outside world with their sources, and where sources contradict each other.

It must not prefer one source to another.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.investigation.commands.conditions import require_not_archived
from domain.investigation.events import Claim, ContradictionRecorded, FactRecorded
from domain.investigation.permissions import contributor
from domain.investigation.rules import AFactIsRecordedOnce, ContradictoryClaimsAreTwo
from domain.investigation.state import Investigation
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.refusal import InvalidInput
from domain.vocabulary import Line, OperationalText, Prose, is_visible

__all__ = ["DECISIONS", "RecordContradiction", "RecordFact"]


@command(aggregate_id="investigation_id")
class RecordFact:
    """Put a fact of the outside world on the timeline; its date may be partial or missing.

    fact_id: unique within the investigation. source: who tells it, or its address. also_sources: others that tell the
    same. actors: agency codes, country codes, or names as the source has them. date_note: how the date was derived.
    """

    investigation_id: UUID
    fact_id: Line
    kind: FactKind
    text: OperationalText
    source: Prose
    grade: SourceGrade
    also_sources: tuple[Prose, ...] = ()
    actors: tuple[Line, ...] = ()
    addressee: Line | None = None
    unit: Line | None = None
    date_note: Prose | None = None


@command(aggregate_id="investigation_id")
class RecordContradiction:
    """Set claims of disagreeing sources side by side. claims: at least two that differ."""

    investigation_id: UUID
    contradiction_id: Line
    about: OperationalText
    claims: tuple[Claim, ...]


def _record_fact(command: RecordFact, state: Investigation, _act: Act) -> Iterable[FactRecorded]:
    require_not_archived(state)
    if command.fact_id in state.fact_ids:
        raise AFactIsRecordedOnce(fact_id=command.fact_id)
    yield FactRecorded(
        investigation_id=command.investigation_id,
        fact_id=command.fact_id,
        kind=command.kind,
        text=command.text,
        source=command.source,
        grade=command.grade,
        also_sources=command.also_sources,
        actors=command.actors,
        addressee=command.addressee,
        unit=command.unit,
        date_note=command.date_note,
    )


def _record_contradiction(
    command: RecordContradiction, state: Investigation, _act: Act
) -> Iterable[ContradictionRecorded]:
    require_not_archived(state)
    if command.contradiction_id in state.contradiction_ids:
        raise AFactIsRecordedOnce(contradiction_id=command.contradiction_id, field="contradiction_id")
    for place, claim in enumerate(command.claims):
        for name in ("claim", "source"):
            if not is_visible(getattr(claim, name)):
                raise InvalidInput(
                    field=f"claims[{place}].{name}", rule="is blank", accepted="a text that is not blank"
                )
    if len({(claim.claim, claim.source) for claim in command.claims}) < 2:  # noqa: PLR2004  # one claim contradicts nothing
        raise ContradictoryClaimsAreTwo
    yield ContradictionRecorded(
        investigation_id=command.investigation_id,
        contradiction_id=command.contradiction_id,
        about=command.about,
        claims=command.claims,
    )


DECISIONS = (
    Decision(command=RecordFact, decide=_record_fact, may=contributor),
    Decision(command=RecordContradiction, decide=_record_contradiction, may=contributor),
)
