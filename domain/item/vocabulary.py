"""The closed lists and small values of shared items.

They must not be extended without a new version of the events that carry them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta

from domain.vocabulary import AgencyCode, MemberId

__all__ = [
    "CODES", "ConsentKind", "ContentHash", "CorrectableField", "EvaluationScheme", "ItemKind", "MediaType", "Recipient",
    "Size",
]  # fmt: skip

ContentHash = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{64}\Z", description="SHA-256 of the content: 64 hexadecimal digits in small letters.")
]
MediaType = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9!#$&^_.+\-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+\-]{0,63}\Z",
        description="Media type of the content (RFC 6838), such as application/pdf.",
    ),
]
Size = Annotated[int, Meta(ge=0, le=1 << 50, description="Bytes of the content.")]


class ItemKind(StrEnum):
    """What is shared: evidence asks its recipients to confirm that it arrived unchanged."""

    INTELLIGENCE = "INTELLIGENCE"
    EVIDENCE = "EVIDENCE"


class CorrectableField(StrEnum):
    """What can be corrected of what an item says; its marking is set anew instead."""

    TITLE = "title"
    PROVENANCE = "provenance"
    PURPOSE = "purpose"
    LEGAL_BASIS = "legal_basis"
    CONTENT = "content"


class EvaluationScheme(StrEnum):
    """The scheme that evaluation codes belong to; codes of one are never turned into those of another."""

    EUROPOL_4X4 = "EUROPOL_4X4"
    ADMIRALTY_6X6 = "ADMIRALTY_6X6"
    NATIONAL_5X5X5 = "NATIONAL_5X5X5"
    NATIONAL_3X5X2 = "NATIONAL_3X5X2"


CODES: Mapping[EvaluationScheme, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        EvaluationScheme.EUROPOL_4X4: (frozenset("ABCX"), frozenset("1234")),
        EvaluationScheme.ADMIRALTY_6X6: (frozenset("ABCDEF"), frozenset("123456")),
        EvaluationScheme.NATIONAL_5X5X5: (frozenset("ABCDE"), frozenset("12345")),
        EvaluationScheme.NATIONAL_3X5X2: (frozenset("123"), frozenset("ABCDE")),
    }
)
"""Scheme -> codes of the source and codes of the information.

Sources: Reg. (EU) 2016/794 Art. 29 (4x4); NATO AJP-2.1 (6x6, without MISP's G). The third digit of the national
schemes is a handling code, which stands on an axis of its own here.
"""


class ConsentKind(StrEnum):
    """What an originator is asked to agree to."""

    ONWARD_SHARING = "ONWARD_SHARING"
    JUDICIAL_USE = "JUDICIAL_USE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An agency that an item goes to. persons: the only ones there who may see it; TLP:RED has to name them."""

    agency_id: AgencyCode
    persons: tuple[MemberId, ...] = ()
