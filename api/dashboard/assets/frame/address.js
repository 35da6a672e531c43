// The address after #: a path, and what is chosen on the page. Everything that can be linked stands in it.
import { useEffect, useMemo, useState } from "preact/hooks";

/** "#/investigation/7?agency=FR" as { path: "/investigation/7", chosen: URLSearchParams }. */
export function address() {
  const [path, search = ""] = location.hash.replace(/^#/, "").split("?");
  return { path: path || "/", chosen: new URLSearchParams(search) };
}

/** The link to a path with what is chosen there; what is empty is left out. */
export function link(path, chosen = {}) {
  const search = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value != null && value !== "" && value !== false));
  return `#${path}${search.size ? `?${search}` : ""}`;
}

export function go(path, chosen) {
  if (location.pathname === "/") location.hash = link(path, chosen);
  else location.assign(`/${link(path, chosen)}`);
}

/** The link to this page with other choices: choices that are named change, the others stay; null takes one away. */
export function otherwise(changes) {
  const { path, chosen } = address();
  return link(path, { ...Object.fromEntries(chosen), ...changes });
}

/** Changes choices of this page. inPlace: without an entry in the history, as while a slider moves. */
export function choose(changes, { inPlace = false } = {}) {
  const next = otherwise(changes);
  if (next === location.hash) return;
  if (!inPlace) location.hash = next;
  else {
    history.replaceState(null, "", next);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }
}

export function useAddress() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    window.addEventListener("hashchange", changed);
    changed(); // it may have changed since it was first looked at
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return useMemo(address, [hash]);
}
