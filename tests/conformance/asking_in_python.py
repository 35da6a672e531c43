"""gql, the client in Python, over HTTP and over sockets; each document is held against the schema before it is sent.

It must not know the server's inside.
"""

from pathlib import Path

from gql import Client, gql
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

from tests.api.conftest import Case

__all__ = ["tried"]

SCHEMA = (Path(__file__).parent.parent.parent / "api" / "schema.graphql").read_text(encoding="utf-8")
CASE = "query Case($id: UUID!) { investigation(investigationId: $id) { title } }"
FOLLOW = "subscription Follow($id: UUID!) { caseTimeline(caseId: $id, after: 0) { position } }"


async def tried(address: str, case: Case) -> bool:
    """This will ask and follow, and say whether both brought what they should. address: host and port."""
    signed = {"Authorization": f"Bearer {case.leader.token}"}
    asking = HTTPXAsyncTransport(f"http://{address}/graphql", headers=signed)
    async with Client(transport=asking, schema=SCHEMA) as session:
        document = gql(CASE)
        document.variable_values = {"id": case.id}
        asked = (await session.execute(document)).get("investigation")
    following = WebsocketsTransport(f"ws://{address}/graphql", init_payload=signed)
    async with Client(transport=following, schema=SCHEMA) as session:
        document = gql(FOLLOW)
        document.variable_values = {"id": case.id}
        told = await anext(aiter(session.subscribe(document)))
    return asked == {"title": "Case alpha"} and bool(told["caseTimeline"]["position"])
