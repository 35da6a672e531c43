"""Trusted documents: the texts that may be asked where no others may, known by their SHA-256, and how one asks by it.

It must not know any field, nor read a file: who serves brings the texts.
Sources: Apollo, "Automatic Persisted Queries" (the form of the extension); GraphQL over HTTP, "Persisted Documents".
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from api.documents.reading import hash_of
from api.transport.asking import Asking, NotAsked

__all__ = ["NotAManifest", "by_hash", "text_asked", "texts_in"]


class NotAManifest(ValueError):
    """It is no document, and no manifest of documents."""


class _Operation(msgspec.Struct, frozen=True):
    body: str


class _OfApollo(msgspec.Struct, frozen=True):
    operations: list[_Operation]


def by_hash(texts: Iterable[str]) -> dict[str, str]:
    """This will know each text by its SHA-256 in hexadecimal."""
    return {hash_of(each): each for each in texts}


def texts_in(name: str, content: str) -> list[str]:
    """This will return the documents in a file: of a manifest all of them, else the whole content, as clients send it.

    A manifest is JSON: of Apollo (`operations` with a `body` each), or an object of texts, as Relay and the GraphQL
    Code Generator write it; hashes are made anew, whatever ids the manifest gives. name: ends in .json for a manifest.
    Raises NotAManifest.
    """
    if not name.endswith(".json"):
        return [content]
    for kind in (_OfApollo, dict[str, str]):
        try:
            found: Any = msgspec.json.decode(content, type=kind)
        except msgspec.DecodeError:
            continue
        return [each.body for each in found.operations] if isinstance(found, _OfApollo) else list(found.values())
    raise NotAManifest(name)


def text_asked(asking: Asking, trusted: Mapping[str, str] | None) -> str | None:
    """This will return the document that is asked, by its text or by the hash in `extensions.persistedQuery`.

    trusted: the registered texts by hash, None where any document may be asked; None is returned where there is none.
    Raises NotAsked where a hash names no registered document, or not the one that was sent.
    """
    persisted = (asking.extensions or {}).get("persistedQuery")
    if persisted is None:
        return asking.query
    known_as = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    if not isinstance(known_as, str):
        raise NotAsked(400, "BAD_REQUEST", "`persistedQuery` of the extensions has a `sha256Hash`.")
    if asking.query is not None:
        if hash_of(asking.query) != known_as:
            raise NotAsked(400, "BAD_REQUEST", "`sha256Hash` is not the hash of `query`.")
        return asking.query
    if trusted is None:
        message = "PersistedQueryNotSupported"  # the word by which Apollo's clients know to send the text
        raise NotAsked(200, "PERSISTED_QUERY_NOT_SUPPORTED", message)
    if known_as not in trusted:
        raise NotAsked(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
    return trusted[known_as]
