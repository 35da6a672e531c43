// What a form for the next step begins with: the ids that are known from what is looked at.

/** Field by which a command names what it is about, by the type of that thing. */
const ID_OF = { Request: "requestId", SharedItem: "itemId", FollowUp: "followupId", Review: "reviewId" };

/** Field by which a command names a part of it. */
const PART_OF = {
  provideClarification: "clarificationId", confirmRestriction: "restrictionId", liftRestriction: "restrictionId",
  confirmRecall: "recallId", authoriseOnwardSharing: "consentId", refuseOnwardSharing: "consentId",
  authoriseJudicialUse: "consentId", refuseJudicialUse: "consentId", acceptRecommendation: "recommendationId",
  declineRecommendation: "recommendationId",
};

/**
 * What `CommandForm` takes for a command on a thing. thing: { type, id, version, investigationId }; partId: of the
 * question, restriction, recall or recommendation.
 */
export function stepOn(thing, name, partId = null) {
  const part = partId && PART_OF[name] ? { [PART_OF[name]]: partId } : {};
  return { name, given: { [ID_OF[thing.type]]: thing.id, ...part }, version: thing.version, of: { investigationId: thing.investigationId } };
}
