"""The dates that follow from a retention profile of the rulebook.

It must not read the present day: whoever asks says from which day is counted.
"""

from datetime import date

from domain.clocks import Retention, rulebook
from domain.item.rules.registering import ARetentionProfileIsInTheRulebook

__all__ = ["dates_of", "erases_by_itself", "profile_of", "review_before"]

ERASE = "ERASE"
"""Action of a profile that knows no review: the end is the end."""


def dates_of(code: str | None, counted_from: date) -> tuple[date | None, date | None]:
    """This will return the days on which to review and to erase; both None without a profile.

    Raises ARetentionProfileIsInTheRulebook naming the profiles there are.
    """
    if code is None:
        return None, None
    profile = profile_of(code)
    if profile is None:
        accepted = sorted(each.code for each in rulebook().retention)
        raise ARetentionProfileIsInTheRulebook(remedy=f"Take one of {', '.join(accepted)}, or none.", accepted=accepted)
    ends = counted_from + profile.limit
    return review_before(profile, ends), ends


def profile_of(code: str | None) -> Retention | None:
    """This will return a retention profile, or None where the rulebook has none of this code."""
    return next((each for each in rulebook().retention if each.code == code), None)


def review_before(profile: Retention, ends: date) -> date | None:
    """This will return the day of the review before an end; None where the profile knows no review."""
    if erases_by_itself(profile):
        return None
    return ends if profile.review_before is None else ends - profile.review_before


def erases_by_itself(profile: Retention) -> bool:
    """This will tell whether nobody is asked when the time is over."""
    return profile.action == ERASE
