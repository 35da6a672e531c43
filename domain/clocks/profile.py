"""Clock profiles: the obligations of an instrument, their limits, starts, pauses and extensions, with citations.

They must not know requests, nor the present time; the profiles themselves are data in `profiles.json`.
"""

from datetime import date, timedelta
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

from domain.refusal import InvalidInput
from domain.vocabulary import Availability, Instrument, Obligation, Urgency

__all__ = [
    "Application", "Cause", "Counting", "Extension", "Mark", "Nature", "OnReopening", "Profile", "Retention",
    "StartsAt", "Term", "checked",
]  # fmt: skip

DAY = timedelta(days=1)


class Counting(StrEnum):
    """How a limit is counted: exact time, or whole days that end at 24:00 local time of the requested authority."""

    ELAPSED = "ELAPSED"
    CALENDAR_DAY_END = "CALENDAR_DAY_END"


class StartsAt(StrEnum):
    """The act from which a limit is counted."""

    SENT = "SENT"
    RECEIVED = "RECEIVED"
    RECEIVED_BY_COMPETENT = "RECEIVED_BY_COMPETENT"
    DECIDED = "DECIDED"


class Cause(StrEnum):
    """What may make a clock rest."""

    CLARIFICATION = "CLARIFICATION"
    JUDICIAL_AUTHORISATION = "JUDICIAL_AUTHORISATION"
    POSTPONEMENT = "POSTPONEMENT"


class Nature(StrEnum):
    """Whether the act is due within the limit, or a state must be kept for at least as long."""

    WITHIN = "WITHIN"
    AT_LEAST = "AT_LEAST"


class OnReopening(StrEnum):
    """Whether a new cycle gives the obligation a fresh clock, or what was done in the first cycle stands."""

    RESTARTS = "RESTARTS"
    STANDS = "STANDS"


class Mark(StrEnum):
    """Whether the number was checked against the text of its source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Extension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a limit may be extended: cap is the sum of all extensions, times their greatest number."""

    cap: timedelta
    times: int
    needs_reason: bool
    needs_estimate: bool
    citation: str


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One obligation of a profile. limit: ISO 8601 duration; None where the partners' own agreement sets it."""

    obligation: Obligation
    limit: timedelta | None
    starts_at: StartsAt
    citation: str
    mark: Mark
    nature: Nature = Nature.WITHIN
    suspended_by: tuple[Cause, ...] = ()
    suspension_citation: str = ""
    suspension_mark: Mark = Mark.UNVERIFIED
    extension: Extension | None = None
    restart_on_redirect: bool = False
    on_reopening: OnReopening = OnReopening.RESTARTS


class Application(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a profile applies. availability: unset where the profile does not ask for it."""

    instrument: Instrument
    urgency: tuple[Urgency, ...]
    availability: tuple[Availability, ...] | UnsetType = UNSET


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a clock profile.

    in_force_from: first day on which requests are sent under it; in_force_to: first day after it; None: without end.
    counting: one for the whole profile, so that hours and days are never mixed.
    warn_share_left: share of the limit that is left when a clock counts as at risk (0.25 is a quarter).
    ends_on_working_day: a limit that ends on a Saturday or Sunday ends with the next Monday (Reg. 1182/71 Art. 3(4)).
    """

    code: str
    citation: str
    mark: Mark
    in_force_from: date | None
    in_force_to: date | None
    counting: Counting
    applies_to: tuple[Application, ...]
    obligations: tuple[Term, ...]
    warn_share_left: float
    ends_on_working_day: bool = False
    note: str = ""

    def term(self, obligation: Obligation) -> Term | None:
        """This will return the term of an obligation, or None where the profile does not lay it down."""
        return next((term for term in self.obligations if term.obligation is obligation), None)

    @property
    def needs_decision(self) -> bool:
        """True where the instrument wants a decision to execute before execution starts."""
        return any(term.obligation is Obligation.DECIDE for term in self.obligations)


class Retention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long content of a kind is kept; data only, for the retention process."""

    code: str
    citation: str
    mark: Mark
    limit: timedelta
    starts_at: str
    action: str
    review_before: timedelta | None
    extension: Extension | None
    note: str


def checked(profile: Profile) -> Profile:
    """This will return the profile; raises InvalidInput naming the field where it contradicts itself."""
    _require(bool(profile.citation.strip()), profile.code, "citation", "every profile cites its source")
    _require(0 < profile.warn_share_left < 1, profile.code, "warn_share_left", "a share lies between 0 and 1")
    distinct = {term.obligation for term in profile.obligations}
    _require(len(distinct) == len(profile.obligations), profile.code, "obligations", "each obligation stands once")
    for term in profile.obligations:
        _check_term(profile, term)
    return profile


def _check_term(profile: Profile, term: Term) -> None:
    place = f"{profile.code}/{term.obligation}"
    _require(bool(term.citation.strip()), place, "citation", "every obligation cites its source")
    _require(term.limit is None or term.limit > timedelta(0), place, "limit", "a limit is longer than nothing")
    if profile.counting is Counting.CALENDAR_DAY_END:
        whole = term.limit is not None and not term.limit % DAY
        _require(whole, place, "limit", "a profile counted in days has limits of whole days; hours are never mixed in")
    if term.suspended_by:
        _require(bool(term.suspension_citation), place, "suspension_citation", "a suspension cites its source")
    if term.extension is not None:
        _require(bool(term.extension.citation.strip()), place, "extension.citation", "an extension cites its source")


def _require(holds: bool, place: str, field: str, rule: str) -> None:  # noqa: FBT001  # the condition is the point
    if not holds:
        raise InvalidInput(field=f"profiles.{place}.{field}", rule=rule, accepted="a profile as in profiles.json")
