// What a case is: phase, lead, partners with country and dates, legal basis, agreement, members, what is open.
import { t } from "../../frame/words.js";
import { Agency, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { regionName } from "../../parts/names.js";
import { Title } from "../../parts/notices.js";
import { dayText, Instant } from "../../parts/times.js";
import { valueText } from "./told.js";

const PHASES = { SETTING_UP: "calm", OPERATIONAL: "good", POST_OPERATIONAL: "rest", CLOSED: "calm", ARCHIVED: "calm" };
const STANDINGS = { INVITED: "rest", JOINED: "good", DECLINED: "calm", LEFT: "calm" };
const FORMATS = ["html", "csv", "jsonl", "ocel", "xes"];

export function Head({ one, agencies }) {
  return html`<header class="case-head">
    <p class="crumb"><a href="#/investigations">${t("nav-investigations")}</a> / <bdi>${one.reference}</bdi></p>
    <${Title} text=${one.title}>
      <span class="row"><${State} kind=${PHASES[one.phase]}>${word("Phase", one.phase)}<//>
        <${Exports} id=${one.investigationId} /></span><//>
    <${Partners} one=${one} agencies=${agencies} />
    <dl class="case-facts">
      <${Fact} name=${t("case-legal-basis")}>${word("LegalBasisKind", one.legalBasis)}<//>
      <${Fact} name=${t("case-crime-areas")}>${one.crimeAreas.map((code) => valueText("crime_area", code, "CrimeArea")).join(", ") || "–"}<//>
      <${Fact} name=${t("case-agreement")}><${AgreementText} of=${one.agreement} isErased=${one.isErased} /><//>
      <${Fact} name=${t("case-opened")}><${Instant} at=${one.openedAt} />${one.plannedEnd && html` <span class="soft">${t("case-planned-end", { day: dayText(one.plannedEnd) })}</span>`}<//>
      <${Fact} name=${t("case-open")}>${t("case-open-counts", { open: one.openRequestCount, all: one.requestCount, followups: one.openFollowupCount })}<//>
      <${Fact} name=${t("case-members")}><${Members} members=${one.members} agencies=${agencies} /><//>
      ${one.compartments.length > 0 && html`<${Fact} name=${t("case-compartments")}><bdi>${one.compartments.join(", ")}</bdi><//>`}
    </dl>
  </header>`;
}

function Fact({ name, children }) {
  return html`<div><dt>${name}</dt><dd>${children}</dd></div>`;
}

function Partners({ one, agencies }) {
  return html`<ul class="partners" aria-label=${t("case-partners")}>${one.partners.map((partner) => {
    const agency = agencies.get(partner.agencyId);
    return html`<li class=${partner.standing === "JOINED" ? "" : "past"}>
      <span class="country" title=${agency?.country ? regionName(agency.country) : t("case-international")}>${agency?.country ?? "INT"}</span>
      <span class="who"><strong><bdi>${partner.agencyId}</bdi></strong>${partner.isLead && html` <span class="lead">${t("case-lead")}</span>`}
        <span class="soft name" dir="auto">${agency?.name ?? ""}</span></span>
      <span class="dates"><${State} kind=${STANDINGS[partner.standing]}>${word("PartnerStanding", partner.standing)}<//>
        <span class="soft">${word("PartnerRole", partner.role)}${partner.activeFrom && ` · ${period(partner)}`}</span></span>
    </li>`;
  })}</ul>`;
}

function period({ activeFrom, activeTo }) {
  return activeTo ? `${dayText(activeFrom)} – ${dayText(activeTo)}` : t("case-since", { day: dayText(activeFrom) });
}

function AgreementText({ of, isErased }) {
  if (!of) return html`<span class="soft">${t("case-no-agreement")}</span>`;
  const period = of.validFrom && ` · ${dayText(of.validFrom)} – ${of.validTo ? dayText(of.validTo) : t("case-open-ended")}`;
  return html`<bdi>${of.reference}</bdi> <span class="soft">${t("case-signed", { day: dayText(of.signedOn) })}${period}${of.amendments > 0 && ` · ${t("case-amended", { count: of.amendments })}`}</span>
    ${of.thirdPartyAccess && html` · ${t("case-third-parties")} <${Written} text=${of.thirdPartyAccess} isErased=${isErased} />`}`;
}

function Members({ members, agencies }) {
  const active = members.filter((member) => member.isActive);
  return html`<details class="members"><summary>${t("case-members-active", { count: active.length })}</summary>
    <ul>${members.map((member) => html`<li class=${member.isActive ? "" : "past"}><bdi>${member.memberId}</bdi> <${Agency} code=${member.agencyId} name=${agencies.get(member.agencyId)?.name} />
      <span class="soft">${[word("MemberRole", member.role), member.isAdministrator && t("case-administrator"), member.clearance && word("Classification", member.clearance),
        member.compartments.join(", "), period(member)].filter(Boolean).join(" · ")}</span></li>`)}</ul></details>`;
}

/** The whole case, for other tools; what is filtered alone is offered beside the filters. */
function Exports({ id }) {
  return html`<span class="exports" role="group" aria-label=${t("case-export-whole")}><span class="soft">${t("case-export-whole")}</span>
    ${FORMATS.map((format) => html`<a href=${`/exports/${id}.${format}`} download>${format === "html" ? t("case-report") : format.toUpperCase()}</a>`)}</span>`;
}

