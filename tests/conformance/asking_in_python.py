"""gql, the client in Python, over HTTP and over sockets; each document is held against the schema before it is sent.

It must not know the server's inside.
"""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

from tests.api.conftest import Case

__all__ = ["tried"]

SCHEMA = (Path(__file__).parent.parent.parent / "api" / "schema.graphql").read_text(encoding="utf-8")
CASE = "query Case($id: UUID!) { investigation(investigationId: $id) { title } }"
FACT = "mutation Fact($input: RecordFactInput!) { recordFact(input: $input) { __typename } }"
FOLLOW = "subscription Follow($id: UUID!) { caseTimeline(caseId: $id, after: 0) { position } }"

Ask = Callable[..., Awaitable[dict[str, Any]]]


async def tried(address: str, case: Case) -> bool:
    """This will try what a program does, and say whether all of it worked. address: host and port."""
    signed = {"Authorization": f"Bearer {case.leader.token}"}
    asking = HTTPXAsyncTransport(f"http://{address}/graphql", headers=signed)
    async with Client(transport=asking, schema=SCHEMA) as session:

        async def ask(text: str, **variables: object) -> dict[str, Any]:
            document = gql(text)
            document.variable_values = variables
            found: dict[str, Any] = await session.execute(document)
            return found

        trials = {
            "gql reads a case": await _reads(ask, case),
            "gql carries out a command": await _commands(ask, case),
            "gql reads the code of an error": await _is_told(ask),
        }
    following = WebsocketsTransport(f"ws://{address}/graphql", init_payload=signed)
    async with Client(transport=following, schema=SCHEMA) as session:
        document = gql(FOLLOW)
        document.variable_values = {"id": case.id}
        told = await anext(aiter(session.subscribe(document)))
        trials["gql follows a case"] = told["caseTimeline"]["position"] > 0
    sys.stdout.writelines(f"{'ok     ' if good else 'NOT OK '} {what}\n" for what, good in trials.items())
    return all(trials.values())


async def _reads(ask: Ask, case: Case) -> bool:
    return await ask(CASE, id=case.id) == {"investigation": {"title": "Case alpha"}}


async def _commands(ask: Ask, case: Case) -> bool:
    fact = {"investigationId": case.id, "factId": str(uuid4()), "kind": "INCIDENT", "text": "It began"}
    sent = {"commandId": str(uuid4()), **fact, "source": "Report 2", "grade": "OFFICIAL"}
    return await ask(FACT, input=sent) == {"recordFact": {"__typename": "Success"}}


async def _is_told(ask: Ask) -> bool:
    try:
        await ask("{ requests(first: 999) { totalCount } }")
    except TransportQueryError as refused:
        return bool(refused.errors and refused.errors[0]["extensions"]["code"] == "INVALID_INPUT")
    return False
