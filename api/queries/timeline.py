"""The entries of a timeline as the schema shows them: dates as exactly as they are known, and no more exactly.

It must not decide who may see an entry.
"""

from datetime import datetime
from typing import Annotated, LiteralString, NamedTuple
from uuid import UUID

import msgspec
import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import Counted, connected, derived, shown
from api.queries.moments import OCCURRED_TEXT, occurred_text
from api.reads import declaring
from api.reads.declaring import Asking, Column, Shape, Whole, column
from api.replays import Then
from api.scalars import Position
from api.wording import WHERE_ERASED, enum_of
from domain.investigation.vocabulary import Direction
from domain.occurred import Occurred, Precision
from domain.vocabulary import ERASED
from projections.paging import Paging
from projections.timeline import queries
from projections.timeline.kinds import Category

__all__ = ["ENTRY", "CaseThen", "Entry", "entries", "entry_of"]

enum_of(Direction)
enum_of(Precision)
enum_of(Category)

# As ordinary execution tells it in Python; tests/api/compiled holds both together.
_TEXT: LiteralString = "CASE WHEN {r}.is_erased THEN '" + ERASED + "' ELSE {r}.text END"

_DIRECTION: LiteralString = """
CASE WHEN coalesce({r}.from_agency_id = %(viewer_agency)s, false)
       OR coalesce({r}.to_agency_id = %(viewer_agency)s, false)
     THEN CASE WHEN {r}.to_agency_id IS NULL OR {r}.from_agency_id IS NOT DISTINCT FROM {r}.to_agency_id THEN 'INTERNAL'
               WHEN {r}.from_agency_id = %(viewer_agency)s THEN 'OUTGOING' ELSE 'INCOMING' END
END
"""

# A text as it is, all else as JSON as it was stored; what is null is left out.
_ARGUMENTS: LiteralString = """
SELECT each.n, each.name, each.value
FROM json_each_text(%(arguments)s::json) WITH ORDINALITY each (name, value, n)
WHERE each.value IS NOT NULL
"""

DirectionOf = Annotated[
    str | None, strawberry.argument(description="Code of the agency from which it is seen. Default: yours.")
]


class CaseThen(NamedTuple):
    """A case, and of which past, None for the present. case_id: an investigation, or a request that precedes any."""

    case_id: UUID
    then: Then | None = None


@strawberry.type(description="A named value of a summary, to be put into its translated sentence.")
class SummaryArgument:
    """A named value of a summary."""

    name: str = strawberry.field(description="Its name in the sentence.")
    value: str = strawberry.field(description="Its value as text.")


def _arguments_of(column: LiteralString) -> Whole:
    """This will declare the values of a JSON object in a column of the row around."""

    def ask(_asking: Asking) -> declaring.Asked:
        return declaring.Asked(_ARGUMENTS, {})

    shape = Shape(SummaryArgument, SummaryArgument)
    return Whole(shape=lambda: shape, ask=ask, sort=("{r}.n",), of={"arguments": column})


