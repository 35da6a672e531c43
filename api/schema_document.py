"""Writes the schema to `api/schema.graphql`, the public contract: `python -m api.schema_document`.

It must not serve anything.
"""

from pathlib import Path

from api.schema import make_schema

__all__ = ["SCHEMA", "document"]

SCHEMA = Path(__file__).parent / "schema.graphql"


def document() -> str:
    """This will return the schema in the GraphQL schema definition language."""
    return make_schema(production=True).as_str() + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(document(), encoding="utf-8")
