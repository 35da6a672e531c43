"""Who takes part in a chronicled investigation, and since when, as far as its facts tell.

It must not make a partner of whoever is merely named, such as the addressee of a request.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consumers.files.agencies import AgencyBook
from consumers.files.reading.chronicle import Fact, Participant
from domain.investigation.vocabulary import FactKind, PartnerRole
from domain.occurred import Occurred, Precision

__all__ = ["Partner", "Partnership", "partnership_of"]

JOINING = frozenset({FactKind.TEAM_ESTABLISHED, FactKind.MEMBER_JOINED})
"""Facts whose actors join by them."""

TAKING_PART = JOINING | {FactKind.ACTION_DAY}
"""Facts whose actors take part in the joint work, even where the list of participants leaves them out."""

OPENING = frozenset({FactKind.TEAM_ESTABLISHED, FactKind.INVESTIGATION_OPENED, FactKind.CASE_OPENED_AT_AGENCY})

LEADS = ("lead", "coordinat", "requesting")
"""Words in the role of a participant that leads, the strongest first."""

NO_AGENCY = frozenset({"jit", "joint investigation team", "the team"})
"""Actors that are the partnership itself."""

Dated = tuple[Fact, Occurred]


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency beside the lead agency. joined: unknown where no fact tells."""

    agency: str
    role: PartnerRole
    joined: Occurred


@dataclass(frozen=True, slots=True)
class Partnership:
    """The lead agency, the others in the order in which they join, and the codes of the names that facts use."""

    lead: str
    opened: Occurred
    partners: tuple[Partner, ...]
    codes: dict[str, str]


def partnership_of(participants: Sequence[Participant], facts: Sequence[Dated], book: AgencyBook) -> Partnership:
    """This will find the partners. facts: in the order of their dates, undated ones last."""
    names = _names(participants, facts)
    codes = {name: book.agency(name) for name in names}
    lead = codes[_lead(participants, names)] if names else book.agency("")
    listed = {participant.country for participant in participants}
    partners = {}
    for name, code in codes.items():
        if code != lead and code not in partners:
            is_party = name in listed and book.country_of(name) is not None
            role = PartnerRole.PARTY if is_party else PartnerRole.PARTICIPANT
            partners[code] = Partner(code, role, _joined(name, facts, book))
    ordered = sorted(partners.values(), key=lambda partner: (*_when(partner.joined), partner.agency))
    return Partnership(lead, _opened(facts, ordered, book), tuple(ordered), codes)


def _names(participants: Iterable[Participant], facts: Iterable[Dated]) -> list[str]:
    names = [participant.country for participant in participants]
    for fact, _ in facts:
        if fact.kind.strip().upper() in TAKING_PART:
            names += fact.actors
    kept = (name for name in names if name.strip() and name.strip().casefold() not in NO_AGENCY)
    return list(dict.fromkeys(kept))


def _lead(participants: Sequence[Participant], names: Sequence[str]) -> str:
    for word in LEADS:
        for participant in participants:
            if word in participant.role.casefold() and participant.country in names:
                return participant.country
    return names[0]


def _joined(name: str, facts: Sequence[Dated], book: AgencyBook) -> Occurred:
    acting = [(fact, moment) for fact, moment in facts if name in fact.actors]
    joining = [moment for fact, moment in acting if fact.kind.strip().upper() in JOINING]
    told = joining or [moment for _, moment in acting]
    return told[0] if told else Occurred(None, Precision.UNKNOWN, None, book.mapping.time.zone)


def _opened(facts: Sequence[Dated], partners: Sequence[Partner], book: AgencyBook) -> Occurred:
    opening = [moment for fact, moment in facts if fact.kind.strip().upper() in OPENING]
    told = [*opening, *(partner.joined for partner in partners)]
    known = [moment for moment in told if moment.at] or [moment for _, moment in facts if moment.at]
    return min(known, key=_when, default=Occurred(None, Precision.UNKNOWN, None, book.mapping.time.zone))


def _when(moment: Occurred) -> tuple[bool, str]:
    return (moment.at is None, str(moment.at))
