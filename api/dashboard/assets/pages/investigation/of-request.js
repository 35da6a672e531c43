// A request by its subject, as other parts of a case name it.
import { t } from "../../frame/words.js";
import { html } from "../../parts/html.js";

export function subjectOf(request) {
  return request.subject || t("case-no-subject");
}

/** requests: what `useRequests` returned. */
export function OfRequest({ id, requests }) {
  const request = requests.byId.get(id);
  return html`<a href=${`#/request/${id}`} dir="auto">${request ? subjectOf(request) : id.slice(0, 8)}</a>${request && html` <span class="soft small"><bdi>${request.requestingAgencyId} → ${request.requestedAgencyId}</bdi></span>`}`;
}
