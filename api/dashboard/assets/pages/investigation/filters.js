// What of a timeline is shown: chosen in the address, so that a view can be linked. The signs of the categories choose, too.
import { choose, useAddress } from "../../frame/address.js";
import { number, t } from "../../frame/words.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Typed } from "../../parts/typed.js";
import { subjectOf } from "./of-request.js";
import { CATEGORIES, Sign } from "./signs.js";

const NAMES = ["category", "kind", "agency", "direction", "request", "text", "system"];
const DIRECTIONS = ["OUTGOING", "INCOMING", "INTERNAL"];

/** The filter of what the address chooses, as the interface takes it. */
export function filterOf(chosen) {
  const given = (name) => chosen.get(name) || undefined;
  const listed = (name) => given(name)?.split(",");
  return {
    categories: listed("category")?.filter((each) => CATEGORIES.includes(each)),
    kinds: listed("kind"), agencies: listed("agency"),
    direction: DIRECTIONS.includes(given("direction")) ? given("direction") : undefined,
    requestId: given("request"), text: given("text"), hideSystem: given("system") !== "yes",
  };
}

const NONE = Object.fromEntries(NAMES.map((name) => [name, null]));

/** agencies: codes of those who take part; requests: of the case; kinds: that there are. */
export function Filters({ agencies, requests, kinds }) {
  const { chosen } = useAddress();
  const isFiltered = NAMES.some((name) => chosen.get(name));
  const find = (event) => { event.preventDefault(); choose({ text: new FormData(event.target).get("text").trim() || null }); };
  return html`<form class="filters" role="search" aria-label=${t("case-filters")} onSubmit=${find}>
    <${Choice} name="kind" label=${t("case-kind")} options=${kinds.map((kind) => [kind, word("EventKind", kind)])} />
    <${Choice} name="agency" label=${t("case-agency")} options=${agencies.map((code) => [code, code])} />
    <${Choice} name="direction" label=${t("case-direction")} options=${DIRECTIONS.map((each) => [each, word("Direction", each)])} />
    <${Choice} name="request" label=${t("case-request")} options=${requests.map((one) => [one.requestId, `${one.requestingAgencyId} → ${one.requestedAgencyId} · ${subjectOf(one)}`])} />
    <label class="field"><span>${t("case-text")}</span><${Typed} name="text" type="search" maxlength="100" value=${chosen.get("text") ?? ""} onSearch=${(event) => choose({ text: event.target.value.trim() || null })} /></label>
    <label class="check"><input type="checkbox" checked=${chosen.get("system") === "yes"} onChange=${(event) => choose({ system: event.target.checked ? "yes" : null })} /> ${t("case-system")}</label>
    <button>${t("find")}</button>
    <button type="button" class="quiet" disabled=${!isFiltered} onClick=${() => choose(NONE)}>${t("case-clear")}</button>
  </form>`;
}

function Choice({ name, label, options }) {
  const now = useAddress().chosen.get(name) ?? "";
  const shown = !now || options.some(([value]) => value === now) ? options : [...options, [now, now]];
  return html`<label class="field"><span>${label}</span>
    <select value=${now} onChange=${(event) => choose({ [name]: event.target.value || null })}>
      <option value="">${t("case-all")}</option>
      ${shown.map(([value, text]) => html`<option value=${value} selected=${value === now}>${text.length > 70 ? `${text.slice(0, 70)}…` : text}</option>`)}
    </select></label>`;
}

/** The legend of the signs; each of them takes its category in or out. counts: entries by category, over the whole case. */
export function Legend({ counts }) {
  const now = useAddress().chosen.get("category")?.split(",") ?? [];
  const turn = (category) => choose({ category: (now.includes(category) ? now.filter((each) => each !== category) : [...now, category]).join(",") || null });
  return html`<div class="legend" role="group" aria-label=${t("case-category")}>
    ${CATEGORIES.filter((each) => counts.get(each) || now.includes(each)).map((category) => html`<button type="button" class="quiet" aria-pressed=${now.includes(category)} onClick=${() => turn(category)}>
      <${Sign} category=${category} /> ${word("Category", category)} <span class="soft">${number(counts.get(category) ?? 0)}</span></button>`)}
  </div>`;
}
