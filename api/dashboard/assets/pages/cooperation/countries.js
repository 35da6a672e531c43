// The borders of countries, loaded once: for maps, and where the middle of each country lies.
import { useEffect, useState } from "preact/hooks";

let loading = null;
let loaded = null;

function load() {
  loading ??= fetch("/vendor/countries.json").then(async (response) => {
    if (!response.ok) throw new Error("no borders");
    loaded = await response.json();
    return loaded;
  });
  return loading;
}

/** Registers the map "countries"; regions are named by their codes (ISO 3166-1 alpha-2). */
export async function registerCountries(echarts) {
  if (!echarts.getMap("countries")) echarts.registerMap("countries", { geoJSON: await load() });
}

/** Code -> [longitude, latitude] of the middle. */
export function countries() {
  return new Map((loaded?.features ?? []).filter(({ properties }) => properties.code).map(({ properties }) => [properties.code, properties.centre]));
}

/** Whether the borders are there; they are asked for. */
export function useCountries() {
  const [isThere, setThere] = useState(loaded !== null);
  useEffect(() => { if (!isThere) load().then(() => setThere(true)); }, []);
  return isThere;
}
