"""The probe of figures: they rest on the requests that the person may see, and on no other, down to a single one.

It must not know how access is decided: the oracle says what is right.
"""

from collections import Counter
from collections.abc import Iterator

from domain.request.events import RequestReopened, RequestSent
from tests.leaks.asking import Asker

__all__ = ["figures"]

COUNTS = """{
  cooperation(metrics: [M1, M16, M12], groupBy: [FROM_AGENCY, TO_AGENCY], thresholds: {minN: 1}) {
    groups(first: 200) { totalCount nodes { fromAgencyId toAgencyId figures { metric name n value denominator } } }
  }
  all: cooperation(metrics: [M1]) { groups { nodes { figures { name n } } } }
  cooperationMatrix(metric: M1, thresholds: {minN: 1}) { agencies n values }
}"""

OF_A_YEAR = (
    """query($agency: String!) { yearlyStatistics(year: 2026, agencyId: $agency) { numbers { letter count } } }"""
)


def figures(asker: Asker) -> Iterator[str]:
    """Each count of each pair is that of the requests which the person sees, also where that is none, or one."""
    told = asker.ask(COUNTS)
    seen = _seen(asker)
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
    yield from _yearly(asker, seen)


def _seen(asker: Asker) -> Counter[tuple[str, str]]:
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


def _yearly(asker: Asker, seen: Counter[tuple[str, str]]) -> Iterator[str]:
    """No agency has submitted more, as far as the person is told, than what the person sees of it."""
    for agency in sorted(asker.oracle.agencies):
        numbers = asker.ask(OF_A_YEAR, agency=agency)["yearlyStatistics"]["numbers"]
        submitted = sum(each["count"] for each in numbers if each["letter"] == "a")
        visible = sum(count for (asking, _), count in seen.items() if asking == agency)
        asker.told()
        if submitted > visible:
            yield f"figures: {asker.person.member_id}: {agency} submitted {submitted} of {visible}"
