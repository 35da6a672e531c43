// What the page of a case asks that several of its parts show.
import { useEffect, useRef, useState } from "preact/hooks";
import { askAll } from "../../frame/server.js";

export const CASE = `query Case($id: UUID!, $asOf: AsOf) {
  investigation(investigationId: $id, asOf: $asOf) {
    investigationId reference title isErased phase crimeAreas legalBasis leadAgencyId plannedEnd compartments activePartners activeMembers
    requestCount openRequestCount openFollowupCount openedAt updatedAt position
    agreement { reference signedOn validFrom validTo thirdPartyAccess amendments }
    partners { agencyId role standing isLead activeFrom activeTo }
    members { memberId agencyId role isActive isAdministrator clearance compartments activeFrom activeTo }
  }
}`;

export const AGENCIES = `query Agencies($after: String) {
  agencies(first: 200, after: $after) { nodes { agencyId name country tz } pageInfo { hasNextPage endCursor } }
}`;

const REQUESTS = `query CaseRequests($id: UUID!, $after: String, $asOf: AsOf) {
  requests(filter: { investigationId: $id, order: NEXT_DUE }, first: 200, after: $after, asOf: $asOf) {
    nodes {
      requestId state cycle urgency instrument crimeArea subject requestingAgencyId requestingUnitId requestedAgencyId assignedUnitId redirections
      awaitingClarification awaitingJudicialAuthorisation postponed escalated dueAt atRisk overdue outcome grounds isErased sentAt
      marking { tlp handling pap classification compartments }
      clocks {
        obligation cycle profile citation state binding startedAt baseDue effectiveDue warnAt suspended suspendedSince extended metAt endedAt breachedAt
        isAnnulled isAtRisk isOverdue remaining
      }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const MOST = 1000; // requests of which the page knows the clocks; beyond, the board of all requests is the place

/** The requests of a case with their clocks, what is due first. Returns { requests, byId, isLoading, refusal }; what was there stays. */
export function useRequests(id, asOf, round) {
  const [state, setState] = useState({ requests: [], byId: new Map(), isLoading: true, refusal: null });
  useEffect(() => {
    let isOver = false;
    askAll(REQUESTS, { id, asOf }, (data) => data.requests, MOST).then(
      (requests) => isOver || setState({ requests, byId: new Map(requests.map((one) => [one.requestId, one])), isLoading: false, refusal: null }),
      (refusal) => isOver || setState((before) => ({ ...before, refusal, isLoading: false })));
    return () => { isOver = true; };
  }, [id, JSON.stringify(asOf), round]);
  return state;
}

/** An answer that asks anew when the round does. */
export function useFresh(answer, round) {
  const seen = useRef(round);
  useEffect(() => {
    if (seen.current !== round) answer.again();
    seen.current = round;
  }, [round]);
  return answer;
}
