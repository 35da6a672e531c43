"""The rule by which competent units are ranked, as data: what is preferred, in which order, and what is needed at all.

It must not know units: `domain.routing` applies it.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.refusal import InvalidInput

__all__ = ["STANDING_RULE", "Preference", "RoutingRule"]


class Preference(StrEnum):
    """What brings a unit closer. SPECIALISED: the fewer crime areas it is competent for on the day, the closer.

    DAY_AND_NIGHT: reached at every hour, for what is urgent only. CRIME_AREA: the area itself before its parent.
    REGION: the narrower before the wider. LANGUAGE: the working language, then further ones, then none.
    """

    DAY_AND_NIGHT = "DAY_AND_NIGHT"
    CRIME_AREA = "CRIME_AREA"
    REGION = "REGION"
    LANGUAGE = "LANGUAGE"
    SPECIALISED = "SPECIALISED"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRule:
    """How competent units are ranked. Raises InvalidInput naming what stands twice in the order.

    order: what counts, weightiest first, and nothing that is left out; the code of the unit decides at last. Default:
    DAY_AND_NIGHT, CRIME_AREA, REGION, LANGUAGE.
    language_is_needed: who does not work in the language is not competent.
    day_and_night_is_needed: for what is urgent, who is not reached at every hour is not competent.
    """

    order: tuple[Preference, ...] = (
        Preference.DAY_AND_NIGHT,
        Preference.CRIME_AREA,
        Preference.REGION,
        Preference.LANGUAGE,
    )
    language_is_needed: bool = True
    day_and_night_is_needed: bool = False

    def __post_init__(self) -> None:
        twice = sorted({each.value for each in self.order if self.order.count(each) > 1})
        if twice:
            raise InvalidInput(
                field="order", rule=f"{', '.join(twice)} stands twice", accepted="each preference at most once"
            )


STANDING_RULE = RoutingRule()
"""The rule by which units are proposed."""
