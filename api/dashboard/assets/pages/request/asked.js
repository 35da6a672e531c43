// A request with all that hangs on it, as of a moment; and asked anew as soon as something comes into its case.
import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer, useLive } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";

const QUERY = `query RequestPage($requestId: UUID!, $asOf: AsOf, $minPosition: Position) {
  request(requestId: $requestId, asOf: $asOf, minPosition: $minPosition) {
    requestId investigationId state cycle version urgency urgencyReason instrument profile protocol availability subject purpose
    linkOfPurposeAndData legalBasis useRestrictions language crimeArea replyBy outcome grounds redirections isErased
    requestingAgencyId requestingUnitId requestedAgencyId assignedUnitId awaitingClarification awaitingJudicialAuthorisation
    postponed escalated overdue atRisk dueAt sentAt
    marking { tlp handling handlingText pap classification compartments }
    investigation { investigationId reference title }
    clocks { obligation cycle citation state binding counting startedAt baseDue effectiveDue warnAt suspended suspendedSince extended metAt endedAt breachedAt isAnnulled }
    expectedReply { ofPair earlyAt medianAt lateAt openAtAge cycles }
    items(first: 50) { nodes { itemId title kind originatorAgencyId isErased since marking { tlp handling handlingText pap classification compartments } } }
    timeline(first: 200, filter: { hideSystem: false }) {
      nodes {
        eventId position kind category fromAgencyId toAgencyId actorId actorKind actorAgencyId occurredAt occurredText occurredPrecision occurredTz
        recordedAt summaryArguments { name value } text isErased isSystem itemIds cycle corrects correctedBy
      }
      pageInfo { hasNextPage }
    }
    commands { name isAllowed code reason remedy }
  }
}`;

const BESIDE = `query BesideRequest($investigationId: UUID!, $position: Position) {
  followUps(filter: { investigationId: $investigationId }, first: 100) {
    nodes { followupId source sourceRef stage task assignedAgencyId dueAt isOverdue isErased }
  }
  itemObligations(filter: { investigationId: $investigationId }, first: 100, minPosition: $position) { nodes { itemId kind obligationId since remindedAt originatorAgencyId } }
  itemConsents(filter: { investigationId: $investigationId, answered: false }, first: 100) { nodes { itemId consentId kind byAgencyId toAgencyId askedAt } }
}`;

const CHANGES = `subscription CaseChanges($caseId: UUID!, $after: Position) {
  caseTimeline(caseId: $caseId, after: $after, filter: { hideSystem: false }) { position entries { position requestId itemId } }
}`;

/** Returns { of, beside, standing, readBack }: of as `useAnswer` returns it; beside: what hangs on its case; both live. */
export function useRequest(requestId) {
  const { asOf } = useMoment();
  const [position, setPosition] = useState(null);
  const of = useAnswer(QUERY, { requestId, asOf, minPosition: asOf ? null : position });
  const request = of.answer?.request;
  const beside = useAnswer(request?.investigationId && !asOf ? BESIDE : null, { investigationId: request?.investigationId, position });
  const standing = useCase(asOf ? null : request, (latest) => setPosition(latest));
  return { of, beside: beside.answer, standing, readBack: (result) => setPosition(result.position) };
}

/** Follows the case of a request; told(position) when something came that concerns it. */
function useCase(request, told) {
  const latest = useRef(null);
  const caseId = request && (request.investigationId ?? request.requestId);
  useEffect(() => { latest.current = null; }, [caseId]);
  return useLive(caseId ? CHANGES : null, () => ({ caseId, after: latest.current }), ({ caseTimeline }) => {
    latest.current = caseTimeline.position;
    const items = new Set(request.items.nodes.map((each) => each.itemId));
    const concerns = (each) => each.requestId === request.requestId || items.has(each.itemId);
    if (caseTimeline.entries.some(concerns)) told(caseTimeline.position);
  });
}
