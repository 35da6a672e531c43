// What charts of these pages have in common: a band between two lines, axes and a grid that stay quiet.

/** A series that fills what lies between low and high. points: [x, low, high]; isStepped: held until the next x. */
export function band(points, colour, { isStepped = false, name } = {}) {
  const held = (pick) => points.flatMap((point, at) => {
    const next = points[at + 1];
    return isStepped && next ? [[point[0], pick(point)], [next[0], pick(point)]] : [[point[0], pick(point)]];
  });
  const outline = [...held((point) => point[1]), ...held((point) => point[2]).reverse()];
  return {
    type: "custom", name, data: points.length ? [outline[0]] : [], clip: true, silent: true, tooltip: { show: false }, z: 1,
    renderItem: (params, api) => (params.dataIndexInside > 0 ? null : { type: "polygon", shape: { points: outline.map((point) => api.coord(point)) }, style: { fill: colour, opacity: 0.18 } }),
  };
}

export const quiet = (colours) => ({ axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false }, axisLabel: { color: colours.soft, hideOverlap: true }, splitLine: { lineStyle: { color: colours.faint } }, nameTextStyle: { color: colours.soft } });

export const grid = { left: 8, right: 16, top: 32, bottom: 8, containLabel: true };
