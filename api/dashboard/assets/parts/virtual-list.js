// A long list of which only what is near the view stands in the document. Heights are measured as rows come; what is looked at stays put.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { html } from "./html.js";

const BEYOND = 600; // pixels rendered above and below the view

/**
 * items: each with its key by keyOf; row(item, place): what a row shows; classOf(item): of its row; label: of the list.
 * current: the key of the row that is chosen, onCurrent(key) chooses another: arrows, Page Up and Down, Home and End do so
 * from a row. estimate: pixels of a row that was never measured. find(key) of `hold`, an object of yours, scrolls there, show(key) the page, too.
 */
export function VirtualList({ items, keyOf, row, classOf, label, current, onCurrent, estimate = 84, hold = {} }) {
  const view = useRef(null);
  const heights = useRef(new Map());
  const [version, setVersion] = useState(0);
  const [window_, setWindow] = useState({ top: 0, height: 800 });
  const wanted = useRef(null); // the key of the row that takes the focus once it is there
  const layout = useMemo(() => laidOut(items, keyOf, heights.current, estimate), [items, version]);
  const anchor = useAnchor(view, layout, items, keyOf);
  const watch = useMeasuring(view, heights, layout, () => setVersion((before) => before + 1));

  useEffect(() => {
    const look = () => view.current && setWindow({ top: view.current.scrollTop, height: view.current.clientHeight });
    const sized = new ResizeObserver(look);
    sized.observe(view.current);
    return () => sized.disconnect();
  }, []);
  hold.find = (key) => {
    const place = layout.places.get(key);
    if (place == null || !view.current) return false; // it is not among them, or the list is gone
    const [top, bottom] = [layout.tops[place], layout.tops[place + 1]];
    const { scrollTop, clientHeight } = view.current;
    if (top < scrollTop || bottom > scrollTop + clientHeight) view.current.scrollTop = Math.max(0, top - clientHeight / 4);
    return true;
  };
  hold.show = (key) => {
    if (!hold.find(key)) return;
    view.current.querySelector(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const held = useHeldFocus(view);
  useLayoutEffect(() => {
    const isLost = held.current != null && document.activeElement === document.body; // a row that is moved in the document loses it
    const key = wanted.current ?? (isLost ? held.current : null);
    const element = key == null ? null : view.current.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (element) { wanted.current = null; element.focus({ preventScroll: true }); }
  });

  const moved = () => { anchor(); setWindow({ top: view.current.scrollTop, height: view.current.clientHeight }); };
  const pressed = (event) => {
    const from = layout.places.get(event.target.dataset?.key);
    if (from == null) return;
    const to = target(event.key, from, items.length, Math.max(1, Math.floor(window_.height / estimate) - 1));
    if (to == null) return;
    event.preventDefault();
    const key = keyOf(items[to]);
    wanted.current = key;
    onCurrent(key);
    hold.find(key);
    setVersion((before) => before + 1);
  };
  const shown = visible(layout, window_, layout.places.get(current), layout.places.get(wanted.current));
  const first = layout.places.has(current) ? layout.places.get(current) : shown[0];
  return html`<div class="virtual" ref=${view} onScroll=${moved} onKeyDown=${pressed}>
    <div class="length" role="list" aria-label=${label} style=${{ height: `${layout.tops[items.length]}px` }}>
      ${shown.map((place) => {
        const item = items[place];
        const key = keyOf(item);
        return html`<div key=${key} role="listitem" class=${`virtual-row ${classOf?.(item) ?? ""}`} data-key=${key} ref=${watch} tabindex=${place === first ? 0 : -1}
          aria-setsize=${items.length} aria-posinset=${place + 1} aria-current=${key === current ? "true" : undefined}
          onClick=${() => onCurrent(key)} style=${{ transform: `translateY(${layout.tops[place]}px)` }}>${row(item, place)}</div>`;
      })}
    </div>
  </div>`;
}

function target(pressed, from, length, page) {
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: length - 1, PageDown: from + page, PageUp: from - page }[pressed];
  return to == null ? null : Math.min(length - 1, Math.max(0, to));
}

/** tops: where each row begins, and the end of all; places: the place of each key. */
function laidOut(items, keyOf, heights, estimate) {
  const tops = new Float64Array(items.length + 1);
  const places = new Map();
  items.forEach((item, place) => {
    const key = keyOf(item);
    places.set(key, place);
    tops[place + 1] = tops[place] + (heights.get(key) ?? estimate);
  });
  return { tops, places };
}

function placeAt(tops, y) {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= y) low = middle; else high = middle - 1;
  }
  return low;
}

function visible({ tops }, { top, height }, ...always) {
  const last = tops.length - 2;
  if (last < 0) return [];
  const [from, to] = [placeAt(tops, Math.max(0, top - BEYOND)), Math.min(last, placeAt(tops, top + height + BEYOND))];
  const places = Array.from({ length: Math.max(0, to - Math.min(from, last) + 1) }, (_, each) => Math.min(from, last) + each);
  const kept = [...new Set(always)].filter((place) => place != null && !places.includes(place));
  return [...places, ...kept].sort((one, other) => one - other); // what has the focus stays, wherever it is
}

/** The key of the row that has the focus; null once somebody took it elsewhere. */
function useHeldFocus(view) {
  const held = useRef(null);
  useEffect(() => {
    const moved = ({ target: to }) => { held.current = view.current?.contains(to) ? to.closest("[data-key]")?.dataset.key ?? null : null; };
    document.addEventListener("focusin", moved);
    document.addEventListener("pointerdown", moved);
    return () => { document.removeEventListener("focusin", moved); document.removeEventListener("pointerdown", moved); };
  }, []);
  return held;
}

/** Keeps what stands at the top of the view there while rows come before it. Returns what to call when somebody scrolls. */
function useAnchor(view, layout, items, keyOf) {
  const held = useRef(null);
  useLayoutEffect(() => {
    const { key, into } = held.current ?? {};
    const place = layout.places.get(key);
    if (place != null && view.current.scrollTop > 0) view.current.scrollTop = layout.tops[place] + into;
  }, [items]);
  return () => {
    const { scrollTop } = view.current;
    const place = Math.min(placeAt(layout.tops, scrollTop), items.length - 1);
    held.current = place < 0 ? null : { key: keyOf(items[place]), into: scrollTop - layout.tops[place] };
  };
}

/** Measures rows; one above the view that turns out otherwise high moves nothing in it. Returns the ref of a row. */
function useMeasuring(view, heights, layout, changed) {
  const latest = useRef(null);
  latest.current = { layout, changed };
  const observer = useMemo(() => new ResizeObserver((seen) => {
    let above = 0;
    let isNew = false;
    for (const { target: element } of seen) {
      const { key } = element.dataset;
      const height = element.offsetHeight;
      const place = latest.current.layout.places.get(key);
      if (!element.isConnected || !height || place == null || heights.current.get(key) === height) continue;
      const { tops } = latest.current.layout;
      if (tops[place] < view.current.scrollTop) above += height - (tops[place + 1] - tops[place]);
      heights.current.set(key, height);
      isNew = true;
    }
    if (!isNew) return;
    latest.current.changed();
    if (above) view.current.scrollTop += above;
  }), []);
  useEffect(() => () => observer.disconnect(), []);
  return useMemo(() => (element) => { if (element) observer.observe(element); }, []);
}
