"""The questions that all sides are asked: in our own words, and in those of PostGraphile.

They must not be kinder to us: what is asked of the others tells as much, and no more.
"""

from dataclasses import dataclass
from typing import Any

__all__ = ["MATRIX_ROWS", "QUESTIONS", "Question"]

MATRIX_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """ours, theirs: documents; by hand it is asked for by its name. of_cases: it names a case, another each time.

    theirs: empty where it is no question to them. finds: a text that every right answer holds.
    """

    name: str
    ours: str
    theirs: str
    finds: str
    of_cases: bool = False

    def sent(self, side: str, case: str) -> dict[str, Any]:
        """This will make the body of a request. side: `ours`, `theirs` or `by hand`."""
        variables = {"id": case} if self.of_cases else {}
        if side == "by hand":
            return {"question": self.name, "variables": variables}
        return {"query": self.ours if side == "ours" else self.theirs, "variables": variables}


CASE = Question(
    "case",
    """query($id: UUID!) { investigation(investigationId: $id) { reference title phase timeline(first: 50) {
    nodes { position kind occurredAt recordedAt fromAgencyId toAgencyId text } } } }""",
    """query($id: UUID!) { investigationByInvestigationId(investigationId: $id) { reference title phase
    timelineEntriesByCaseId(first: 50, orderBy: [SORT_AT_ASC, POSITION_ASC]) {
        nodes { position kind occurredFrom recordedAt fromAgencyId toAgencyId entryText } } } }""",
    "Some words",
    of_cases=True,
)
"""A case with its first 50 entries."""

CASES = Question(
    "cases",
    """{ investigations(first: 50) { nodes { investigationId reference title openRequestCount
    timeline(last: 3) { nodes { position kind occurredAt text } } } } }""",
    """{ allInvestigations(first: 50, orderBy: [POSITION_DESC]) { nodes { investigationId reference title
    requestsByInvestigationId { totalCount }
    timelineEntriesByCaseId(first: 3, orderBy: [SORT_AT_DESC, POSITION_DESC]) {
        nodes { position kind occurredFrom entryText } } } } }""",
    "Some words",
)
"""50 cases with their latest 3 entries, and how many requests are open."""

MATRIX = Question(
    "matrix",
    "{ cooperationMatrix(metric: M11) { name unit agencies values n asOfPosition } }",
    f"""{{ allCooperationPairs(first: {MATRIX_ROWS}, orderBy: [FROM_AGENCY_ID_ASC, TO_AGENCY_ID_ASC]) {{
    nodes {{ fromAgencyId toAgencyId n value }} }} }}""",
    "A42",
)
"""The share of requests that were fulfilled, of 1,000 pairs of agencies that asked one another."""

DESK = Question(
    "desk",
    """{ desk { entries(first: 100) { nodes { kind nextCommand subjectId investigationId otherAgencyId since due
    standing } } } }""",
    """{ allRequests(first: 100, orderBy: [SORT_DUE_ASC, OPENED_AT_ASC, REQUEST_ID_ASC], condition: {
    requestedAgencyId: "FR-SPOC", state: "ACCEPTED", awaitingClarification: false }) { nodes {
        state assignedUnitId requestId investigationId requestingAgencyId decidedAt openedAt nextDue } } }""",
    "DE-SPOC",
)
"""The first 100 requests that wait for the agency. We look also for all else that waits; others for these alone."""

KEPT = Question(
    "kept",
    "{ investigations(first: 50) { nodes { investigationId reference title phase updatedAt } } }",
    """{ allInvestigations(first: 50, orderBy: [POSITION_DESC]) { nodes { investigationId reference title phase
    updatedAt } } }""",
    "OPERATIONAL",
)
"""50 cases, of which nothing is marked: we keep the answer, and look each time whether it still stands."""

QUESTIONS = {each.name: each for each in (CASE, CASES, MATRIX, DESK, KEPT)}
