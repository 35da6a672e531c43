// Which fields of a command no form asks for: what is known, what is made here, and what is rarely told.
import { newId } from "./values.js";

/** Ids that whoever issues the command chooses: made here, once for each form. */
const MADE = {
  askClarification: "clarificationId", requestOnwardSharing: "consentId", requestJudicialUse: "consentId",
  imposeRestriction: "restrictionId", recallItem: "recallId", placeRequestHold: "holdId", placeItemHold: "holdId",
  placeReviewHold: "holdId", addAnnotation: "annotationId", recordFinding: "findingId", makeRecommendation: "recommendationId",
  giveStandingAuthorisation: "authorisationId", recordFact: "factId", recordJointActivity: "activityId",
  recordContradiction: "contradictionId", declareCompetence: "competenceId",
};

const HEADER = ["occurredAt", "occurredTz", "channel", "externalRef"];
const RARE = new Set([...HEADER, "automatic", "region", "basis", "cycle", "mediaType", "sizeBytes"]);
const UNSEEN = new Set(["commandId", "expectedVersion"]);
const ACTING = new Set(["agencyId", "byAgencyId", "openedByAgencyId", "originatorAgencyId"]);

/** The id that a command wants to be made for what it begins; by name. */
export function made(name) {
  return MADE[name] ? { [MADE[name]]: newId() } : {};
}

/** { asked, rare }: fields to show at once and on demand. known: names of what has its value already. */
export function sorted(fields, known) {
  const open = fields.filter((each) => !UNSEEN.has(each.name) && !known.has(each.name) && !(ACTING.has(each.name) && !each.isRequired));
  const isRare = (each) => !each.isRequired && RARE.has(each.name);
  const [rare, asked] = [open.filter(isRare), open.filter((each) => !isRare(each))];
  return { asked: [...asked.filter((each) => each.isRequired), ...asked.filter((each) => !each.isRequired)], rare };
}
