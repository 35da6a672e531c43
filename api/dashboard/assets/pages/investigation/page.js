// A case: what it is, its bar of time, and its parts; as of now, live, or as of a moment of the past.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { otherwise, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { askAll } from "../../frame/server.js";
import { t } from "../../frame/words.js";
import { html } from "../../parts/html.js";
import { Empty, Loading, Nothing, Problem } from "../../parts/notices.js";
import { Confidentiality } from "./confidentiality.js";
import { Difference } from "./difference.js";
import { FollowUps } from "./follow-ups.js";
import { Head } from "./head.js";
import { Items } from "./items.js";
import { Knowledge } from "./knowledge.js";
import { MomentBar } from "./moment-bar.js";
import { useNews, usePulse } from "./pulse.js";
import { AGENCIES, CASE, useFresh, useRequests } from "./queries.js";
import { Requests } from "./requests.js";
import { Reviews } from "./reviews.js";
import { Timeline } from "./timeline.js";
import { Together } from "./together.js";
import { useTravel } from "./travelling.js";
import { WhatIf } from "./what-if.js";

const PARTS = { timeline: Timeline, requests: Requests, items: Items, "follow-ups": FollowUps, reviews: Reviews, together: Together, confidentiality: Confidentiality, "what-if": WhatIf, knowledge: Knowledge };

export default function Investigation({ id }) {
  const { moment, asOf } = useMoment();
  const { isComparing } = useTravel();
  const { round, beats } = useNews(id, moment);
  const found = useFresh(useAnswer(CASE, { id, asOf }), round);
  const agencies = useAgencies();
  const requests = useRequests(id, asOf, round);
  const pulse = usePulse(id, beats);
  const known = useRef(null);
  if (found.answer?.investigation) known.current = found.answer.investigation;
  const one = found.answer?.investigation ?? known.current;
  if (!one && found.answer && !moment) return html`<${Nothing} title=${t("case-none")} text=${t("case-none-text")}><a href="#/investigations">${t("nav-investigations")}</a><//>`;
  if (!one && found.refusal) return html`<${Problem} refusal=${found.refusal} again=${found.again} />`;
  const isAbsent = Boolean(moment && found.answer && !found.answer.investigation);
  return html`<div class=${`case ${moment ? "in-past" : ""}`}>
    ${one ? html`<${Head} one=${one} agencies=${agencies} />` : !isAbsent && html`<${Loading} rows=${4} />`}
    <${MomentBar} pulse=${pulse} openedAt=${one?.openedAt} />
    ${found.refusal && html`<${Problem} refusal=${found.refusal} again=${found.again} />`}
    ${isAbsent && html`<${Empty} text=${t("case-not-yet")} />`}
    ${isComparing && html`<${Difference} id=${id} requests=${requests} round=${round} />`}
    ${one && html`<${Part} id=${id} one=${one} agencies=${agencies} requests=${requests} pulse=${pulse} round=${round} />`}
  </div>`;
}

function Part(given) {
  const { chosen } = useAddress();
  const part = chosen.get("part") in PARTS ? chosen.get("part") : "timeline";
  const counts = { requests: given.one.requestCount, "follow-ups": given.one.openFollowupCount };
  return html`<nav class="tabs" aria-label=${t("case-parts")}>${Object.keys(PARTS).map((name) => html`<a href=${otherwise({ part: name === "timeline" ? null : name })} aria-current=${name === part ? "page" : undefined}>
      ${t(`case-part-${name}`)}${counts[name] > 0 && html` <span class="soft">${counts[name]}</span>`}</a>`)}</nav>
    <${PARTS[part]} key=${part} ...${given} />`;
}

function useAgencies() {
  const [all, setAll] = useState([]);
  useEffect(() => { askAll(AGENCIES, {}, (data) => data.agencies, 1000).then(setAll, () => {}); }, []); // without them codes stand alone
  return useMemo(() => new Map(all.map((agency) => [agency.agencyId, agency])), [all]);
}
