"""The root of replaying: the difference between two moments, the same history under other limits, who knew what.

It must not show anything of a case that is not for the viewer now: of that there is no past.
"""

import asyncio
from typing import Annotated
from uuid import UUID

import msgspec
import strawberry
from strawberry import UNSET

from api.context import Asked
from api.inputs import fields_of
from api.ledger.noting import note_shown
from api.queries.connection import derived
from api.queries.moments import AsOfInput, AsOfWanted, MinPosition, as_of_wanted
from api.queries.replay import AgreedTermInput, CaseDifference, CaseKnowledge, KnownItem, LimitsCompared
from api.queries.routing_compared import RoutingCompared, RuleWanted, rule_wanted
from api.replays import Moment, Then
from api.scalars import UuidText, read_uuid
from domain.clocks import AgreedTerm
from domain.ledger import AccessKind
from projections.as_of import AsOf
from projections.items import queries as items
from projections.paging import LARGEST_PAGE, Paging
from projections.replaying.knowledge import knowledge
from projections.replaying.other_routing import agencies_of, assignments, routed
from projections.replaying.snapshot import changes
from projections.replaying.visible import Seen, seen
from projections.replaying.what_if import compared, other_limits, requests_of
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter, EntryRow

__all__ = ["ReplayQueries"]

MODELS = ("investigations", "board", "timeline", "followups", "items")

InvestigationId = Annotated[UuidText, strawberry.argument(description="Id of the investigation.")]
FromMoment = Annotated[AsOfInput, strawberry.argument(name="from", description="The moment before.")]
ToMoment = Annotated[AsOfInput | None, strawberry.argument(name="to", description="The moment after. Default: now.")]
ProfileCode = Annotated[str, strawberry.argument(description="Code of a clock profile, such as EU_EIO.")]
Agreed = Annotated[
    list[AgreedTermInput] | None,
    strawberry.argument(description="Limits for what the profile leaves to agreement. Default: those agreed then."),
]
AgencyCode = Annotated[str, strawberry.argument(description="Code of the agency.")]


