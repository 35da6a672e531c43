// What Apache ECharts draws, in the colours of the page: on the page, and apart from it as a file.
const NAMES = ["ground", "paper", "ink", "soft", "line", "faint", "accent", "heat", "good", "risk", "bad", "rest", "hue1", "hue2", "hue3", "hue4", "hue5", "hue6", "hue7", "hue8"];

/** The colours of the page as it looks now: { ink, soft, hue1, … }. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** The options of a picture, with what all pictures share. option: as of Chart. Names of fonts stand in attributes of an SVG. */
export function whole(option, echarts) {
  const used = colours();
  const made = option(used, { echarts, isRightToLeft: document.documentElement.dir === "rtl" });
  return {
    animation: false,
    backgroundColor: "transparent",
    color: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => used[`hue${place}`]),
    textStyle: { color: used.ink, fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"), fontSize: 12 },
    ...made,
    tooltip: { renderMode: "richText", confine: true, backgroundColor: used.paper, borderColor: used.line, textStyle: { color: used.ink, fontSize: 12 }, ...made.tooltip },
  };
}

/** The picture as text of an SVG file. size: { width, height } in pixels. */
export async function svgOf(option, size, before) {
  const echarts = await import("echarts");
  await before?.(echarts);
  const apart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  apart.setOption(whole(option, echarts));
  const text = apart.renderToSVGString();
  apart.dispose();
  return text;
}

/** The picture as a data address of a PNG file, two dots for a pixel. */
export async function pngOf(option, size, before) {
  const echarts = await import("echarts");
  await before?.(echarts);
  const apart = echarts.init(document.createElement("canvas"), null, { renderer: "canvas", devicePixelRatio: 2, ...size });
  apart.setOption(whole(option, echarts));
  const address = apart.getDataURL({ pixelRatio: 2, backgroundColor: colours().paper });
  apart.dispose();
  return address;
}
