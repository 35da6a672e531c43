// The timeline as a picture: a lane for each agency, its entries as signs, requests as arcs between lanes, clocks as bars.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { choose } from "../../frame/address.js";
import { useMoment } from "../../frame/moment.js";
import { number, t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { html } from "../../parts/html.js";
import { chosenMarks, drawn } from "./lanes-drawing.js";
import { laidOut } from "./lanes-layout.js";
import { useTravel } from "./travelling.js";

const ZOOMS = [["case-zoom-all", null], ["case-zoom-quarter", 91], ["case-zoom-month", 30], ["case-zoom-week", 7], ["case-zoom-day", 1]];
const DAY = 86_400_000;

export function Lanes({ one, codes, agencies, entries, isWhole, requests, picked, onPick, between }) {
  const { moment } = useMoment();
  const { isComparing, other } = useTravel();
  const chart = useRef(null);
  const inks = useRef(null);
  const zoom = useRef({ start: 0, end: 100 });
  const [settled, setSettled] = useState({ entries: [], codes: [] });
  useEffect(() => { if (isWhole || !settled.entries.length) setSettled({ entries, codes }); }, [entries, isWhole, codes]); // drawn with the first page, then with all
  const standing = moment && moment.way !== "position" ? Date.parse(moment.value) : null;
  const isWide = useIsWide();
  const layout = useMemo(() => laidOut({ ...settled, requests: requests.requests, now: standing ?? Date.now(), isWide }), [settled, requests, standing, isComparing, other?.value, isWide]);
  const option = (colours, { isRightToLeft }) => drawn(layout, { colours, isRightToLeft, agencies, zoom: zoom.current, standing, picked, between: isComparing ? between : null });
  const begun = (made, colours) => {
    chart.current = made;
    inks.current = colours;
    made.on("datazoom", (moved) => { const { start, end } = moved.batch?.[0] ?? moved; zoom.current = { start, end }; }); // getOption would copy every sign
  };
  useEffect(() => { chart.current?.setOption({ series: [chosenMarks(layout, picked, inks.current())] }); }, [picked]);
  const pick = ({ data }) => { if (data?.eventId) onPick(data.eventId); else if (data?.requestId) choose({ request: data.requestId }); };
  const to = (days) => () => chart.current?.dispatchAction(zoomed(layout.span, days));
  return html`<section class="lanes" aria-label=${t("case-lanes")}>
    <div class="zooms" role="group" aria-label=${t("case-zoom")}>${ZOOMS.filter(([, days]) => !days || days * DAY < layout.span.to - layout.span.from).map(([id, days]) => html`<button type="button" class="quiet" onClick=${to(days)}>${t(id)}</button>`)}
      <span class="soft small">${t("case-clock-legend")}</span></div>
    <${Chart} name=${`${one.reference}-timeline`} label=${t("case-lanes-label", { count: settled.entries.length, agencies: settled.codes.length })} option=${option} of=${layout} height=${layout.height + 66} onPick=${pick} begun=${begun}>
      ${layout.isThinned ? t("case-clocks-thinned", { shown: number(layout.bars.length) }) : t("case-lanes-how")}<//>
  </section>`;
}

/** Whether picture and list stand side by side. */
function useIsWide() {
  const wide = useMemo(() => matchMedia("(min-width: 120rem)"), []);
  const [isWide, setWide] = useState(wide.matches);
  useEffect(() => {
    const changed = () => setWide(wide.matches);
    wide.addEventListener("change", changed);
    return () => wide.removeEventListener("change", changed);
  }, []);
  return isWide;
}

/** The last days of the span, or all of it. */
function zoomed({ from, to }, days) {
  const start = days ? Math.max(0, 100 - days * DAY / (to - from) * 100) : 0;
  return { type: "dataZoom", dataZoomIndex: 0, start, end: 100 };
}
