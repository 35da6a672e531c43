"""Items with contents, brought and got over HTTP.

It must not hold expectations.
"""

import hashlib
from typing import Any, Protocol

import httpx
import psycopg

from domain.storage.content_boxes import PIECE_BYTES
from tests.support.served import Person, Served

__all__ = ["ITEM", "LARGE", "SMALL", "CaseOf", "deposited", "error_of", "get", "kept", "path", "put", "registered"]


class CaseOf(Protocol):
    """A case with two partners."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def leader(self) -> Person:
        """A member of FR-SPOC, the originator."""
        ...


SMALL = b"the harbour at midnight\n" * 50
LARGE = b"0123456789abcdef" * (PIECE_BYTES // 16) * 16
"""16 pieces: more than all the buffers between two processes hold."""

ITEM: dict[str, Any] = {
    "kind": "EVIDENCE",
    "title": "Image of the server",
    "provenance": "Seized in Lyon",
    "purpose": "To find who rented the servers",
    "legalBasis": "Order 12/2026",
    "marking": {"tlp": "AMBER"},
    "mediaType": "text/plain",
}


def registered(house: Served, case: CaseOf, content: bytes = SMALL, **fields: Any) -> str:
    """This will register an item for a content, and share it with DE-BKA."""
    hashed = hashlib.sha256(content).hexdigest()
    made = case.leader.did("registerItem", investigationId=case.id, contentSha256=hashed, **{**ITEM, **fields})
    item_id = str(made["aggregateId"])
    case.leader.did("shareItem", itemId=item_id, recipients=[{"agencyId": "DE-BKA"}])
    house.settle()
    return item_id


def put(person: Person, item_id: str, content: bytes, **headers: str) -> httpx.Response:
    return person.client.request("PUT", path(item_id), content=content, headers={**bearing(person), **headers})


def get(person: Person, item_id: str) -> httpx.Response:
    return person.client.get(path(item_id), headers=bearing(person))


def path(item_id: str) -> str:
    return f"/items/{item_id}/content"


def bearing(person: Person) -> dict[str, str]:
    return {"authorization": f"Bearer {person.token}"}


def deposited(house: Served, case: CaseOf, content: bytes = SMALL) -> str:
    """This will register an item, share it, and bring its content."""
    item_id = registered(house, case, content)
    assert put(case.leader, item_id, content).status_code == 201
    house.settle()
    return item_id


def error_of(response: httpx.Response) -> dict[str, Any]:
    (error,) = response.json()["errors"]
    extensions: dict[str, Any] = error["extensions"]
    return extensions


def kept(database: str) -> tuple[int, int]:
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM vault.contents), (SELECT count(*) FROM vault.chunks)"
        ).fetchone()
    assert row is not None
    return row
