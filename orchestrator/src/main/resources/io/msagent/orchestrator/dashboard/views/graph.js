// Who calls whom: drawn, and as a table with the same numbers.
import { rate, whole } from "../model/format.js";
import { tone } from "../model/states.js";
import { readJson } from "../net/api.js";
import { text } from "../parts/cells.js";
import { el, setText } from "../parts/dom.js";
import { drawGraph } from "../parts/graphdrawing.js";
import { Table } from "../parts/table.js";

const EVERY_MILLIS = 3000;
const MOST_DRAWN = 60;

/**
 * @param around only what leads to this service and what it leads to; all if undefined
 */
export function graphView(store, around) {
  let edges = [];
  let drawing = null;
  let shape;
  let timer;
  let shown = false;
  let loaded = false;
  const place = el("div", { class: "body drawing" });
  const note = el("span", { class: "muted" });
  const table = new Table({
    caption: "Calls by caller and service",
    columns: [
      { label: "Caller", class: "main", sort: ({ caller }) => caller, cell: text(({ caller }) => caller), bare: true },
      { label: "Service", sort: ({ service }) => service, cell: text(({ service }) => service) },
      { label: "Calls/s", class: "number", sort: (e) => e.callsPerSecond, cell: text((e) => rate(e.callsPerSecond)) },
      { label: "Calls", class: "number", sort: ({ calls }) => calls, cell: text(({ calls }) => whole(calls)) },
    ],
    keyOf: keyOf,
    empty: "No calls yet.",
    sortBy: "Caller",
  });

  function draw() {
    const busiest = edges.toSorted((a, b) => b.callsPerSecond - a.callsPerSecond || b.calls - a.calls).slice(0, MOST_DRAWN);
    const now = busiest.map(keyOf).sort().join("\n");
    if (now !== shape) {
      shape = now;
      drawing = busiest.length === 0 ? null : drawGraph(busiest);
      place.replaceChildren(drawing?.node ?? el("p", { class: "empty" }, "No calls yet."));
    }
    const rates = new Map(edges.map((edge) => [keyOf(edge), edge.callsPerSecond]));
    drawing?.update((edge) => rates.get(keyOf(edge)), about);
    setText(note, edges.length > MOST_DRAWN ? `the busiest ${MOST_DRAWN} of ${edges.length} drawn` : "");
    table.show(edges);
  }

  function about(name) {
    const service = store.service(name);
    return service
      ? {
          tone: tone(service, store.instancesOf(name)),
          detail: `${service.serving} of ${service.desired} serving · ${rate(service.callsPerSecond)}/s`,
        }
      : { tone: null, detail: "program" };
  }

  async function load() {
    try {
      const all = (await readJson("/graph")).edges;
      edges = around ? near(all, around) : all;
      loaded = true;
      draw();
    } catch {
      setText(note, "not up to date: the orchestrator does not answer");
    }
    if (shown) {
      timer = setTimeout(load, EVERY_MILLIS);
    }
  }

  return {
    title: around ? `Calls of ${around}` : "Call graph",
    element: el(
      "div",
      { class: "stack" },
      el("h1", { class: "unseen" }, "Call graph"),
      el(
        "section",
        { class: "panel" },
        el(
          "header",
          {},
          el("h2", {}, around ? `Calls to and from ${around}` : "Who calls whom"),
          note,
          around ? el("a", { class: "end", href: "#/graph" }, "the whole graph") : null,
        ),
        place,
      ),
      el("section", { class: "panel" }, el("header", {}, el("h2", {}, "The same as a table")), table.element),
    ),
    update: () => loaded && draw(),
    show() {
      shown = true;
      load();
    },
    hide() {
      shown = false;
      clearTimeout(timer);
    },
  };
}

function keyOf({ caller, service }) {
  return JSON.stringify([caller, service]);
}

/** Edges on a way to that service or from it. */
function near(edges, service) {
  const reach = (from, to) => {
    const found = new Set([service]);
    for (let before = 0; before < found.size; ) {
      before = found.size;
      edges.forEach((edge) => found.has(edge[from]) && found.add(edge[to]));
    }
    return found;
  };
  const callers = reach("service", "caller");
  const callees = reach("caller", "service");
  return edges.filter((e) => callers.has(e.service) || callees.has(e.caller));
}
