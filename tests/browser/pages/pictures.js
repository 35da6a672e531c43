// Draws each kind of picture that the dashboard is made of, when a test asks for it by name.
import * as echarts from "/vendor/echarts.esm.min.mjs";

const borders = await (await fetch("/vendor/countries.json")).json();
echarts.registerMap("countries", { geoJSON: borders });

const bar = (params, api) => {
  const [left, top] = api.coord([api.value(0), api.value(2)]);
  const [right] = api.coord([api.value(1), api.value(2)]);
  return { type: "rect", shape: { x: left, y: top - 5, width: right - left, height: 10 }, style: { fill: "#357" } };
};

const lanes = {
  xAxis: { type: "time", min: 0, max: 1000 },
  yAxis: { type: "category", data: ["FR-OLCN", "NL-LTD"] },
  dataZoom: [{ type: "inside" }, { type: "slider" }],
  series: [
    { type: "custom", name: "clocks", renderItem: bar, data: [[100, 700, 0]], encode: { x: [0, 1], y: 2 } },
    { type: "lines", name: "requests", coordinateSystem: "cartesian2d", lineStyle: { curveness: 0.3 },
      data: [{ coords: [[200, 0], [400, 1]] }] },
  ],
};

const OPTIONS = {
  lanes,
  matrix: {
    xAxis: { type: "category", data: ["FR", "NL"] }, yAxis: { type: "category", data: ["FR", "NL"] },
    visualMap: { min: 0, max: 9, calculable: true }, series: [{ type: "heatmap", data: [[0, 1, 3], [1, 0, 9]] }],
  },
  flows: {
    geo: { map: "countries", nameProperty: "code", roam: true },
    series: [{ type: "lines", coordinateSystem: "geo", effect: { show: false }, data: [{ coords: [[2.2, 46.7], [5.5, 52.1]] }] }],
  },
  trend: {
    legend: {}, toolbox: { feature: {} }, xAxis: { type: "time" }, yAxis: {},
    series: [
      { type: "line", name: "median", step: "end", data: [[0, 1], [500, 3], [1000, 2]], areaStyle: {} },
      { type: "bar", name: "count", data: [[0, 2], [500, 1], [1000, 4]] },
    ],
  },
};

const element = document.createElement("div");
element.className = "tip";
element.textContent = "told by an element";

const TOOLTIPS = {
  ofElements: { confine: true, formatter: () => element },
  ofCanvas: { renderMode: "richText" },
  ofItsOwn: {},
};

const where = document.getElementById("picture");
let chart = null;

window.pictures = {
  draw(kind, tooltip = {}, renderer = "canvas") {
    chart?.dispose();
    chart = echarts.init(where, null, { renderer });
    return new Promise((done) => {
      chart.on("finished", () => done(true));
      chart.setOption({ animation: false, tooltip, ...OPTIONS[kind] });
    });
  },
  async hover(kind, tooltip) {
    await pictures.draw(kind, { showDelay: 0, transitionDuration: 0, ...TOOLTIPS[tooltip] });
    chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  },
  marks() {
    const svg = where.querySelector("svg");
    if (svg) return svg.querySelectorAll("path, text").length;
    const canvas = where.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, at) => at % 4 === 3 && value > 0).length;
  },
  written(kind) {
    const silent = echarts.init(null, null, { renderer: "svg", ssr: true, width: 800, height: 500 });
    silent.setOption({ animation: false, ...OPTIONS[kind] });
    const text = silent.renderToSVGString();
    silent.dispose();
    return text;
  },
  async saveDrawn(name) {
    const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: "#fff" });
    pictures.save(name, "image/png", await new Promise((done) => canvas.toBlob(done)));
  },
  save(name, type, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
  },
};
document.body.dataset.ready = "";
