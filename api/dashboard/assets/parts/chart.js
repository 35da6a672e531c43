// Pictures of figures by Apache ECharts, in the page's own colours; each with its rows as a table, and as files.
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../frame/words.js";
import { csv, download } from "./downloads.js";
import { html } from "./html.js";

const NAMES = ["ground", "paper", "ink", "soft", "line", "faint", "accent", "good", "risk", "bad", "rest", "hue1", "hue2", "hue3", "hue4", "hue5", "hue6", "hue7", "hue8"];

/** The colours of the page as it looks now: { ink, soft, hue1, … }. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const rightToLeft = () => document.documentElement.dir === "rtl";

function whole(option, echarts) {
  const used = colours();
  const made = option(used, { echarts, isRightToLeft: rightToLeft() });
  return {
    animation: false,
    backgroundColor: "transparent",
    color: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => used[`hue${place}`]),
    textStyle: { color: used.ink, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 },
    ...made,
    tooltip: { renderMode: "richText", confine: true, backgroundColor: used.paper, borderColor: used.line, textStyle: { color: used.ink, fontSize: 12 }, ...made.tooltip },
  };
}

/**
 * One picture. name: of its files; label: what it shows, in a sentence; option(colours, { echarts, isRightToLeft }): of ECharts,
 * a function of what is drawn, made anew when `of` changes; rows: the same as a table, the first row its head, of text and
 * numbers; height in pixels; onPick(params): a click on something drawn; before(echarts): what has to be registered first.
 */
export function Chart({ name, label, option, of, rows, height = 320, onPick, before, children }) {
  const place = useRef(null);
  const drawn = useRef(null);
  const [isReady, setReady] = useState(false);
  const latest = useRef({});
  latest.current = { option, onPick };
  useEffect(() => {
    let isOver = false;
    let watched = null;
    const renew = () => drawn.current?.setOption(whole(latest.current.option, drawn.current.of), true);
    const begin = async () => {
      const echarts = await import("echarts");
      await before?.(echarts);
      if (isOver) return;
      const chart = echarts.init(place.current, null, { renderer: "canvas" });
      chart.of = echarts;
      drawn.current = chart;
      chart.on("click", (params) => latest.current.onPick?.(params));
      watched = new ResizeObserver(() => chart.resize());
      watched.observe(place.current);
      renew();
      setReady(true);
    };
    begin();
    window.addEventListener("entente:look", renew);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", renew);
    return () => {
      isOver = true;
      window.removeEventListener("entente:look", renew);
      dark.removeEventListener("change", renew);
      watched?.disconnect();
      drawn.current?.dispose();
    };
  }, []);
  useEffect(() => { if (isReady) drawn.current.setOption(whole(option, drawn.current.of), true); }, [isReady, of]);
  return html`<figure class="chart" aria-busy=${!isReady}>
    <div class="drawn" ref=${place} role="img" aria-label=${label} style=${{ height: `${height}px` }}></div>
    <figcaption><span>${children ?? label}</span><${Files} name=${name} rows=${rows} drawn=${drawn} option=${option} /></figcaption>
    ${rows && html`<details><summary>${t("as-table")}</summary><${Rows} rows=${rows} label=${label} /></details>`}
  </figure>`;
}

function Files({ name, rows, drawn, option }) {
  const svg = () => {
    const { of: echarts } = drawn.current;
    const { offsetWidth: width, offsetHeight: height } = drawn.current.getDom();
    const apart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
    apart.setOption(whole(option, echarts));
    download(`${name}.svg`, apart.renderToSVGString(), "image/svg+xml");
    apart.dispose();
  };
  const png = () => download(`${name}.png`, drawn.current.getDataURL({ pixelRatio: 2, backgroundColor: colours().paper }));
  return html`<span class="files" role="group" aria-label=${t("download")}>
    <button type="button" class="quiet" onClick=${svg}>SVG</button>
    <button type="button" class="quiet" onClick=${png}>PNG</button>
    ${rows && html`<button type="button" class="quiet" onClick=${() => download(`${name}.csv`, csv(rows), "text/csv;charset=utf-8")}>CSV</button>`}
  </span>`;
}

/** Rows as a table; numbers stand to the end. */
export function Rows({ rows, label }) {
  const [head, ...body] = rows;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}><table>
    <thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${body.map((row) => html`<tr>${row.map((each) => html`<td class=${typeof each === "number" ? "number" : ""} dir="auto">${each ?? "–"}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}
