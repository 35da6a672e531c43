"""The probe of figures: they rest on the requests and exchanges that the person may see, down to a single one.

It must not know how access is decided: the oracle says what is right.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from domain.request.events import RequestReopened, RequestSent
from tests.leaks.asking import Asker
from tests.support.contact_oracle import contact_figures, told_weeks
from tests.support.cooperation_measures_oracle import Wanted
from tests.support.exchange_oracle import ExchangeTold, exchange_figures, told_exchanges

__all__ = ["figures", "seen_pairs"]

COUNTS = """{
  cooperation(metrics: [M1, M16, M12], groupBy: [FROM_AGENCY, TO_AGENCY], thresholds: {minN: 1}) {
    groups(first: 200) { totalCount nodes { fromAgencyId toAgencyId figures { metric name n value denominator } } }
  }
  all: cooperation(metrics: [M1]) { groups { nodes { figures { name n } } } }
  cooperationMatrix(metric: M1, thresholds: {minN: 1}) { agencies n values }
}"""

EXCHANGED = """{
  cooperation(metrics: [M19, M21, M22, M26, M27], groupBy: [FROM_AGENCY, TO_AGENCY], thresholds: {minN: 1}) {
    at groups(first: 200) { nodes { fromAgencyId toAgencyId figures { metric name n } } }
  }
}"""

CONTACTS = """{
  cooperation(metrics: [M29], groupBy: [FROM_AGENCY, TO_AGENCY], thresholds: {minN: 1}) {
    at groups(first: 200) { nodes { fromAgencyId toAgencyId figures { n numerator } } }
  }
}"""

CURVES = """{
  cooperation(metrics: [M28], groupBy: [FROM_AGENCY, TO_AGENCY], thresholds: {minN: 1}) {
    groups(first: 100) { nodes { fromAgencyId toAgencyId figures { n curve { atRisk } } } }
  }
}"""

OF_ITEMS = ("SHARING", "CONSENT", "RESTRICTION")

OF_A_YEAR = (
    """query($agency: String!) { yearlyStatistics(year: 2026, agencyId: $agency) { numbers { letter count } } }"""
)


def figures(asker: Asker) -> Iterator[str]:
    """Each count of each pair is that of the requests which the person sees, also where that is none, or one."""
    told = asker.ask(COUNTS)
    seen = seen_pairs(asker)
    sent = {
        (group["fromAgencyId"], group["toAgencyId"]): figure["n"]
        for group in told["cooperation"]["groups"]["nodes"]
        for figure in group["figures"]
        if figure["name"] == "sent"
    }
    for pair in sorted({*seen, *sent}):
        yield from asker.number(f"sent of {pair}", sent.get(pair, 0), seen[pair])
    in_all = [
        each["n"] for group in told["all"]["groups"]["nodes"] for each in group["figures"] if each["name"] == "sent"
    ]
    yield from asker.number("sent in all", sum(in_all), sum(seen.values()))
    matrix = told["cooperationMatrix"]
    yield from asker.number("of the matrix", sum(map(sum, matrix["n"])), sum(seen.values()))
    named = {agency for pair in seen for agency in pair}
    yield from asker.sets("agencies of the matrix", matrix["agencies"], named, len(asker.oracle.agencies))
    yield from _curves(asker, seen)
    yield from _yearly(asker, seen)
    yield from _exchanged(asker)
    yield from _in_contact(asker)


def seen_pairs(asker: Asker) -> Counter[tuple[str, str]]:
    """How many cycles of which pair the person sees: of the agency that has the request now."""
    counted: Counter[tuple[str, str]] = Counter()
    for request in asker.oracle.seen(asker.person, "request"):
        events = [each.event for each in asker.oracle.streams[request]]
        sent = [each for each in events if isinstance(each, RequestSent)]
        passed_on = [each.to_agency_id for each in events if hasattr(each, "to_agency_id")]
        cycles = len(sent) + sum(isinstance(each, RequestReopened) for each in events)
        for each in sent[:1]:
            counted[each.requesting_agency_id, (passed_on or [each.requested_agency_id])[-1]] += cycles
    return counted


def _curves(asker: Asker, seen: Counter[tuple[str, str]]) -> Iterator[str]:
    """No curve of a pair rests on more cycles than the person sees of it, nor has it more steps."""
    for group in asker.ask(CURVES)["cooperation"]["groups"]["nodes"]:
        pair = group["fromAgencyId"], group["toAgencyId"]
        for figure in group["figures"]:
            most = max(figure["n"], len(figure["curve"]), *(each["atRisk"] for each in figure["curve"]), 0)
            asker.told()
            if most > seen[pair]:
                yield f"figures: {asker.person.member_id}: the curve of {pair} rests on {most} of {seen[pair]}"


def _yearly(asker: Asker, seen: Counter[tuple[str, str]]) -> Iterator[str]:
    """No agency has submitted more, as far as the person is told, than what the person sees of it."""
    for agency in sorted(asker.oracle.agencies):
        numbers = asker.ask(OF_A_YEAR, agency=agency)["yearlyStatistics"]["numbers"]
        submitted = sum(each["count"] for each in numbers if each["letter"] == "a")
        visible = sum(count for (asking, _), count in seen.items() if asking == agency)
        asker.told()
        if submitted > visible:
            yield f"figures: {asker.person.member_id}: {agency} submitted {submitted} of {visible}"


def _exchanged(asker: Asker) -> Iterator[str]:
    """Each figure of each pair rests on as many exchanges as the person sees, also where these are none, or one."""
    answer = asker.ask(EXCHANGED)["cooperation"]
    told = {
        (group["fromAgencyId"], group["toAgencyId"], f"{figure['metric']} {figure['name']}"): figure["n"]
        for group in answer["groups"]["nodes"]
        for figure in group["figures"]
    }
    wanted = Wanted(at=_moment(answer["at"]), by=("FROM_AGENCY", "TO_AGENCY"), min_n=1)
    seen = [each for each in told_exchanges(asker.oracle.log, None) if _sees(asker, each)]
    right = {
        (key[0], key[1], name): figure["n"]
        for key, figures_ in exchange_figures(seen, wanted).items()
        for name, figure in figures_.items()
    }
    for each in sorted({*told, *right}, key=str):
        yield from asker.number(f"{each}", told.get(each, 0), right.get(each, 0))


def _in_contact(asker: Asker) -> Iterator[str]:
    """In each week of each pair something passed if the person sees what did."""
    answer = asker.ask(CONTACTS)["cooperation"]
    told = {
        (group["fromAgencyId"], group["toAgencyId"], name): figure[name]
        for group in answer["groups"]["nodes"]
        for figure in group["figures"]
        for name in ("n", "numerator")
    }
    wanted = Wanted(at=_moment(answer["at"]), by=("FROM_AGENCY", "TO_AGENCY"), min_n=1)
    weeks = told_weeks(asker.oracle, asker.person, None, wanted.at)
    right = {
        (key[0], key[1], name): figure[name]
        for key, figures_ in contact_figures(weeks, wanted).items()
        for figure in figures_.values()
        for name in ("n", "numerator")
    }
    for each in sorted({*told, *right}, key=str):
        yield from asker.number(f"weeks in contact {each}", told.get(each, 0), right.get(each, 0))


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _sees(asker: Asker, told: ExchangeTold) -> bool:
    """Of an item, the two whom an exchange is between; of a recommendation, who sees every event that it rests on."""
    oracle, person, thing = asker.oracle, asker.person, told.begun.envelope.aggregate_id
    if told.kind == "RECOMMENDATION":
        return oracle.may_see_entry(person, told.begun)
    return oracle.may_see(person, thing) and (told.kind not in OF_ITEMS or person.agency_id in told.parties)