@strawberry.type
class ReplayQueries:
    """What can be asked of the past of an investigation."""

    @derived("What differs in an investigation between two moments; null where there is none for you.")
    async def investigation_difference(
        self,
        info: Asked,
        investigation_id: InvestigationId,
        from_: FromMoment,
        *,
        to: ToMoment = UNSET,
        min_position: MinPosition = UNSET,
    ) -> CaseDifference | None:
        """This will compare two moments."""
        case_id = read_uuid(investigation_id, "investigationId")
        await info.context.catch_up(min_position, MODELS)
        before, after = as_of_wanted(from_), as_of_wanted(to) or AsOf(recorded_at=info.context.now)
        one, other = await _then(info, case_id, before), await _then(info, case_id, after)
        was, came = await _seen(info, one), await _seen(info, other)
        if was.investigation is None and came.investigation is None:
            return None
        found = changes(was.snapshot(), came.snapshot())
        return CaseDifference(changes_found=found, from_at=one.at, to_at=other.at)

    @derived("The requests of an investigation under another clock profile; null where there is none for you.")
    async def what_if(  # noqa: PLR0913  # the arguments of a hypothesis
        self,
        info: Asked,
        investigation_id: InvestigationId,
        profile: ProfileCode,
        *,
        agreed: Agreed = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> LimitsCompared | None:
        """This will count the limits of a history anew."""
        case_id = read_uuid(investigation_id, "investigationId")
        await info.context.catch_up(min_position, MODELS)
        limits = other_limits(profile, _terms(agreed or []))
        then = await _then(info, case_id, as_of_wanted(as_of))
        found = await _seen(info, then)
        if found.investigation is None:
            return None
        visible = {row.request_id for row in found.requests}
        folded = requests_of(await asyncio.to_thread(then.past.events))
        requests = {each: request for each, request in folded.items() if each in visible}
        return LimitsCompared(limits_found=compared(requests, limits, then.at), profile=profile, at=then.at)

    @derived("The assignments of an investigation under another routing rule; null where there is none for you.")
    async def what_if_routing(
        self,
        info: Asked,
        investigation_id: InvestigationId,
        rule: RuleWanted = UNSET,
        *,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> RoutingCompared | None:
        """This will propose units anew for a history, each time from the directory as it stood."""
        case_id = read_uuid(investigation_id, "investigationId")
        await info.context.catch_up(min_position, MODELS)
        supposed = rule_wanted(rule)
        then = await _then(info, case_id, as_of_wanted(as_of))
        found = await _seen(info, then)
        if found.investigation is None:
            return None
        visible = {row.request_id for row in found.requests}
        events = await asyncio.to_thread(then.past.events)
        assigned = [each for each in assignments(events) if each.request_id in visible]
        directory = await info.context.replays.directory(agencies_of(assigned))
        return RoutingCompared(found=routed(assigned, directory, supposed))

    @derived("What an agency could lawfully see of an investigation at a moment; null where there is none for you.")
    async def knowledge_of(
        self,
        info: Asked,
        investigation_id: InvestigationId,
        agency_id: AgencyCode,
        *,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> CaseKnowledge | None:
        """This will show what an agency knew, as far as the viewer sees it."""
        context, case_id = info.context, read_uuid(investigation_id, "investigationId")
        await context.catch_up(min_position, MODELS)
        then = await _then(info, case_id, as_of_wanted(as_of))
        own = await _seen(info, then)
        if own.investigation is None:
            return None
        async with context.reading() as connection:
            theirs = await knowledge(connection, then.past, agency_id, then.at)
        requests = tuple(row for row in own.requests if row.request_id in theirs.requests)
        entries = tuple(row for row in await _entries(info, then) if row.position in theirs.entries)
        moment, had = Moment(then.at, then), await _had_by(info, then, own, agency_id)
        known = tuple(
            KnownItem(own=row, known=theirs.items[row.item_id] if had[row.item_id] else None, moment=moment)
            for row in own.items
            if row.item_id in theirs.items and row.item_id in had
        )
        return CaseKnowledge(
            agency_id=agency_id,
            moment=moment,
            requests_known=requests,
            items_known=known,
            entries_known=entries,
        )


async def _then(info: Asked, case_id: UUID, as_of: AsOf | None) -> Then:
    return await info.context.replays.then(case_id, as_of or AsOf(recorded_at=info.context.now))


async def _seen(info: Asked, then: Then) -> Seen:
    """What the viewer may see of a moment; what is marked of it is put on record."""
    async with info.context.reading_of(then) as source:
        found = await seen(source, info.context.viewer, then.past.case_id, then.at)
    for row in found.marked:
        note_shown(row, AccessKind.REPLAY)
    return found


async def _entries(info: Asked, then: Then) -> list[EntryRow]:
    view = CaseView(info.context.viewer, then.past.case_id, EntryFilter(hide_system=False))
    async with info.context.reading_of(then) as source:
        page = await timeline.timeline(source, view, Paging(first=LARGEST_PAGE))
        rows = list(page.rows)
        while page.has_next:
            page = await timeline.timeline(source, view, Paging(first=LARGEST_PAGE, after=page.cursors[-1]))
            rows += page.rows
    return rows


async def _had_by(info: Asked, then: Then, own: Seen, agency_id: str) -> dict[UUID, bool]:
    """The items that the viewer may know the agency had; True where it may know the conditions that bound it.

    An originator knows all who have its item, others whom they gave it to; an agency knows what it has itself.
    """
    viewer = info.context.viewer
    async with info.context.reading_of(then) as source:
        copies = await items.copies(source, viewer, [row.item_id for row in own.items])
    had: dict[UUID, bool] = {}
    for row in own.items:
        holders = {each.agency_id for each in copies.get(row.item_id, ())}
        if agency_id in (viewer.agency_id, row.originator_agency_id) or agency_id in holders:
            had[row.item_id] = viewer.agency_id in (agency_id, row.originator_agency_id)
    return had


def _terms(agreed: list[AgreedTermInput]) -> tuple[AgreedTerm, ...]:
    return tuple(msgspec.convert(fields_of(each), AgreedTerm) for each in agreed)
