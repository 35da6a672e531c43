// What an agency reports of a year under Directive (EU) 2023/977 Art. 18(2), ready to be filed: printed, or as CSV.
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { useViewer } from "../../frame/viewer.js";
import { number, t } from "../../frame/words.js";
import { word } from "../../parts/codes.js";
import { csv, download } from "../../parts/downloads.js";
import { html } from "../../parts/html.js";
import { Answered } from "../../parts/notices.js";
import { countryName } from "./figures.js";
import { Standpoint } from "./standpoint.js";

const QUERY = `query Yearly($year: Int!, $asOf: AsOf) {
  yearlyStatistics(year: $year, asOf: $asOf) { agencyId year asOfPosition numbers { letter country isUrgent ground count } }
}`;

const SHOWN_YEARS = 8;

export function Yearly() {
  const { chosen } = useAddress();
  const { asOf } = useMoment();
  const me = useViewer();
  const now = new Date().getUTCFullYear();
  const year = /^2\d{3}$/.test(chosen.get("year")) ? Number(chosen.get("year")) : now;
  const years = [...new Set([year, ...Array.from({ length: SHOWN_YEARS }, (_, back) => now - back)])].sort((one, other) => other - one);
  const found = useAnswer(QUERY, { year, asOf });
  return html`<form class="asked" onSubmit=${(event) => event.preventDefault()}>
      <label><span>${t("yearly-year")}</span>
        <select name="year" value=${year} onChange=${(event) => choose({ year: event.target.value })}>
          ${years.map((each) => html`<option value=${each} selected=${each === year}>${String(each)}</option>`)}</select></label>
      <button type="button" onClick=${() => window.print()}>${t("yearly-print")}</button>
    </form>
    <${Answered} of=${found} rows=${8}>${({ yearlyStatistics: told }) => html`<${Told} told=${told} name=${me.agency?.name} />`}<//>`;
}

function Told({ told, name }) {
  const rows = [["yearly-letter", "yearly-state", "yearly-urgent-column", "yearly-ground", "yearly-number"].map((id) => t(id)),
    ...told.numbers.map((each) => [each.letter, each.country ?? "", each.isUrgent == null ? "" : t(each.isUrgent ? "yearly-urgent" : "yearly-routine"), each.ground ?? "", each.count])];
  return html`<section class="yearly" aria-labelledby="yearly-of">
    <h2 id="yearly-of">${t("yearly-of", { year: String(told.year), agency: name ? `${name} (${told.agencyId})` : told.agencyId })}</h2>
    <p class="soft small">${t("yearly-basis")} · <${Standpoint} position=${told.asOfPosition} /></p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="yearly-of"><table>
      <thead><tr><th scope="col">${t("yearly-state")}</th><th scope="col">${t("yearly-split")}</th><th scope="col" class="number">${t("yearly-number")}</th></tr></thead>
      ${["a", "b", "c", "d"].map((letter) => html`<${Letter} letter=${letter} of=${told.numbers.filter((each) => each.letter === letter)} />`)}
    </table></div>
    <p class="soft small">${t("yearly-c-note")}</p>
    <p class="row"><button type="button" onClick=${() => download(`entente-art-18-${told.agencyId}-${told.year}.csv`, csv(rows), "text/csv;charset=utf-8")}>CSV</button></p>
  </section>`;
}

/** What is told under a letter, a line each; where nothing happened, one line that says nought. */
function Letter({ letter, of }) {
  const split = ({ isUrgent, ground }) => (ground ? word("RefusalGround", ground) : isUrgent == null ? (letter === "c" ? t("yearly-in-all") : "") : t(isUrgent ? "yearly-urgent" : "yearly-routine"));
  return html`<tbody data-letter=${letter}>
    <tr><th scope="rowgroup" colspan="3">${t(`yearly-${letter}`)}</th></tr>
    ${of.map((each) => html`<tr><td>${letter === "a" ? t("yearly-all-states") : countryName(each.country)}</td><td>${split(each)}</td><td class="number">${number(each.count)}</td></tr>`)}
    ${!of.length && html`<tr><td class="soft" colspan="2">${t("yearly-none")}</td><td class="number">${number(0)}</td></tr>`}
  </tbody>`;
}
