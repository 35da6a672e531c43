"""Countries by ISO 3166-1 alpha-2, found under the names and spellings that real files use.

It must not guess: a name that it does not know is answered with None.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from domain.reference import load

__all__ = ["Country", "all", "alpha2", "codes", "exists", "name"]


class Country(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One country or territory with a code of its own. variants: other names and spellings, separated by `;`."""

    alpha2: str
    alpha3: str
    name: str
    variants: str = ""


def all() -> tuple[Country, ...]:  # noqa: A001  # read as countries.all()
    """This will return every country, by alpha-2."""
    return tuple(_by_code().values())


def codes() -> tuple[str, ...]:
    """This will return every alpha-2 code."""
    return tuple(_by_code())


def exists(code: str) -> bool:
    """This will tell whether the alpha-2 code is assigned."""
    return code in _by_code()


def name(code: str) -> str | None:
    """This will return the short English name of an alpha-2 code; None where it is not assigned."""
    country = _by_code().get(code)
    return None if country is None else country.name


def alpha2(text: str) -> str | None:
    """This will find the country of a name, alpha-2 or alpha-3 code; None where it is unknown.

    Tolerant of case, accents, spacing, punctuation and the order of `Iran, Islamic Republic of`.
    """
    words = _words(text)
    return _by_spelling().get(words) or _by_spelling().get(words - {"REPUBLIC"})


@cache
def _by_code() -> Mapping[str, Country]:
    return {country.alpha2: country for country in load("countries", tuple[Country, ...])}


@cache
def _by_spelling() -> Mapping[frozenset[str], str]:
    spellings: dict[frozenset[str], str] = {}
    for country in all():
        for text in (country.alpha2, country.alpha3, country.name, *filter(None, country.variants.split(";"))):
            if spellings.setdefault(_words(text), country.alpha2) != country.alpha2:
                raise ValueError(f"countries.json: {text!r} stands for two countries")
    return spellings


FILLERS = frozenset({"THE", "OF", "AND"})
"""Words that names carry or drop at will; `Democratic`, `People's` and the like tell countries apart and stay."""


def _words(text: str) -> frozenset[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).upper()
    joined = bare.replace("'", "").replace("\u2019", "").replace(".", "")
    words = frozenset("".join(c if c.isalnum() else " " for c in joined).split())
    return (words - FILLERS) or words