@strawberry.type(description="One entry of a timeline: something that happened, or was recorded, in a case.")
class Entry:
    """One entry of a timeline."""

    row: strawberry.Private[queries.EntryRow]
    position: Position = strawberry.field(description="Place of its event in the log.")
    case_id: UUID = strawberry.field(description="The investigation, or the request that precedes any.")
    event_id: UUID = strawberry.field(description="Id of its event.")
    request_id: UUID | None = strawberry.field(description="The request that it is about.")
    followup_id: UUID | None = strawberry.field(description="The follow-up that it is about.")
    review_id: UUID | None = strawberry.field(description="The review that it is about.")
    item_id: UUID | None = strawberry.field(description="The shared item that it is about.")
    kind: str = strawberry.field(description="Topic of its event, such as request.RequestSent.")
    category: Category = strawberry.field(description="The group of kinds that it belongs to.")
    from_agency_id: str | None = strawberry.field(description="The agency from which it goes out.")
    to_agency_id: str | None = strawberry.field(description="The agency to which it goes.")
    agencies: list[str] = strawberry.field(description="Codes, or names as the source has them, of all who take part.")
    recorded_at: datetime = strawberry.field(description="When Entente learned of it.")
    actor_id: str = strawberry.field(description="Who recorded it.")
    actor_kind: str = strawberry.field(description="PERSON, PROCESS, GATEWAY or IMPORT.")
    actor_agency_id: str | None = strawberry.field(description="The agency for which it was recorded.")
    actor_unit_id: str | None = strawberry.field(description="The unit for which it was recorded.")
    channel: str = strawberry.field(description="The channel by which it came.")
    external_ref: str | None = strawberry.field(
        description="Number of the message in that channel, or place in an imported file."
    )
    summary_key: str = strawberry.field(description="Key of the translatable sentence that sums it up.")
    text: str | None = strawberry.field(
        description=f"What people wrote; operational text. {WHERE_ERASED}", metadata=column(_TEXT)
    )
    is_erased: bool = strawberry.field(description="What people wrote was erased for good.")
    is_system: bool = strawberry.field(description="Recorded by Entente itself, such as a warning of a limit.")
    cycle: int | None = strawberry.field(description="The cycle of the request in which it happened.")
    corrects: UUID | None = strawberry.field(description="The event that it corrects.")
    corrected_by: list[UUID] = strawberry.field(description="The events that correct it.")
    item_ids: list[UUID] = strawberry.field(description="The shared items that a reply names, as far as you see them.")

    @derived(
        "The earliest instant at which it may have happened; null when nothing is known.", Column("{r}.occurred_from")
    )
    def occurred_at(self) -> datetime | None:
        """This will return the earliest instant."""
        return self.row.occurred_from

    @derived("The first instant after it; null when the moment is exact.", Column("{r}.occurred_until"))
    def occurred_until(self) -> datetime | None:
        """This will return the first instant after it."""
        return self.row.occurred_until

    @derived("How exactly the time is known.", Column("{r}.precision"))
    def occurred_precision(self) -> Precision:
        """This will return the precision."""
        return self.row.precision

    @derived("IANA time zone of the place, in which a partial date is counted.", Column("{r}.tz"))
    def occurred_tz(self) -> str:
        """This will return the zone."""
        return self.row.tz

    @derived(
        "When it happened, as exactly as it is known: 2018, 2018-05, 2018-05-14, a time in UTC, a period with '/' "
        "between, or an empty text when unknown. Fit for occurredAt.",
        Column(OCCURRED_TEXT),
    )
    def occurred_text(self) -> str:
        """This will write the moment or period."""
        return occurred_text(Occurred(self.row.occurred_from, self.row.precision, self.row.occurred_until, self.row.tz))

    @derived("The values of the summary's sentence.", _arguments_of("{r}.summary_arguments"))
    def summary_arguments(self) -> list[SummaryArgument]:
        """This will return the values, as texts."""
        values = msgspec.json.decode(self.row.summary_arguments)
        return [
            SummaryArgument(name=name, value=_written(value)) for name, value in values.items() if value is not None
        ]

    @derived("How it runs seen from an agency; null where that takes no part.", Column(_DIRECTION))
    def direction(self, info: Asked, of: DirectionOf = UNSET) -> Direction | None:
        """This will return the direction."""
        return self.row.direction_for(of or info.context.viewer.agency_id)


ENTRY: Shape = Shape(
    Entry,
    queries.EntryRow,
    noted=(
        "'i' || {r}.noted_item",
        "'r' || {r}.noted_request",
        "CASE WHEN {r}.noted_items <> '{}' THEN 'i' || array_to_string({r}.noted_items, ',i') END",
        "CASE WHEN {r}.noted_requests <> '{}' THEN 'r' || array_to_string({r}.noted_requests, ',r') END",
    ),
)


def _written(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def entry_of(row: queries.EntryRow, then: Then | None = None) -> Entry:
    """This will show a row of a timeline."""
    text = ERASED if row.is_erased else row.text
    return shown(Entry, row, row=row, category=Category(row.category), text=text, then=then)


async def entries(info: Asked, of: CaseThen, wanted: queries.EntryFilter, page: Paging) -> Counted[Entry]:
    """This will return a page of a case's entries; an empty one where the case is absent or not for the viewer."""
    context = info.context
    view = queries.CaseView(context.viewer, of.case_id, wanted)
    async with context.reading_of(of.then) as source:
        found = await queries.timeline(source, view, page)

    async def count() -> int:
        async with context.reading_of(of.then) as source:
            return await queries.timeline_total(source, view)

    return Counted(count=count, **connected(found, lambda row: entry_of(row, of.then)))
