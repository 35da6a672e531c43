"""Request cycles as they stood at any position are those that were folded from the log up to there."""

from typing import Any, LiteralString

import psycopg
import pytest

from deploy.postgres_cluster import APP
from projections.cooperation.model import COOPERATION
from tests.support.histories import append_history, history
from tests.support.postgres import Server, fresh_database
from tests.support.read_models import follow

pytestmark = pytest.mark.postgres

_KNOWN_AT: LiteralString = """
SELECT known.c - 'until_position' - 'until_at' FROM (
    SELECT to_jsonb(c) AS c FROM read.cooperation_cycles c WHERE c.from_position <= %(position)s
    UNION ALL
    SELECT to_jsonb(p) FROM read.cooperation_past p
    WHERE p.from_position <= %(position)s AND p.until_position > %(position)s
) known ORDER BY c ->> 'request_id', c ->> 'cycle'
"""


def _cycles(conninfo: str, position: int) -> list[dict[str, Any]]:
    with psycopg.connect(conninfo) as connection:
        return [row[0] for row in connection.execute(_KNOWN_AT, {"position": position})]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 1.0])
def test_cycles_as_of_a_position_are_those_of_the_log_up_to_it(
    postgres_server: Server, migrated_template: str, database: str, share: float
) -> None:
    told = history(seed=int(share * 10), cases=4, requests=5)
    position = int(len(told) * share)
    append_history(database, told)
    follow(database, [COOPERATION], batch=17)

    with fresh_database(postgres_server, migrated_template) as name:
        earlier = postgres_server.conninfo(APP, name)
        append_history(earlier, told[:position])
        follow(earlier, [COOPERATION])
        expected = _cycles(earlier, position)

    assert expected
    assert _cycles(database, position) == expected
