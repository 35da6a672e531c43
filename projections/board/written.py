"""How requests and clocks are written as rows.

It must not decide anything: what a clock means as of a moment is said by the columns of domain.clocks.
"""

from collections.abc import Collection, Iterable

from domain.clocks import Clock, ClockFacts, ClockState, MomentKind, clocks
from domain.marking import Marking
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Urgency
from projections.board.folded import Folded
from projections.engine.read_model import Row, Table, array, moment
from projections.needing import need_columns

__all__ = ["CLOCKS", "PARTIES", "REQUESTS", "clock_rows", "party_rows", "request_row", "running"]

REQUESTS = Table(
    "requests",
    (
        "request_id", "investigation_id", "state", "is_sent", "cycle", "version", "position", "awaiting_clarification",
        "awaiting_judicial_authorisation", "postponed", "escalated", "requesting_agency_id", "requesting_unit_id",
        "requested_agency_id", "asked_agencies", "assigned_unit_id", "profile", "protocol", "availability", "urgency",
        "instrument", "urgency_reason", "crime_area", "subject", "purpose", "link_of_purpose_and_data", "legal_basis",
        "use_restrictions", "language", "reply_by", "outcome", "grounds", "redirections", "is_erased", "drafted_at",
        "sent_at", "received_at", "acknowledged_at", "decided_at", "started_at", "answered_at", "closed_at",
        "opened_at", "updated_at", "next_due", "sort_due", "at_risk", "opened_position", "reminded_at",
        "reminded_members", "tlp", "handling", "handling_text", "pap", "classification", "need_rank",
        "need_compartments", "need_agencies", "folded",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

PARTIES = Table("request_parties", ("request_id", "agency_id"), key=("request_id", "uuid"))

CLOCKS = Table(
    "clocks",
    (
        "request_id", "obligation", "cycle", "place", "profile", "citation", "mark", "binding", "counting", "state",
        "started_at", "base_due", "effective_due", "warn_at", "met_at", "ended_at", "suspended_s", "suspended_since",
        "extended_s", "extensions", "is_warned", "warned_at", "is_breach_recorded", "breached_at", "is_annulled",
        "is_outstanding", "is_breach_to_record", "is_warning_to_raise",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

_NOTHING = RequestContent(instrument=Instrument.MLA_GENERAL, urgency=Urgency.ROUTINE)
"""What a request asks whose draft is not known; no history of the domain has one."""

_PASSABLE = (ClockState.RUNNING, ClockState.MISSED, ClockState.BREACHED)


def running(facts: ClockFacts) -> tuple[Clock, ...]:
    """This will return the clocks of a request."""
    return clocks(facts)


def request_row(request_id: str, folded: Folded, counted: Collection[Clock]) -> Row:
    """This will write a request, but for its last column, `folded`."""
    request = folded.request
    due = [clock.effective_due_utc for clock in counted if _is_outstanding(clock)]
    next_due = moment(min((each for each in due if each is not None), default=None))
    return (
        request_id,
        *_standing(folded),
        *_asked(request.content or _NOTHING),
        folded.outcome,
        array(folded.grounds),
        request.redirections,
        request.is_erased,
        *_moments(folded),
        next_due,
        next_due or "infinity",
        _at_risk(counted),
        folded.opened_position,
        moment(folded.reminded_at),
        array(folded.reminded_members),
        *_marked(request.marking),
        *need_columns(request.need),
    )


def party_rows(request_id: str, folded: Folded) -> Iterable[Row]:
    """This will write whom a request that precedes any investigation was sent or passed on to."""
    others = () if folded.request.investigation_id else folded.asked
    return ((request_id, each) for each in others if each != folded.request.requesting_agency_id)


def _standing(folded: Folded) -> Row:
    request = folded.request
    return (
        str(request.investigation_id) if request.investigation_id else None,
        request.state.value,
        folded.is_sent,
        request.cycle,
        folded.version,
        folded.position,
        request.awaiting_clarification is not None,
        request.awaiting_judicial_authorisation,
        request.is_postponed,
        request.escalation_level > 0,
        request.requesting_agency_id,
        request.requesting_unit_id,
        request.requested_agency_id,
        array(folded.asked),
        request.unit_id,
        request.profile or None,
        request.protocol or None,
        request.availability.value if request.availability else None,
        request.urgency.value,
    )


def _asked(content: RequestContent) -> Row:
    return (
        content.instrument.value,
        content.urgency_reason,
        content.crime_area,
        content.subject,
        content.purpose,
        content.link_of_purpose_and_data,
        content.legal_basis,
        content.use_restrictions,
        content.language,
        moment(content.reply_by_utc),
    )


def _marked(marking: Marking) -> Row:
    return (
        marking.tlp.value if marking.tlp else None,
        array(marking.handling),
        marking.handling_text,
        marking.pap.value if marking.pap else None,
        marking.classification.value if marking.classification else None,
    )


def _moments(folded: Folded) -> Row:
    return (
        moment(folded.drafted_at),
        moment(folded.sent_at),
        moment(folded.received_at),
        moment(folded.acknowledged_at),
        moment(folded.decided_at),
        moment(folded.started_at),
        moment(folded.answered_at),
        moment(folded.closed_at),
        moment(folded.opened_at),
        moment(folded.updated_at),
    )


def clock_rows(request_id: str, facts: ClockFacts, counted: Iterable[Clock]) -> Iterable[Row]:
    """This will write the clocks of a request, in the order of cycles and profile."""
    return (_clock_row(request_id, place, facts, clock) for place, clock in enumerate(counted))


def _clock_row(request_id: str, place: int, facts: ClockFacts, clock: Clock) -> Row:
    recorded = clock.is_breach_recorded and not clock.is_breach_annulled
    has_limit = clock.binding and clock.effective_due_utc is not None
    return (
        request_id,
        clock.obligation.value,
        clock.cycle,
        place,
        clock.profile,
        clock.citation,
        clock.mark.value,
        clock.binding,
        clock.counting.value,
        clock.state.value,
        moment(clock.started_utc),
        moment(clock.base_due_utc),
        moment(clock.effective_due_utc),
        moment(clock.warn_utc),
        moment(clock.met_utc),
        moment(clock.ended_utc),
        str(clock.suspended.total_seconds()),
        moment(clock.suspended_since_utc),
        str(clock.extended.total_seconds()),
        clock.extensions,
        clock.is_warned,
        _told_at(facts, clock, MomentKind.WARNED) if clock.is_warned else None,
        clock.is_breach_recorded,
        _told_at(facts, clock, MomentKind.BREACHED) if clock.is_breach_recorded else None,
        clock.is_breach_annulled,
        _is_outstanding(clock),
        has_limit and not recorded and clock.state in _PASSABLE,
        has_limit and _is_to_be_warned_of(clock),
    )


def _is_to_be_warned_of(clock: Clock) -> bool:
    """This will say whether a warning may still be raised: of what was done, however late, none is."""
    is_told = clock.is_warned or clock.is_breach_recorded
    return not is_told and clock.state in _PASSABLE and clock.ended_utc is None and clock.met_utc is None


def _is_outstanding(clock: Clock) -> bool:
    """This will say whether a binding limit is still to be kept, however late; its breach may be on record."""
    unfinished = clock.state is ClockState.BREACHED and clock.ended_utc is None
    has_limit = clock.binding and clock.effective_due_utc is not None
    return has_limit and (clock.state is ClockState.RUNNING or unfinished)


def _at_risk(counted: Iterable[Clock]) -> str:
    """This will write, as a multirange, when a clock is at risk: see `at_risk` in domain.clocks."""
    near = (
        (clock.warn_utc, clock.effective_due_utc)
        for clock in counted
        if clock.binding and clock.state is ClockState.RUNNING
    )
    spans = (f"[{moment(warn)},{moment(due)}]" for warn, due in near if warn and due and warn <= due)
    return "{" + ",".join(spans) + "}"


def _told_at(facts: ClockFacts, clock: Clock, kind: MomentKind) -> str | None:
    """This will return when the warning or breach occurred that was recorded of a clock."""
    told = (
        each.at or each.recorded_at
        for each in facts.moments
        if each.kind is kind and each.obligation is clock.obligation and each.cycle == clock.cycle
    )
    return moment(next(told, None))
