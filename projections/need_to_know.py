"""Who may see a row, in SQL: the one compilation of domain/need_to_know.py, for statements and for row-level security.

It must not decide anything that the rule does not: a test holds the two together. The fragments are conditions over
a row of read.membership with the alias `m`, and over the row in question, whose alias they are given.
"""

from dataclasses import dataclass
from typing import LiteralString

__all__ = [
    "ALL_OF_PART", "BY_ARGUMENTS", "BY_GATEWAYS", "BY_PARAMETERS", "BY_SETTINGS", "HOLDS", "MEMBER_OF", "TOLD_HOLDER",
    "VISIBLE_HOLDER", "VISIBLE_REQUEST", "VISIBLE_REQUESTS", "Asking", "asked_part", "cases_of", "holds", "is_asking",
    "is_open_request", "is_party", "is_steward", "is_told", "meets_need", "meets_part", "meets_request",
    "meets_sources", "met_case", "part_met", "sees_counterpart", "sees_entry", "sees_holder",
    "sees_registration", "sees_request", "sees_source", "valid_rank",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """How a statement names its reader, and where it finds what that reader holds.

    today: a date in UTC; own: the membership `m` is the reader's own; ceiling: the rank above which none counts.
    """

    member: LiteralString
    agency: LiteralString
    today: LiteralString
    membership: LiteralString
    own: LiteralString
    ceiling: LiteralString


BY_PARAMETERS = Asking(
    member="%(viewer_member)s",
    agency="%(viewer_agency)s",
    today="%(viewer_today)s::date",
    membership="read.membership",
    own="m.member_id = %(viewer_member)s AND m.agency_id = %(viewer_agency)s",
    ceiling="coalesce(%(viewer_ceiling)s::smallint, 0)",
)
"""In the statements of the queries: see Viewer.parameters."""

BY_ARGUMENTS = Asking(
    member="by_member",
    agency="by_agency",
    today="on_day",
    membership="read.membership",
    own="m.member_id = by_member AND m.agency_id = by_agency",
    ceiling="up_to_rank",
)
"""In the functions that the statements call: see projections/review_parts.py."""

BY_SETTINGS = Asking(
    member="nullif(current_setting('entente.member', true), '')",
    agency="nullif(current_setting('entente.agency', true), '')",
    today="nullif(current_setting('entente.today', true), '')::date",
    membership="read.reader_membership",
    own="true",
    ceiling="m.clearance_rank",  # that view tells no higher one
)
"""In the policies of row-level security, over a view of the reader's own memberships (projections/investigations).

A setting that is missing is null, to which nothing is equal.
"""

BY_GATEWAYS = Asking(
    member="NULL::text",
    agency="g.agency_id",
    today="NULL::date",
    membership="""(SELECT p.investigation_id, NULL::text AS member_id, p.agency_id, true AS is_active,
        0::smallint AS clearance_rank, NULL::date AS clearance_until, '{}'::text[] COLLATE "C" AS compartments,
        NULL::text AS role, false AS is_administrator FROM read.partners p WHERE p.standing = 'JOINED')""",
    own="m.agency_id = g.agency_id",
    ceiling="0",
)
"""Of a gateway, over a row `g` with its agency: what that may have, as domain/request/permissions.py says.

It is a member wherever its agency takes part, and stands for no person: it holds no clearance and no compartment, is
named nowhere, and leads nothing.
"""


def is_asking(by: Asking) -> LiteralString:
    """The membership is the reader's own, for the agency it acts for, and active: the rule's NOT_A_MEMBER."""
    return by.own + " AND m.is_active"


def cases_of(by: Asking) -> LiteralString:
    """The investigations of which the reader is an active member, for an agency that takes part."""
    return "SELECT m.investigation_id FROM " + by.membership + " m WHERE " + is_asking(by)  # noqa: S608  # constants


def holds(by: Asking, h: LiteralString) -> LiteralString:
    """The member meets what a holder's row (projections/holding.py) needs; the row is of the member's own agency.

    An agency that may not see the thing has no such row: the rule's NOT_A_RECIPIENT.
    """
    named = "{h}.agency_id = m.agency_id AND ({h}.is_owner OR NOT {h}.is_red OR m.member_id = ANY({h}.persons)) AND "
    return named.replace("{h}", h) + _cleared(by, h, "need")


def sees_holder(by: Asking, h: LiteralString) -> LiteralString:
    """The holder's row is of the reader's agency, and the reader meets it in the investigation that it names.

    OFFSET 0 keeps it a look at one membership per row: as a join, the planner would walk all rows of all agencies.
    """
    own = "({h}.agency_id = " + by.agency + " AND EXISTS (SELECT FROM " + by.membership + " m"
    case = " WHERE m.investigation_id = {h}.investigation_id AND "
    return (own + case).replace("{h}", h) + is_asking(by) + " AND " + holds(by, h) + " OFFSET 0))"


def is_open_request(r: LiteralString) -> LiteralString:
    """A request that any member of the investigation may see: most are, and need no second look."""
    return "({r}.need_rank = 0 AND {r}.need_compartments = '{}' AND {r}.need_agencies IS NULL)".replace("{r}", r)


def sees_request(by: Asking, r: LiteralString) -> LiteralString:
    """The reader may see a request of an investigation in which it is an active member."""
    member = " OR EXISTS (SELECT FROM " + by.membership + " m WHERE m.investigation_id = {r}.investigation_id AND "
    return "(" + is_open_request(r) + member.replace("{r}", r) + is_asking(by) + " AND " + _meets(by, r) + "))"


def is_party(by: Asking, r: LiteralString) -> LiteralString:
    """Before any investigation a request is seen by who asks and who was asked."""
    party = "({r}.investigation_id IS NULL AND ({r}.requesting_agency_id = {a} OR {a} = ANY({r}.need_agencies)))"
    return party.replace("{r}", r).replace("{a}", by.agency)


def meets_request(by: Asking, r: LiteralString) -> LiteralString:
    """The member meets what a request of its investigation needs."""
    return "(" + is_open_request(r) + " OR " + _meets(by, r) + ")"


def _meets(by: Asking, r: LiteralString) -> LiteralString:
    """need_agencies: null for all partners, none of a draft; the requesting agency sees it in any case."""
    owner = "({r}.need_agencies IS NULL OR m.agency_id = {r}.requesting_agency_id"
    agency = owner + " OR m.agency_id = ANY({r}.need_agencies)) AND "
    return agency.replace("{r}", r) + _cleared(by, r, "need")


def sees_source(by: Asking, f: LiteralString, tables: LiteralString, told: LiteralString = "") -> LiteralString:
    """The reader sees what a row grew out of, as far as not every member does. tables: such as `read.followup`.

    told: what else has to hold of the holder's row `h` of an item.
    need_request, need_item, need_part: null where the row has no such source, or every member sees that.
    """
    member = "(" + _needs_nothing(f) + " OR EXISTS (SELECT FROM " + by.membership + " m"
    case = member + " WHERE m.investigation_id = {f}.investigation_id AND " + is_asking(by)
    return case.replace("{f}", f) + " AND " + meets_sources(by, f, tables, told) + "))"


def _needs_nothing(f: LiteralString) -> LiteralString:
    return "{f}.need_request IS NULL AND {f}.need_item IS NULL AND {f}.need_part IS NULL".replace("{f}", f)


def meets_sources(by: Asking, f: LiteralString, tables: LiteralString, told: LiteralString = "") -> LiteralString:
    """The member meets what a row grew out of: a request, an item and a part of a review, of its investigation."""
    return _meets_things(by, f, tables, told) + " AND " + meets_part(by, f, tables)


def _meets_things(by: Asking, f: LiteralString, tables: LiteralString, told: LiteralString) -> LiteralString:
    request = "({f}.need_request IS NULL OR EXISTS (SELECT FROM {t}_requests r WHERE r.request_id = {f}.need_request"
    of_request = " AND r.investigation_id = m.investigation_id AND " + meets_request(by, "r") + "))"
    item = " AND ({f}.need_item IS NULL OR EXISTS (SELECT FROM {t}_holders h WHERE h.item_id = {f}.need_item"
    of_item = " AND h.investigation_id = m.investigation_id" + told + " AND " + holds(by, "h") + "))"
    return (request + of_request + item + of_item).replace("{f}", f).replace("{t}", tables)


def meets_part(by: Asking, f: LiteralString, tables: LiteralString) -> LiteralString:
    """The member meets all that a part of a review needs.

    Few rows have such a part, and looking into it takes many tables: a function keeps that out of every other plan.
    """
    met = part_met(by, f, tables) if by is BY_GATEWAYS else asked_part(by, f, tables)
    return "(" + f + ".need_part IS NULL OR " + met + ")"


def asked_part(by: Asking, f: LiteralString, tables: LiteralString) -> LiteralString:
    """The same by the function of projections/review_parts.py."""
    asked = tables.replace("read.", "read.part_is_met_in_") + "(" + f + ".need_part, m.investigation_id, "
    return asked + by.member + ", " + by.agency + ", " + by.today + ", " + by.ceiling + ")"


def part_met(by: Asking, f: LiteralString, tables: LiteralString) -> LiteralString:
    """The member `m` meets each need of the part of a row; each is a row, and `of_all` says how many there are."""
    needs = "EXISTS (SELECT FROM " + tables + "_needs n WHERE n.part = " + f + ".need_part AND "
    case = "n.case_id = m.investigation_id AND "
    return needs + case + meets_need(by, "n", tables) + ALL_OF_PART + ")"


def meets_need(by: Asking, n: LiteralString, tables: LiteralString) -> LiteralString:
    """The member meets one need: of an entry that a part is pinned to, as of that entry, or of the part's marking."""
    told = " AND " + is_told(by, n, "h")
    return _met_then(by, n) + " AND " + _meets_things(by, n, tables, told)


ALL_OF_PART: LiteralString = " GROUP BY n.part, n.of_all HAVING count(*) = n.of_all"
"""Behind the needs that are met: these are all that the part has."""


def sees_entry(by: Asking, e: LiteralString, tables: LiteralString) -> LiteralString:
    """The reader sees an entry of a timeline, of an investigation of its own: by what it needed then and needs now.

    private_to: the only agency that sees it; seen_by: of an item's holders, those who may learn of it, null for all.
    One look at the membership serves then and now, and none is taken for what every member sees.
    """
    private = "({e}.private_to IS NULL OR {e}.private_to = " + by.agency + ") AND "
    then = "({e}.then_rank = 0 AND {e}.then_compartments = '{}'"
    now = " AND " + _needs_nothing("{e}") + " OR "
    told = " AND " + is_told(by, e, "h")
    return (
        (private + then + now).replace("{e}", e) + met_case(by, e, " AND " + meets_sources(by, e, tables, told)) + ")"
    )


def met_case(by: Asking, e: LiteralString, also: LiteralString = "") -> LiteralString:
    """The reader is an active member of the case of an entry, and meets what was marked when that was recorded.

    What tells of a compartment is for those who hold it, and for the stewards, who grant it. also: over `m`, too.
    """
    member = "EXISTS (SELECT FROM " + by.membership + " m WHERE m.investigation_id = " + e + ".case_id AND "
    return member + is_asking(by) + " AND " + _met_then(by, e) + also + ")"


def _met_then(by: Asking, e: LiteralString) -> LiteralString:
    return "(" + e + ".is_of_compartment AND " + is_steward() + " OR " + _cleared(by, e, "then") + ")"


def sees_registration(by: Asking, s: LiteralString) -> LiteralString:
    """The reader sees a registration of its own agency, or a side of a hit: in its case, and by what it needs.

    A request that precedes any investigation has its agency's members, and nothing is marked there.
    """
    own = "({s}.agency_id = " + by.agency + " AND ({s}.investigation_id IS NULL OR "
    return (own + _meets_registration(by) + "))").replace("{s}", s)


def sees_counterpart(by: Asking, s: LiteralString) -> LiteralString:
    """The reader is in the case of the other side of a hit, too: a member, or of the agency that registered there."""
    own = "({s}.investigation_id IS NULL AND {s}.agency_id = " + by.agency + " OR "
    return (own + _meets_registration(by) + ")").replace("{s}", s)


def _meets_registration(by: Asking) -> LiteralString:
    """OFFSET 0 keeps it a look at one membership per row. persons: the only ones, null for all."""
    member = "EXISTS (SELECT FROM " + by.membership + " m WHERE m.investigation_id = {s}.investigation_id AND "
    named = " AND ({s}.persons IS NULL OR m.member_id = ANY({s}.persons)) AND "
    return member + is_asking(by) + named + _cleared(by, "{s}", "need") + " OFFSET 0)"


def is_steward() -> LiteralString:
    """The member administers the space or leads in it: domain/investigation/permissions.py."""
    return "(m.is_administrator OR m.role = 'LEADER')"


def is_told(by: Asking, e: LiteralString, h: LiteralString) -> LiteralString:
    """An entry of an item is for the holder, and for this person: TLP:RED then is for those named, as ever."""
    named = "({h}.is_owner OR NOT {e}.then_red OR " + by.member + " = ANY({h}.persons))"
    told = "({e}.seen_by IS NULL OR {h}.agency_id = ANY({e}.seen_by)) AND " + named
    return told.replace("{e}", e).replace("{h}", h)


def _cleared(by: Asking, row: LiteralString, when: LiteralString) -> LiteralString:
    """Clearance and compartments: the rule's CLEARANCE_TOO_LOW and COMPARTMENT_NOT_HELD."""
    return valid_rank(by) + " >= {c}_rank AND {c}_compartments <@ m.compartments".replace("{c}", row + "." + when)


def valid_rank(by: Asking) -> LiteralString:
    """The rank of the member's clearance today, no higher than the token lets it be; 0 once it has ended."""
    valid = "m.clearance_until IS NULL OR " + by.today + " < m.clearance_until"
    return "CASE WHEN " + valid + " THEN least(m.clearance_rank, " + by.ceiling + ") ELSE 0 END"


MEMBER_OF: LiteralString = cases_of(BY_PARAMETERS)
"""The investigations of which the viewer is an active member, for an agency that is an active partner."""

HOLDS: LiteralString = holds(BY_PARAMETERS, "h")
"""Over a holder's row `h` and a membership `m`: the member meets what the row needs."""

TOLD_HOLDER: LiteralString = " AND (e.seen_by IS NULL OR h.agency_id = ANY(e.seen_by))"
"""Over a holder's row `h` and a row `e`: the agency is one of those of which the row tells, null for all."""

VISIBLE_HOLDER: LiteralString = sees_holder(BY_PARAMETERS, "h")
"""Over a holder's row `h`: by it the viewer sees the item."""

VISIBLE_REQUESTS: tuple[LiteralString, ...] = (
    "(r.investigation_id IN (" + MEMBER_OF + ") AND " + sees_request(BY_PARAMETERS, "r") + ")",
    "(r.investigation_id IS NULL AND r.requesting_agency_id = %(viewer_agency)s)",
    """(r.investigation_id IS NULL AND r.requesting_agency_id <> %(viewer_agency)s
        AND r.request_id IN (SELECT p.request_id FROM read.request_parties p WHERE p.agency_id = %(viewer_agency)s))""",
)
"""The ways to see a request, no request by two of them; a list goes each way along an index of its own.

Inside an investigation: its members, as far as the marking and the agencies let them; of drafts the requesting agency
alone. Before any: who asks, and whoever was asked, which nobody is before it is sent.
"""

VISIBLE_REQUEST: LiteralString = "(" + " OR ".join(VISIBLE_REQUESTS) + ")"
"""By any of the ways."""
