// The timeline of a case, as a picture of lanes and as a list of the same entries: both show the same choice.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { choose, otherwise, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { number, t } from "../../frame/words.js";
import { State } from "../../parts/chips.js";
import { csv, download } from "../../parts/downloads.js";
import { announce, html } from "../../parts/html.js";
import { Empty, Loading, Problem } from "../../parts/notices.js";
import { VirtualList } from "../../parts/virtual-list.js";
import { ENTRY, useEntries } from "./entries.js";
import { Entry } from "./entry.js";
import { filterOf, Filters, Legend } from "./filters.js";
import { Lanes } from "./lanes.js";
import { millisecondsOf, useTravel } from "./travelling.js";

const LIVE = { live: "good", connecting: "calm", away: "risk" };
const ALL = { category: null, kind: null, agency: null, direction: null, request: null, text: null };

export function Timeline({ id, one, agencies, requests, pulse }) {
  const { chosen } = useAddress();
  const { moment, asOf } = useMoment();
  const found = useEntries(id, filterOf(chosen), asOf);
  const isOldestFirst = chosen.get("order") === "oldest";
  const items = useMemo(() => ordered(found.entries, isOldestFirst), [found.entries, isOldestFirst]);
  const between = useBetween(pulse);
  const [picked, pick] = usePicked();
  const list = useRef({});
  useShown(list, picked, found);
  const codes = useMemo(() => lanesOf(one, found.entries), [one, found.entries]);
  const row = (entry) => html`<${Entry} entry=${entry} request=${requests.byId.get(entry.requestId)} agencies=${agencies}
    isFresh=${found.came.has(entry.eventId)} isChosen=${entry.eventId === picked} onPick=${pick} />`;
  const classOf = (entry) => `${entry.isSystem ? "system" : ""} ${between(entry) ? "between" : ""} ${found.came.has(entry.eventId) ? "fresh" : ""}`;
  return html`<div class="timeline">
    <${Filters} agencies=${codes} requests=${requests.requests} kinds=${pulse.kinds} />
    <${Legend} counts=${pulse.counts} />
    <div class="both">
      <${Lanes} id=${id} one=${one} codes=${codes} agencies=${agencies} entries=${found.entries} isWhole=${found.isWhole} requests=${requests} picked=${picked} onPick=${pick} between=${between} />
      <section class="listed" aria-label=${t("case-list")}>
        <${ListHead} id=${id} one=${one} found=${found} isOldestFirst=${isOldestFirst} isPast=${Boolean(moment)} />
        ${found.refusal && html`<${Problem} refusal=${found.refusal} again=${found.again} />`}
        <${Elsewhere} id=${id} picked=${picked} found=${found} />
        ${items.length > 0 && html`<${VirtualList} items=${items} keyOf=${(entry) => entry.eventId} row=${row} classOf=${classOf} label=${t("case-list")} current=${picked} onCurrent=${pick} hold=${list.current} />`}
        ${!items.length && (found.isLoading ? html`<${Loading} rows=${8} />` : !found.refusal && html`<${Empty} text=${t("case-no-entry")} />`)}
      </section>
    </div>
  </div>`;
}

/** In the order of the world, either way; undated ones stand after all others. */
function ordered(entries, isOldestFirst) {
  const dated = entries.filter((entry) => entry.occurredAt);
  if (!isOldestFirst) dated.reverse();
  return [...dated, ...entries.filter((entry) => !entry.occurredAt)];
}

/** The codes of the lanes: partners first, the lead at the top, then whoever else takes part. */
function lanesOf(one, entries) {
  const partners = [...one.partners].sort((a, b) => Number(b.isLead) - Number(a.isLead)).map((partner) => partner.agencyId);
  return [...new Set([...partners, ...entries.flatMap((entry) => entry.agencies)])];
}

