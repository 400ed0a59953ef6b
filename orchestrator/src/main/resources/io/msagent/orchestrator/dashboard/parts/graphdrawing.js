// Draws a call graph: boxes for programs and services, curves for who calls whom, the busier the thicker.
import { rate } from "../model/format.js";
import { layered } from "../model/layers.js";
import { setAttribute, setText, svg } from "./dom.js";

const BOX = { width: 178, height: 44 };
const STEP = { x: 300, y: 66 };
const EDGE = 12;
/** Room for the curve of what calls itself. */
const LOOP = 70;
/** An edge that leads back runs below the one that leads there. */
const BELOW = 13;
const MOST_LETTERS = 25;

/**
 * @param edges each {caller, service}; at least one
 * @returns the drawing, which shows new numbers without being laid out again
 */
export function drawGraph(edges) {
  const { layers, ways } = layered(edges);
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  const places = new Map();
  layers.forEach((layer, column) =>
    layer.forEach(({ name, bend }, row) =>
      places.set(name, {
        x: EDGE + column * STEP.x,
        y: EDGE + (row + (tallest - layer.length) / 2) * STEP.y + BOX.height / 2,
        bend,
      }),
    ),
  );
  const called = new Set(edges.map(({ service }) => service));
  const loops = edges
    .filter(({ caller, service }) => caller === service)
    .map((edge) => ({ edge, loop: true, way: [edge.caller] }));
  const curves = [...ways, ...loops].map((way) => curve(way, places));
  const boxes = [...places].filter(([, place]) => !place.bend).map(([name, at]) => box(name, at, called.has(name)));
  const width = 2 * EDGE + (layers.length - 1) * STEP.x + BOX.width + (loops.length > 0 ? LOOP : 0);
  const height = 2 * EDGE + (tallest - 1) * STEP.y + BOX.height;
  const node = svg(
    "svg",
    { class: "graph", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Call graph" },
    svg("defs", {}, arrow()),
    ...curves.map(({ path }) => path),
    ...boxes.map((one) => one.node),
    ...curves.map(({ label }) => label),
  );
  node.style.maxWidth = `${width}px`; // a small graph stays small
  return {
    node,
    /**
     * @param rateOf edge => calls per second
     * @param aboutOf name => {tone, detail}
     */
    update(rateOf, aboutOf) {
      curves.forEach((one) => one.update(rateOf(one.edge)));
      boxes.forEach((one) => one.update(aboutOf(one.name)));
    },
  };
}

function arrow() {
  const head = svg("path", { d: "M0 0 8 4 0 8Z", class: "head" });
  const marker = svg("marker", {
    id: "arrow",
    viewBox: "0 0 8 8",
    refX: 7,
    refY: 4,
    markerWidth: 9,
    markerHeight: 9,
    markerUnits: "userSpaceOnUse",
    orient: "auto",
  });
  marker.append(head);
  return marker;
}

function curve({ edge, way, back, loop }, places) {
  const path = svg("path", { class: "edge", "marker-end": "url(#arrow)" });
  const label = svg("text", { class: "rate" });
  const points = loop ? loopAt(places.get(way[0])) : pointsOf(way.map((name) => places.get(name)), back);
  path.setAttribute("d", loop ? points.d : smooth(points));
  const [a, b] = loop ? [points.top, points.top] : points.slice(0, 2);
  label.setAttribute("x", (a.x + b.x) / 2);
  label.setAttribute("y", (a.y + b.y) / 2 + 4);
  return {
    edge,
    path,
    label,
    update(perSecond) {
      setText(label, perSecond > 0 ? `${rate(perSecond)}/s` : "");
      setAttribute(path, "class", perSecond > 0 ? "edge" : "edge idle");
      setAttribute(path, "stroke-width", (1.2 + Math.log10(1 + (perSecond ?? 0)) * 1.1).toFixed(2));
    },
  };
}

/** From the right side of the first to the left side of the last; the other way round for an edge that leads back. */
function pointsOf(places, back) {
  const last = places.length - 1;
  return places.map(({ x, y, bend }, i) => {
    const right = back ? i === last : i === 0;
    return { x: bend ? x + BOX.width / 2 : right ? x + BOX.width + 1 : x - 1, y: back ? y + BELOW : y };
  });
}

function smooth(points) {
  const pieces = points.slice(1).map((to, i) => {
    const from = points[i];
    const middle = (from.x + to.x) / 2;
    return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
  });
  return `M${points[0].x} ${points[0].y}${pieces.join("")}`;
}

function loopAt({ x, y }) {
  const right = x + BOX.width;
  return {
    d: `M${right} ${y - 8}C${right + 44} ${y - 26} ${right + 44} ${y + 26} ${right + 1} ${y + 8}`,
    top: { x: right + 54, y },
  };
}

function box(name, { x, y }, isService) {
  const detail = svg("text", { class: "detail", x: x + 12, y: y + 14 });
  const node = svg(
    isService ? "a" : "g",
    isService
      ? { href: `#/services/${encodeURIComponent(name)}`, "aria-label": `Service ${name}` }
      : { class: "program" },
    svg("title", {}, name),
    svg("rect", {
      class: "box",
      x,
      y: y - BOX.height / 2,
      width: BOX.width,
      height: BOX.height,
      rx: isService ? 8 : 22,
    }),
    svg("text", { class: "name", x: x + 12, y: y - 3 }, shortened(name)),
    detail,
  );
  return {
    name,
    node,
    update(about) {
      setText(detail, about.detail);
      setAttribute(node, "data-tone", about.tone);
    },
  };
}

function shortened(name) {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
}
