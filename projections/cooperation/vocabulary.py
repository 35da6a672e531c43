"""The words in which cooperation is measured: metrics, what they are grouped by, windows, and how a figure stands.

They must not say how anything is counted: `definitions.py` tells it in words, `measures.py` in SQL.
"""

from enum import StrEnum

__all__ = ["Dimension", "Metric", "Scope", "Standing", "Unit", "WindowKind"]


class Metric(StrEnum):
    """What is measured of cooperation; metricDefinitions says of each what it is."""

    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4 = "M4"
    M5 = "M5"
    M6 = "M6"
    M7 = "M7"
    M8 = "M8"
    M9 = "M9"
    M10 = "M10"
    M11 = "M11"
    M12 = "M12"
    M13 = "M13"
    M14 = "M14"
    M15 = "M15"
    M16 = "M16"
    M17 = "M17"
    M18 = "M18"
    M19 = "M19"
    M20 = "M20"
    M21 = "M21"
    M22 = "M22"
    M23 = "M23"
    M24 = "M24"
    M25 = "M25"
    M26 = "M26"
    M27 = "M27"
    M28 = "M28"
    M29 = "M29"
    ANSWERED_80 = "ANSWERED_80"


class Dimension(StrEnum):
    """What figures are told apart by. FROM: who asks or gives; TO: who is asked or receives.

    UNIT: of the agency that is asked. DAY, MONTH: of the moment by which the window takes something in, in UTC; a month
    by its first day.
    """

    FROM_AGENCY = "FROM_AGENCY"
    TO_AGENCY = "TO_AGENCY"
    FROM_COUNTRY = "FROM_COUNTRY"
    TO_COUNTRY = "TO_COUNTRY"
    UNIT = "UNIT"
    INSTRUMENT = "INSTRUMENT"
    CRIME_AREA = "CRIME_AREA"
    URGENCY = "URGENCY"
    DAY = "DAY"
    MONTH = "MONTH"


class WindowKind(StrEnum):
    """By what a window takes in a request cycle, or an exchange.

    COHORT: by when it was sent, or reopened; begun. FLOW: by when what is measured happened. AS_OF: no window;
    whatever stood open at the moment.
    """

    COHORT = "COHORT"
    FLOW = "FLOW"
    AS_OF = "AS_OF"


class Scope(StrEnum):
    """What figures rest on.

    VISIBLE: what the person who asks may see. AUTHORISED_AGGREGATE: everything, as it was published in rounded cells.
    """

    VISIBLE = "VISIBLE"
    AUTHORISED_AGGREGATE = "AUTHORISED_AGGREGATE"


class Standing(StrEnum):
    """Whether there is a figure.

    EMPTY: there is nothing to divide by. INSUFFICIENT_DATA: fewer than asked for. NOT_REACHED: so many were not
    answered yet that it is not known. BETWEEN: no single value, but the two between which it lies.
    """

    KNOWN = "KNOWN"
    EMPTY = "EMPTY"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"
    NOT_REACHED = "NOT_REACHED"
    BETWEEN = "BETWEEN"


class Unit(StrEnum):
    """In what a value is told."""

    COUNT = "COUNT"
    SHARE = "SHARE"
    RATIO = "RATIO"
    SECONDS = "SECONDS"