/** The chosen entry: at once on the page, and in the address when one rests on it. */
function usePicked() {
  const told = useAddress().chosen.get("entry");
  const [picked, setPicked] = useState(told);
  const rest = useRef(null);
  useEffect(() => { setPicked(told); }, [told]);
  useEffect(() => () => clearTimeout(rest.current), []);
  return [picked, (eventId) => {
    clearTimeout(rest.current);
    setPicked(eventId);
    rest.current = setTimeout(() => choose({ entry: eventId }, { inPlace: true }), 250);
  }];
}

/** Brings the chosen entry into view once it is there, and again when another is chosen. */
function useShown(list, picked, { entries }) {
  const shown = useRef(null);
  const measured = useRef(null);
  useEffect(() => () => clearTimeout(measured.current), [picked]); // not when a page comes, which may be sooner
  useEffect(() => {
    if (shown.current === picked) return;
    if (!picked) { shown.current = null; return; }
    if (!list.current.find?.(picked)) return;
    shown.current = picked;
    measured.current = setTimeout(() => list.current.show(picked), 120); // again, when the rows around it are measured
  }, [picked, entries]);
}

/** Whether an entry happened, or was recorded, between the two moments that are compared. */
function useBetween(pulse) {
  const { moment, other, way, isComparing } = useTravel();
  const [from, to] = [millisecondsOf(other, pulse.beats) ?? -Infinity, millisecondsOf(moment, pulse.beats) ?? Infinity].sort((a, b) => a - b);
  return (entry) => isComparing && Date.parse(entry[way]) > from && Date.parse(entry[way]) <= to;
}

function ListHead({ one, found, isOldestFirst, isPast }) {
  useEffect(() => { if (found.came.size) announce(t("case-came", { count: found.came.size })); }, [found.came]);
  return html`<div class="list-head">
    <h2>${found.isLoading && !found.entries.length ? t("case-part-timeline") : t("case-entries", { count: found.total })}</h2>
    ${!isPast && html`<${State} kind=${LIVE[found.standing]}>${t(`case-live-${found.standing}`)}<//>`}
    ${found.isLoading && html`<progress max=${found.total || 1} value=${found.entries.length} aria-label=${t("loading")}></progress><span class="soft">${number(found.entries.length)}</span>`}
    <span class="end">
      <a href=${otherwise({ order: isOldestFirst ? null : "oldest" })}>${t(isOldestFirst ? "case-newest-first" : "case-oldest-first")}</a>
      <button type="button" class="quiet" disabled=${!found.isWhole || !found.entries.length} onClick=${() => download(`${one.reference}-timeline.csv`, csv(rowsOf(found.entries)), "text/csv;charset=utf-8")}>${t("case-export-seen")}</button>
    </span>
  </div>`;
}

const COLUMNS = ["position", "eventId", "kind", "category", "fromAgencyId", "toAgencyId", "agencies", "occurredText", "occurredPrecision", "occurredTz", "occurredAt", "occurredUntil", "recordedAt",
  "actorId", "actorAgencyId", "channel", "externalRef", "requestId", "itemId", "followupId", "reviewId", "cycle", "isSystem", "corrects", "correctedBy", "text", "summaryArguments"];

function rowsOf(entries) {
  const cell = (value) => (Array.isArray(value) ? value.map((each) => (typeof each === "object" ? `${each.name}=${each.value}` : each)).join("; ") : value);
  return [COLUMNS, ...entries.map((entry) => COLUMNS.map((name) => cell(entry[name])))];
}

/** An entry that is linked, but is not among those that fit the filters: said, with the way to it. */
function Elsewhere({ id, picked, found }) {
  const isMissing = picked && found.isWhole && !found.entries.some((entry) => entry.eventId === picked);
  const { answer } = useAnswer(isMissing ? ENTRY : null, { eventId: picked });
  if (!isMissing || !answer) return null;
  if (answer.entry?.caseId !== id) return html`<${Empty} text=${t("case-entry-none")} />`;
  return html`<${Empty} text=${t("case-entry-filtered")}><a href=${otherwise({ ...ALL, system: answer.entry.isSystem ? "yes" : null, asof: null, with: null })}>${t("case-entry-show")}</a><//>`;
}
