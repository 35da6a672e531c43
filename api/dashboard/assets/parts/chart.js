// Pictures of figures by Apache ECharts, in the page's own colours; each with its rows as a table, and as files.
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../frame/words.js";
import { csv, download } from "./downloads.js";
import { colours, pngOf, svgOf, whole } from "./drawing.js";
import { html } from "./html.js";

/**
 * One picture. name: of its files; label: what it shows, in a sentence; option(colours, { echarts, isRightToLeft }): of ECharts,
 * a function of what is drawn, made anew when `of` changes; rows: the same as a table, the first row its head, of text and
 * numbers; height in pixels; onPick(params): a click on something drawn; before(echarts): what has to be registered first;
 * begun(chart, colours): is told of the chart of ECharts, and of a function of the colours now, to follow it more closely.
 */
export function Chart({ name, label, option, of, rows, height = 320, onPick, before, begun, children }) {
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
      if (isOver || !place.current) return; // the page went on while the library came
      const chart = echarts.init(place.current, null, { renderer: "canvas" });
      chart.of = echarts;
      drawn.current = chart;
      chart.on("click", (params) => latest.current.onPick?.(params));
      watched = new ResizeObserver(() => place.current?.offsetWidth && chart.resize());
      watched.observe(place.current);
      begun?.(chart, colours);
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
  const size = () => ({ width: place.current.offsetWidth, height: place.current.offsetHeight });
  return html`<figure class="chart" aria-busy=${!isReady}>
    <div class="drawn" ref=${place} role="img" aria-label=${label} style=${{ height: `${height}px` }}></div>
    <figcaption><span>${children ?? label}</span><${Files} name=${name} rows=${rows} option=${option} size=${size} before=${before} /></figcaption>
    ${rows && html`<details><summary>${t("as-table")}</summary><${Rows} rows=${rows} label=${label} /></details>`}
  </figure>`;
}

/** A picture as files, whether or not it is drawn on the page. size(): { width, height } in pixels; the rest as of Chart. */
export function Files({ name, rows, option, size, before }) {
  const svg = async () => download(`${name}.svg`, await svgOf(option, size(), before), "image/svg+xml");
  const png = async () => download(`${name}.png`, await pngOf(option, size(), before));
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
