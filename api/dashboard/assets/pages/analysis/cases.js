// The cases of the viewer by their references, and crime areas by their names.
import { useAnswer } from "../../frame/asking.js";
import { known, t } from "../../frame/words.js";
import { idOf } from "../../parts/codes.js";
import { html } from "../../parts/html.js";

const CASES = `query CasesByName { investigations(first: 200) { nodes { investigationId reference title leadAgencyId } } }`;
const AREAS = `query AreasByName { crimeAreas { code label } }`;

/** [{ investigationId, reference, title, leadAgencyId }]; none until they are there. */
export function useCases() {
  return useAnswer(CASES).answer?.investigations.nodes ?? [];
}

/** A case as a link; one that is not for the viewer has no name here. */
export function Case({ id, cases }) {
  if (!id) return html`<span class="soft">–</span>`;
  const one = cases.find((each) => each.investigationId === id);
  return html`<a href=${`#/investigation/${id}`}><bdi>${one?.reference ?? t("analysis-case")}</bdi></a>`;
}

/** A function from a crime area's code to its name. */
export function useAreaNames() {
  const labels = new Map((useAnswer(AREAS).answer?.crimeAreas ?? []).map(({ code, label }) => [code, label]));
  return (code) => (code ? known(idOf("CrimeArea", code)) ?? labels.get(code) ?? code : t("analysis-no-area"));
}
