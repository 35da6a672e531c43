// As of when figures are told, and on what they rest.
import { momentText, useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { html } from "../../parts/html.js";
import { dayText, instantText } from "../../parts/times.js";

export function Standpoint({ at, position, publication }) {
  const { moment } = useMoment();
  return html`<span>${moment ? momentText(moment) : at ? t("cooperation-as-of", { at: instantText(at), position }) : t("cooperation-as-of-position", { position })}
    ${publication && html` · ${t("cooperation-published", { first: dayText(publication.firstMonth), last: dayText(publication.lastMonth), rounded: publication.roundedTo, least: publication.leastInvestigations })}`}</span>`;
}
