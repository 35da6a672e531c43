"""Reads documents: parsed, counted and held against the schema once, however often they are asked.

It must not carry anything out, nor know who asks: what it keeps is the same for everybody.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, specified_rules, validate
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from api.bounded import Bounded
from api.documents.counting import MOST_TOKENS, excess
from api.errors import PublicError

__all__ = ["Document", "Documents", "ReadOnce", "hash_of"]

MOST_KEPT = 50_000
"""Tokens of all documents that are kept, of about 600 bytes each; the dashboard's have about 10,000 together."""

MOST_REFUSED = 10_000
"""The same of documents that do not fit: they are kept apart, so that nobody drives out the good ones."""

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
"""Those of the specification, and those that Strawberry adds."""

MOST_ERRORS = 20
"""Of one document; to find all hundred of the worst one would take 0.2 s."""

UNTRUSTED = "Here only registered documents are carried out, and this is none of them."


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. errors: none where it may be carried out."""

    sha256: str
    node: DocumentNode
    tokens: int
    errors: tuple[GraphQLError, ...] = ()


class Documents:
    """Reads for one schema, in one process. schema: against which documents are held.

    trusted: the only documents that may be carried out, by hash; None where any may.
    """

    def __init__(self, schema: GraphQLSchema, trusted: Container[str] | None = None) -> None:
        self._schema, self._trusted = schema, trusted
        self._good, self._refused = _kept(MOST_KEPT), _kept(MOST_REFUSED)

    def read(self, text: str) -> Document:
        """This will return the document of a text; reading it again costs its hash. Raises GraphQLSyntaxError."""
        return self.find(text) or self.take(text, parse(text, max_tokens=MOST_TOKENS))

    def find(self, text: str) -> Document | None:
        """This will return the document of a text where it is kept."""
        known_as = hash_of(text)
        return self._good.get(known_as) or self._refused.get(known_as)

    def take(self, text: str, node: DocumentNode) -> Document:
        """This will count what was parsed, hold it against the schema, and keep it.

        What is too large is refused before it is held against the schema, which is what takes time.
        """
        known_as = hash_of(text)
        tokens: int = getattr(node, "token_count", MOST_TOKENS)
        document = Document(known_as, node, tokens, tuple(self._refusals(known_as, node)))
        return (self._refused if document.errors else self._good).put(known_as, document)

    def _refusals(self, known_as: str, node: DocumentNode) -> Sequence[GraphQLError]:
        if self._trusted is not None and known_as not in self._trusted:
            return [PublicError(UNTRUSTED, "DOCUMENT_NOT_TRUSTED", remedy="Have it registered by your operator.")]
        return excess(node) or validate(self._schema, node, RULES, max_errors=MOST_ERRORS)

    @property
    def tokens(self) -> int:
        """How many tokens are kept."""
        return self._good.weight + self._refused.weight


def _kept(most_tokens: int) -> Bounded[str, Document]:
    return Bounded(most_tokens, lambda document: document.tokens)


def hash_of(text: str) -> str:
    """This will name a document: its SHA-256 in hexadecimal; what is no text of Unicode is hashed as it came."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class ReadOnce(SchemaExtension):
    """Has each document read by the `documents` of its schema, in place of Strawberry's own parsing and validation."""

    def on_parse(self) -> Iterator[None]:
        """This will put a document that is kept in its place; any other is parsed, up to the limit of tokens."""
        context = self.execution_context
        kept = self._documents().find(context.query or "")
        if kept is None:
            context.parse_options["max_tokens"] = MOST_TOKENS
        else:
            context.graphql_document = kept.node
        yield

    def on_validate(self) -> Iterator[None]:
        """This will put the refusals in their place, where there are any."""
        context, documents = self.execution_context, self._documents()
        text, node = context.query or "", cast("DocumentNode", context.graphql_document)
        context.pre_execution_errors = list((documents.find(text) or documents.take(text, node)).errors)
        yield

    def _documents(self) -> Documents:
        documents: Documents = self.execution_context.schema.documents  # type: ignore[attr-defined]  # an EntenteSchema
        return documents
