"""What each metric is, in words: the catalogue that a dashboard shows beside a figure.

It must not say how it is computed; a change of meaning raises DEFINITIONS, so that no two meanings share a version.
Sources: Dir. (EU) 2023/977; Dir. 2014/41/EU; Reg. (EU) 2023/969; JITs Network, evaluations; Kaplan, Meier (1958).
"""

from dataclasses import dataclass

from projections.cooperation.vocabulary import Metric, Unit, WindowKind

__all__ = ["DEFINITIONS", "DEFINITIONS_VERSION", "Definition"]

DEFINITIONS_VERSION = 1
"""Every figure carries it."""

_977 = "Dir. (EU) 2023/977"
_ENTENTE = "Entente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A metric in words. about: whose doing it tells of. window: by what it takes in unless FLOW is asked for."""

    metric: Metric
    name: str
    text: str
    unit: Unit
    about: str
    source: str
    window: WindowKind = WindowKind.COHORT
    version: int = DEFINITIONS_VERSION


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        metric=Metric.M1,
        name="Sent and received",
        text="Request cycles that one agency sent to, or reopened with, another; the same cycles are what the other"
        " received. Withdrawn ones are counted apart.",
        unit=Unit.COUNT,
        about="the asking side",
        source=f"{_977} Art. 18(2)(a), (b)",
    ),
    Definition(
        metric=Metric.M2,
        name="Time to receipt",
        text="From the sending of a request to its first receipt.",
        unit=Unit.SECONDS,
        about="the channel between them",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M3,
        name="Time to acknowledge",
        text="From the first receipt to the acknowledgement by a person; an automatic receipt is none.",
        unit=Unit.SECONDS,
        about="the requested side",
        source="Dir. 2014/41/EU Art. 16(1)",
    ),
    Definition(
        metric=Metric.M4,
        name="Acknowledgement rate",
        text="Of the requests that were acknowledged, by saying so or by any act that implies it, or whose limit for it"
        " has passed: the share acknowledged. Where a profile sets no limit, it is the one that was asked with.",
        unit=Unit.SHARE,
        about="the requested side",
        source="Dir. 2014/41/EU Art. 16(1)",
    ),
    Definition(
        metric=Metric.M5,
        name="On-time acknowledgement",
        text="Of the same requests: the share acknowledged within the limit.",
        unit=Unit.SHARE,
        about="the requested side",
        source="Dir. 2014/41/EU Art. 16(1)",
    ),
    Definition(
        metric=Metric.M6,
        name="Time to assign a unit",
        text="From the first receipt to the first assignment of a unit.",
        unit=Unit.SECONDS,
        about="the requested side",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M7,
        name="Time to decision",
        text="From receipt by the competent authority, or the first receipt where none is recorded, to acceptance or"
        " refusal, of all or of a part.",
        unit=Unit.SECONDS,
        about="the requested side",
        source="Dir. 2014/41/EU Art. 12(3)",
    ),
    Definition(
        metric=Metric.M8,
        name="Time to first substantive reply",
        text="From the first receipt to the first interim reply, final reply or refusal of all.",
        unit=Unit.SECONDS,
        about="the requested side",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M9,
        name="Response time",
        text="From the first receipt to the final reply or the refusal of all. Gross is clock time, what the asking"
        " side goes through; net is without the time in which a clarification, a judicial authorisation or the end of a"
        " postponement was waited for.",
        unit=Unit.SECONDS,
        about="the requested side",
        source=f"{_977} Art. 5(1), 6(3)",
    ),
    Definition(
        metric=Metric.M10,
        name="On-time rate",
        text="Of the cycles that were answered at a known time, or whose limit has passed: the share answered no later"
        " than the limit. Net holds them against the limit with pauses and extensions, gross against that without."
        " Against which limit: the earliest that stood open until the answer, for deciding, executing or providing.",
        unit=Unit.SHARE,
        about="the requested side",
        source=f"{_977} Art. 5(1); Dir. 2014/41/EU Art. 12",
    ),
    Definition(
        metric=Metric.M11,
        name="Fulfilment rate",
        text="Of the cycles that were answered or refused: the share whose outcome was positive or partial; partial"
        " ones are shown apart too.",
        unit=Unit.SHARE,
        about="the requested side",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M12,
        name="Refusal rate and grounds",
        text="Of the cycles that were answered or refused: the share refused; and how many were refused on each ground."
        " A cycle with two grounds counts with both.",
        unit=Unit.SHARE,
        about="the requested side",
        source=f"{_977} Art. 6(1), 18(2)(c)",
    ),
    Definition(
        metric=Metric.M13,
        name="First-time-right rate",
        text="Of the cycles that were answered or refused: the share for which nobody had to ask back.",
        unit=Unit.SHARE,
        about="the asking side",
        source=f"{_977} Art. 6(3)",
    ),
    Definition(
        metric=Metric.M14,
        name="Clarification delay",
        text="Of the cycles in which somebody asked back: how much of the response time the requesting side held the"
        " ball, from question to answer, and how much the requested side did.",
        unit=Unit.SECONDS,
        about="both sides",
        source=f"{_977} Art. 6(3)",
    ),
    Definition(
        metric=Metric.M15,
        name="Misrouting",
        text="Of all cycles: the share that was passed on to another authority, given back by a unit, or taken from one"
        " for lack of competence; and how long after the first receipt these came to the unit that has them.",
        unit=Unit.SHARE,
        about="the asking side",
        source="Dir. 2014/41/EU Art. 7(6)",
    ),
    Definition(
        metric=Metric.M16,
        name="Backlog",
        text="Cycles received and neither answered, refused nor withdrawn at the moment, by whole days since receipt.",
        unit=Unit.COUNT,
        about="the requested side",
        source=_ENTENTE,
        window=WindowKind.AS_OF,
    ),
    Definition(
        metric=Metric.M17,
        name="Overdue backlog",
        text="Of the backlog: cycles with a limit of any kind that runs and has passed; resting clocks do not count.",
        unit=Unit.COUNT,
        about="the requested side",
        source=f"{_977} Art. 5(1); Dir. 2014/41/EU Art. 12",
        window=WindowKind.AS_OF,
    ),
    Definition(
        metric=Metric.M18,
        name="Clearance ratio",
        text="Cycles answered or refused in the window, to cycles received in it: 1 keeps pace.",
        unit=Unit.RATIO,
        about="the requested side",
        source=_ENTENTE,
        window=WindowKind.FLOW,
    ),
    Definition(
        metric=Metric.M19,
        name="Spontaneous sharing",
        text="Intelligence or evidence that one agency gave another unasked, once for each recipient.",
        unit=Unit.COUNT,
        about="the giving side",
        source=f"{_977} Art. 7(1)",
    ),
    Definition(
        metric=Metric.M20,
        name="Usefulness",
        text="Of the feedback given: the share with 4 or 5 of 5; and of the cycles answered: the share with feedback.",
        unit=Unit.SHARE,
        about="the requested side; feedback, the asking side",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M21,
        name="Consent time and grant rate",
        text="From the question of a recipient whether it may pass an item on, to the originator's answer; and of the"
        " questions answered: the share in which the originator agreed.",
        unit=Unit.SECONDS,
        about="the originator, who is asked",
        source=f"{_977} Art. 7(2)",
    ),
    Definition(
        metric=Metric.M22,
        name="Restriction confirmation",
        text="Of the recipients that had a restriction to confirm, and did or let the time for it pass before it was"
        " lifted: the share that confirmed within that time, which was asked with.",
        unit=Unit.SHARE,
        about="the recipient",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M23,
        name="Volume balance",
        text="What one side sends less what the other sends, to both together: from -1 to 1.",
        unit=Unit.RATIO,
        about="both sides",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M24,
        name="Reciprocity of fulfilment",
        text="The smaller fulfilment rate of the two directions to the larger; none where either rests on too few, or"
        " both are 0.",
        unit=Unit.RATIO,
        about="both sides",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M25,
        name="Reciprocity of speed",
        text="The smaller median response time, net, of the two directions to the larger.",
        unit=Unit.RATIO,
        about="both sides",
        source=_ENTENTE,
    ),
    Definition(
        metric=Metric.M26,
        name="Follow-up completion",
        text="Of the follow-ups with a due date that were done, or whose date has passed before they were cancelled:"
        " the share done no later than it.",
        unit=Unit.SHARE,
        about="the assigned agency",
        source="Reg. (EU) 2023/969; JITs Network, evaluation reports",
    ),
    Definition(
        metric=Metric.M27,
        name="Recommendation uptake",
        text="Of the recommendations that an agency accepted: the share for which what grew out of it for that agency"
        " was verified; and the age of those neither declined nor so carried out.",
        unit=Unit.SHARE,
        about="the agency to which it was made",
        source="JITs Network, evaluation reports",
    ),
    Definition(
        metric=Metric.M28,
        name="Censoring-aware median",
        text="The time by which half of the cycles are answered, those that still wait included for as long as they"
        " have waited (product-limit estimate), with its band of 95 %; gross. It keeps who is slow from looking fast"
        " because the slow cases are still open.",
        unit=Unit.SECONDS,
        about="the requested side",
        source="E. L. Kaplan, P. Meier, JASA 53 (1958) 457; R. Brookmeyer, J. Crowley, Biometrics 38 (1982) 29",
    ),
    Definition(
        metric=Metric.M29,
        name="Contact continuity",
        text="Of the weeks, from Monday (UTC), in which a joint investigation was operational with two agencies as its"
        " partners: the share in which something passed between them, either way, or both acted together, as far as it"
        " is known to the day. A week counts once it is over, or once something passed.",
        unit=Unit.SHARE,
        about="both sides",
        source="JITs Network, evaluation reports: regular contact between the parties",
    ),
    Definition(
        metric=Metric.ANSWERED_80,
        name="Time within which 80 % were answered",
        text="Of all cycles received, those that still wait included: the time within which four in five were answered"
        " or refused, gross; not reached while fewer are.",
        unit=Unit.SECONDS,
        about="the requested side",
        source="Europol, Consolidated Annual Activity Report, key performance indicators",
    ),
)
"""In the order of metrics."""
