"""The schema, whole: queries, mutations, subscriptions, scalars and the limits that are always on.

`python -m api.schema` writes it to `api/schema.graphql`, the public contract, and what changed to SCHEMA_CHANGELOG.md.
It must not know any server.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from api.documents.of_dashboard import documents_of_dashboard
from api.documents.reading import Documents
from api.documents.trusted import by_hash
from api.insight.operations import Measured
from api.ledger.ways import WaysNamed
from api.limits import EXTENSIONS
from api.mutations import Mutation
from api.operations import OneOperation
from api.queries.root import Query
from api.scalars import SCALARS
from api.schema_changes import CHANGELOG, changelog_of
from api.subscriptions.rendering import RenderingOnce
from api.subscriptions.root import Subscription

__all__ = ["SCHEMA", "EntenteSchema", "document", "make_schema"]

SCHEMA = Path(__file__).parent / "schema.graphql"


class EntenteSchema(strawberry.Schema):
    """A schema whose errors are logged where they are hidden (`api.limits`), and nowhere else.

    documents: reads what is asked, once for all who ask the same. trusted: texts by hash, the only ones that may be
    carried out: those given, and the dashboard's own; None where any may.
    """

    def __init__(self, *parts: Any, trusted: Iterable[str] | None = None, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.trusted = None if trusted is None else by_hash([*trusted, *documents_of_dashboard(self._schema)])
        self.documents = Documents(self._schema, self.trusted)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """This will log nothing: refusals are answers, and faults were logged under their id."""


def make_schema(*, production: bool, trusted: Iterable[str] | None = None) -> EntenteSchema:
    """This will assemble the schema; in production its errors suggest no names. trusted: as EntenteSchema has it."""
    config = StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=production)
    return EntenteSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        extensions=[Measured, *EXTENSIONS, OneOperation, WaysNamed],
        execution_context_class=RenderingOnce,
        config=config,
        trusted=trusted,
    )


def document() -> str:
    """This will return the schema in the GraphQL schema definition language."""
    return make_schema(production=True).as_str() + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(document(), encoding="utf-8")
    CHANGELOG.write_text(changelog_of(document()), encoding="utf-8")
