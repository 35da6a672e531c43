"""One statement with json_build_object for each question, behind the smallest server there is: as a skilled hand does.

It prints its address, and stops when its input ends. It must not know the schema: a question comes by its name.
"""

import argparse
import asyncio
import json
import socket
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, LiteralString

import uvicorn
from psycopg_pool import AsyncConnectionPool

SET: LiteralString = """
SELECT set_config('role', 'entente_reader', false), set_config('entente.member', %(member)s, false),
       set_config('entente.agency', %(agency)s, false), set_config('entente.today', %(today)s, false)
"""

CASE: LiteralString = """
SELECT json_build_object('data', json_build_object('investigation', (
    SELECT json_build_object('reference', i.reference, 'title', i.title, 'phase', i.phase, 'timeline', (
        SELECT json_build_object('nodes', coalesce(json_agg(json_build_object(
            'position', e.position, 'kind', e.kind, 'occurredAt', e.occurred_from, 'recordedAt', e.recorded_at,
            'fromAgencyId', e.from_agency_id, 'toAgencyId', e.to_agency_id, 'text', e.entry_text)), '[]'::json))
        FROM (SELECT * FROM read.timeline_entries t WHERE t.case_id = i.investigation_id
              ORDER BY t.sort_at, t.position LIMIT 50) e))
    FROM read.investigations i WHERE i.investigation_id = %(id)s)))::text
"""

CASES: LiteralString = """
SELECT json_build_object('data', json_build_object('investigations', json_build_object('nodes', json_agg(
    json_build_object('investigationId', i.investigation_id, 'reference', i.reference, 'title', i.title,
        'openRequestCount', (SELECT count(*) FROM read.requests r WHERE r.investigation_id = i.investigation_id
                             AND r.state NOT IN ('CLOSED', 'WITHDRAWN')),
        'timeline', (SELECT json_build_object('nodes', json_agg(json_build_object(
            'position', e.position, 'kind', e.kind, 'occurredAt', e.occurred_from, 'text', e.entry_text)))
        FROM (SELECT * FROM read.timeline_entries t WHERE t.case_id = i.investigation_id
              ORDER BY t.sort_at DESC, t.position DESC LIMIT 3) e))))))::text
FROM (SELECT * FROM read.investigations ORDER BY position DESC LIMIT 50) i
"""

MATRIX: LiteralString = """
SELECT json_build_object('data', json_build_object('cooperationMatrix', json_agg(json_build_object(
    'fromAgencyId', c.from_agency_id, 'toAgencyId', c.to_agency_id, 'n', c.n,
    'value', CASE WHEN c.n >= 5 THEN c.hits / c.n::float8 END))))::text
FROM (SELECT requesting_agency_id AS from_agency_id, requested_agency_id AS to_agency_id, count(*) AS n,
             count(*) FILTER (WHERE outcome IN ('POSITIVE', 'PARTIAL')) AS hits
      FROM read.cooperation_cycles WHERE withdrawn_at IS NULL AND finished_at IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2) c
"""

DESK: LiteralString = """
SELECT json_build_object('data', json_build_object('desk', json_build_object('entries', json_agg(json_build_object(
    'kind', CASE WHEN r.state IN ('SENT', 'RECEIVED') THEN 'REQUEST_TO_ACKNOWLEDGE'
                 WHEN r.assigned_unit_id IS NULL THEN 'UNIT_TO_ASSIGN' ELSE 'REQUEST_TO_ANSWER' END,
    'nextCommand', CASE r.state WHEN 'SENT' THEN 'confirmReceipt' WHEN 'RECEIVED' THEN 'acknowledgeRequest'
                   ELSE CASE WHEN r.assigned_unit_id IS NULL THEN 'assignUnit' ELSE 'startExecution' END END,
    'subjectId', r.request_id, 'investigationId', r.investigation_id, 'otherAgencyId', r.requesting_agency_id,
    'since', coalesce(r.decided_at, r.opened_at), 'due', r.next_due,
    'standing', CASE WHEN r.next_due IS NULL THEN 'UNDATED' WHEN r.next_due < now() THEN 'OVERDUE'
                     WHEN EXISTS (SELECT FROM read.clocks c WHERE c.request_id = r.request_id AND c.binding
                                  AND c.state = 'RUNNING' AND now() BETWEEN c.warn_at AND c.effective_due)
                     THEN 'AT_RISK' ELSE 'DUE' END)))))::text
FROM (SELECT * FROM read.requests WHERE requested_agency_id = 'FR-SPOC'
      AND state IN ('SENT', 'RECEIVED', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_EXECUTION') AND NOT awaiting_clarification
      ORDER BY sort_due, opened_at, request_id LIMIT 100) r
"""

KEPT: LiteralString = """
SELECT json_build_object('data', json_build_object('investigations', json_build_object('nodes', json_agg(
    json_build_object('investigationId', i.investigation_id, 'reference', i.reference, 'title', i.title,
                      'phase', i.phase, 'updatedAt', i.updated_at)))))::text
FROM (SELECT * FROM read.investigations ORDER BY position DESC LIMIT 50) i
"""

STATEMENTS: Mapping[str, LiteralString] = {
    "case": CASE, "cases": CASES, "matrix": MATRIX, "desk": DESK, "kept": KEPT,
}  # fmt: skip


class _App:
    def __init__(self, pool: Any, who: dict[str, str]) -> None:
        self._pool, self._who = pool, who

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = (await receive())["body"]
        sent = json.loads(body)
        statement = STATEMENTS[sent["question"]]
        async with self._pool.connection() as connection:
            await connection.execute(SET, self._who, prepare=True)
            row = await (await connection.execute(statement, sent["variables"], prepare=True)).fetchone()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": row[0].encode()})


def _ended(server: uvicorn.Server) -> None:
    sys.stdin.read()
    server.should_exit = True


async def _serve(database: str, member: str, agency: str) -> None:
    who = {"member": member, "agency": agency, "today": datetime.now(UTC).date().isoformat()}
    async with AsyncConnectionPool(database, min_size=4, max_size=10, open=False, kwargs={"autocommit": True}) as pool:
        config = uvicorn.Config(_App(pool, who), port=0, log_level="error", lifespan="off")
        server, listening = uvicorn.Server(config), socket.create_server(("127.0.0.1", 0))
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        port = listening.getsockname()[1]
        sys.stdout.write(json.dumps({"address": f"http://127.0.0.1:{port}/graphql", "token": ""}) + "\n")
        sys.stdout.flush()
        threading.Thread(target=_ended, args=(server,), daemon=True).start()
        await server.serve(sockets=[listening])


def main() -> None:
    """This will serve until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("database", "member", "agency"):
        parser.add_argument(name)
    given = parser.parse_args()
    asyncio.run(_serve(given.database, given.member, given.agency))


if __name__ == "__main__":
    main()
