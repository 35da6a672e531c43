// What members sign on confidentiality: the version in force, who signed which, and who is late.
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { Agency, State } from "../../parts/chips.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { dayText } from "../../parts/times.js";
import { useFresh } from "./queries.js";

const QUERY = `query Confidentiality($id: UUID!, $on: Date) {
  confidentiality(investigationId: $id, on: $on) {
    inForce { version validFrom daysToSign }
    versions { version validFrom daysToSign }
    signatures { memberId agencyId version signedOn }
    exceptions { memberId agencyId version dueOn }
  }
}`;

export function Confidentiality({ id, round }) {
  const { moment } = useMoment();
  const on = moment && moment.way !== "position" ? moment.value.slice(0, 10) : null;
  const found = useFresh(useAnswer(QUERY, { id, on }), round);
  return html`<${Answered} of=${found}>${({ confidentiality: told }) => (told.versions.length ? html`
    ${moment && html`<p class="notice empty">${t("case-confidentiality-past")}</p>`}
    <div class="grid"><section class="panel"><h2>${t("case-versions")}</h2><ul class="lines">${told.versions.map((one) => html`<li><div><strong><bdi>${one.version}</bdi></strong>
        ${one.version === told.inForce?.version && html` <${State} kind="good">${t("case-in-force")}<//>`}</div>
        <span class="soft">${t("case-version-from", { day: dayText(one.validFrom), days: one.daysToSign })}</span></li>`)}</ul></section>
      <section class="panel"><h2>${t("case-late")}</h2>${told.exceptions.length ? html`<ul class="lines">${told.exceptions.map((one) => html`<li><div><${State} kind="bad">${t("case-unsigned", { version: one.version })}<//> <bdi>${one.memberId}</bdi> <${Agency} code=${one.agencyId} /></div>
        <span class="soft">${t("case-sign-by", { day: dayText(one.dueOn) })}</span></li>`)}</ul>` : html`<p class="soft">${t("case-nobody-late")}</p>`}</section>
      <section class="panel"><h2>${t("case-signatures")}</h2><ul class="lines">${told.signatures.map((one) => html`<li><div><bdi>${one.memberId}</bdi> <${Agency} code=${one.agencyId} /> <span class="chip line"><bdi>${one.version}</bdi></span></div><span class="soft">${dayText(one.signedOn)}</span></li>`)}</ul></section></div>`
    : html`<${Empty} text=${t("case-no-confidentiality")} />`)}<//>`;
}
