"""What the claims of a token mean here: who the person is, for which agency and unit it acts, and what it may.

It must not know who signed the token, nor log or tell what stands in a claim.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import msgspec

from api.identity.bearer import InvalidToken
from domain.marking import HIGHEST
from domain.vocabulary import AgencyCode, Classification, PersonId, Role, UnitCode

__all__ = ["ClaimMapping", "Person", "Unmapped", "own_levels", "own_roles"]

ACCEPTED = {
    "member": "1 to 200 characters without spaces, and no name of a process or an import",
    "agency": "the code of an agency, such as FR-SPOC",
    "unit": "the code of a unit of that agency, such as FR-SPOC/CYBER",
    "roles": "a list of texts, or one text parted by spaces",
}
"""What a token says -> what is accepted for it."""


class Unmapped(InvalidToken):
    """The token is a good one of a trusted issuer, but does not say who acts here as the settings want it said.

    part: member, agency, unit or roles; rule: what is wrong with it, without what stands there.
    """

    def __init__(self, part: str, rule: str) -> None:
        super().__init__(part, rule)
        self.part, self.rule = part, rule


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, as told by claims."""

    member: PersonId
    agency: AgencyCode
    unit: UnitCode | None = None
    roles: frozenset[Role] = frozenset()
    ceiling: Classification | None = HIGHEST


def own_roles() -> Mapping[str, frozenset[Role]]:
    """This will map each role to itself: for an issuer that speaks of roles by our names."""
    return {role.value: frozenset({role}) for role in Role}


def own_levels() -> Mapping[str, Classification]:
    """This will map each level to itself."""
    return {level.value: level for level in Classification}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMapping:
    """Which claim says what. A name is that of a claim, or leads into one by dots: `realm_access.roles`.

    roles_of: value of the roles' claim -> what it allows here. Other values allow nothing: issuers have many.
    clearance: names up to where its bearer may be cleared; None where no claim does, and so none is a ceiling.
    levels_of: value of that claim -> the level. Any other, several at once, or none at all is no clearance.
    """

    member: str = "sub"
    agency: str = "agency"
    unit: str = "unit"
    roles: str = "roles"
    roles_of: Mapping[str, frozenset[Role]] = field(default_factory=own_roles)
    clearance: str | None = None
    levels_of: Mapping[str, Classification] = field(default_factory=own_levels)

    def person(self, claims: Mapping[str, object]) -> Person:
        """This will tell who acts. Raises Unmapped."""
        told = {
            "member": _found(claims, self.member),
            "agency": _found(claims, self.agency),
            "unit": _found(claims, self.unit) or None,
        }
        allowed = [self.roles_of.get(value, frozenset()) for value in _texts(_found(claims, self.roles))]
        person = _fitting({**told, "roles": frozenset().union(*allowed), "ceiling": self._ceiling(claims)})
        if person.unit is not None and person.unit.partition("/")[0] != person.agency:
            raise Unmapped("unit", "it is of another agency")
        return person

    def _ceiling(self, claims: Mapping[str, object]) -> Classification | None:
        """Nothing here is refused: who is cleared for nothing may still work on what is not classified."""
        if self.clearance is None:
            return HIGHEST
        told = _found(claims, self.clearance)
        return self.levels_of.get(told) if isinstance(told, str) else None


def _found(claims: Mapping[str, object], name: str) -> object:
    """The claim of that very name comes first: there are names with dots, such as those that begin as an address."""
    if name in claims:
        return claims[name]
    found: object = claims
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _texts(told: object) -> Collection[str]:
    if told is None:
        return ()
    texts = told.split() if isinstance(told, str) else told
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise Unmapped("roles", f"accepted is {ACCEPTED['roles']}")
    return texts


def _fitting(told: Mapping[str, object]) -> Person:
    try:
        return msgspec.convert(told, Person)
    except msgspec.ValidationError as error:
        part = next((name for name in ACCEPTED if f"$.{name}" in str(error)), "member")
        rule = "there is none" if told[part] is None else f"accepted is {ACCEPTED[part]}"
        raise Unmapped(part, rule) from None  # the cause tells what stands in the claim
