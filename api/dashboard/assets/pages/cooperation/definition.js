// What a metric is, one click away: text, unit, whose doing it tells of, source and version.
import { useRef, useState } from "preact/hooks";
import { useAnswer } from "../../frame/asking.js";
import { known, t } from "../../frame/words.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered } from "../../parts/notices.js";
import { metricName } from "./figures.js";

const QUERY = `query Definitions { metricDefinitions { metric name text unit window about source version } }`;

/** A button that opens the definition of a metric. isShort: with a sign alone, named for those who do not see it. */
export function Definition({ metric, isShort = false }) {
  const box = useRef(null);
  const [isAsked, setAsked] = useState(false);
  const found = useAnswer(isAsked ? QUERY : null);
  const open = () => { setAsked(true); box.current.showModal(); };
  return html`<button type="button" class=${isShort ? "quiet sign" : "quiet"} aria-haspopup="dialog" aria-label=${t("definition-of", { metric: metricName(metric) })} onClick=${open}>${isShort ? "?" : t("definition")}</button>
    <dialog ref=${box} aria-label=${t("definition-of", { metric: metricName(metric) })}>
      ${isAsked && html`<${Answered} of=${found} rows=${4}>${({ metricDefinitions }) => html`<${Text} of=${metricDefinitions.find((each) => each.metric === metric)} />`}<//>`}
      <form method="dialog" class="row"><button>${t("definition-close")}</button></form>
    </dialog>`;
}

function Text({ of }) {
  const told = known(`metric-${of.metric.toLowerCase().replace("_", "-")}-text`);
  return html`<h2>${of.metric.replace("_", " ")} · ${metricName(of.metric)}</h2>
    <p lang=${told ? undefined : "en"} dir="auto">${told ?? of.text}</p>
    <dl class="facts">
      <div><dt>${t("definition-unit")}</dt><dd>${word("FigureUnit", of.unit)}</dd></div>
      <div><dt>${t("definition-about")}</dt><dd>${known(`about-${of.about.replace(/[^a-z]+/g, "-")}`) ?? of.about}</dd></div>
      <div><dt>${t("definition-window")}</dt><dd>${word("WindowKind", of.window)}</dd></div>
      <div><dt>${t("definition-source")}</dt><dd><bdi lang="en">${of.source}</bdi></dd></div>
      <div><dt>${t("definition-version")}</dt><dd>${of.version}</dd></div>
    </dl>`;
}
