"""How members of an agency stand: all that the rule of access looks at in one, so that who stands alike sees alike.

It must not decide who sees what: it tells whether `need_to_know.py` could tell two members apart. It is read as a role
that sees every row, and nothing of it is for anybody to be shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID

from psycopg import AsyncConnection

from projections.need_to_know import BY_PARAMETERS, is_steward, valid_rank
from projections.reading import read_plain
from projections.viewer import Viewer

__all__ = ["standings"]

# The rule takes from a member:
#
# - where it is active: each investigation is told by itself;
# - its valid clearance, and the compartments that it holds there;
# - whether it is a steward, who knows of compartments without holding them;
# - and its name, where a thing is for named persons: who is named anywhere stands alone, and has no row.
#
# All else that the rule looks at is the agency's, the day's or the token's roles: the same for all of whom this asks.
# Should the rule take anything else from a member, it has to be told here, too: tests/leaks/test_shared_looks.py asks
# as everybody, together and alone.
_STANDINGS: LiteralString = """
SELECT m.member_id, string_agg(
    concat_ws(' ', m.investigation_id, {rank}, {steward}, m.compartments::text), ';' ORDER BY m.investigation_id
) AS standing
FROM read.membership m
CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM read.timeline_holders h WHERE h.agency_id = m.agency_id AND h.investigation_id = m.investigation_id
    AND h.persons <> '{}' AND m.member_id = ANY(h.persons)
    UNION ALL
    SELECT FROM read.exchange_holders h WHERE h.agency_id = m.agency_id AND h.investigation_id = m.investigation_id
    AND h.persons <> '{}' AND m.member_id = ANY(h.persons)
) AS by_name) named
WHERE m.member_id = ANY(%(members)s) AND m.agency_id = %(viewer_agency)s AND m.is_active
AND (%(case)s::uuid IS NULL OR m.investigation_id = %(case)s)
GROUP BY m.member_id HAVING NOT bool_or(named.by_name)
""".replace("{rank}", valid_rank(BY_PARAMETERS)).replace("{steward}", is_steward())


async def standings(
    connection: AsyncConnection[Any], viewer: Viewer, members: Sequence[str], case_id: UUID | None
) -> Mapping[str, str]:
    """This will tell how members of the viewer's agency stand on the viewer's day, by id; none of who stands alone.

    members: ids, each once; case_id: where alone it matters how they stand; None for everywhere.
    connection: within the snapshot in which was read what they are to share, as a role that sees every row.

    Two that stand alike see the same of timelines, and of figures; of all else, such as hits or desks, it says
    nothing.
    """
    parameters = {**viewer.parameters, "members": list(members), "case": case_id}
    rows = await read_plain(connection, _STANDINGS, parameters)
    return {row["member_id"]: row["standing"] for row in rows}
