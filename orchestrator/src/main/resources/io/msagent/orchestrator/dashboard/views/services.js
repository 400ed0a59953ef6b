// All services, and beside them what has happened lately.
import { micros, rate, short } from "../model/format.js";
import { countStates, marksOf, needsAttention, tone } from "../model/states.js";
import { stateCounts } from "../parts/badge.js";
import { text, trend, utilisation } from "../parts/cells.js";
import { button, el, setAttribute, setText } from "../parts/dom.js";
import { eventList } from "../parts/eventlist.js";
import { Table } from "../parts/table.js";

const EVENTS_BESIDE = 12;

export function servicesView(store) {
  const table = new Table({
    caption: "Services",
    columns: columns(store),
    keyOf: ({ name }) => name,
    empty: "No service to show. A service appears when a program calls it, or a provider of it is started.",
    sortBy: "Service",
  });
  const filter = el("input", { type: "search", class: "filter", placeholder: "Filter (/)", "aria-label": "Filter services" });
  const all = button("All", () => choose(false), { "aria-pressed": "true" });
  const attention = button("Needs attention", () => choose(true), { "aria-pressed": "false" });
  const events = eventList("Latest events");
  let onlyAttention = false;

  function choose(only) {
    onlyAttention = only;
    setAttribute(all, "aria-pressed", String(!only));
    setAttribute(attention, "aria-pressed", String(only));
    update();
  }

  function update() {
    const wanted = filter.value.trim().toLowerCase();
    const bad = store.services.filter((service) => needsAttention(service, store.instancesOf(service.name)));
    setText(all, `All ${store.services.length}`);
    setText(attention, `Needs attention ${bad.length}`);
    table.show(
      (onlyAttention ? bad : store.services).filter(({ name, trouble }) =>
        `${name} ${trouble ?? ""}`.toLowerCase().includes(wanted),
      ),
    );
    events.show(store.events.slice(0, EVENTS_BESIDE));
  }

  filter.addEventListener("input", update);
  return {
    title: "Services",
    element: el(
      "div",
      { class: "columns" },
      el(
        "section",
        { class: "panel" },
        el("header", {}, el("h1", { class: "unseen" }, "Services"), el("div", { class: "choice" }, all, attention), el("span", { class: "end" }, filter)),
        table.element,
      ),
      el(
        "section",
        { class: "panel" },
        el("header", {}, el("h2", {}, "Latest events"), el("a", { class: "end", href: "#/events" }, "all")),
        events.element,
      ),
    ),
    update,
  };
}

function columns(store) {
  const history = (what) => ({ name }) => store.history(`service/${name}/${what}`);
  return [
    { label: "Service", class: "main", sort: ({ name }) => name, cell: nameCell(store), bare: true },
    { label: "Instances", cell: countsCell(store) },
    { label: "Serving", class: "number", sort: ({ serving }) => serving, cell: servingCell },
    { label: "Utilisation", class: "wide", sort: (s) => s.utilisation, cell: utilisation(history("utilisation")) },
    { label: "Calls/s", class: "number", sort: (s) => s.callsPerSecond, cell: text((s) => rate(s.callsPerSecond)) },
    { label: "p50", class: "number", sort: (s) => s.p50Micros, cell: text((s) => micros(s.p50Micros)) },
    { label: "p99", class: "number", sort: (s) => s.p99Micros, cell: trend((s) => micros(s.p99Micros), history("p99"), 1000) },
  ];
}

function nameCell(store) {
  return ({ name }) => {
    const dot = el("span", { class: "health", "aria-hidden": "true" });
    const marks = el("span", { class: "second" });
    const trouble = el("span", { class: "second trouble" });
    return {
      node: el("div", {}, dot, el("a", { href: `#/services/${encodeURIComponent(name)}` }, name), marks, trouble),
      update(service) {
        setAttribute(dot, "data-tone", tone(service, store.instancesOf(service.name)));
        setText(marks, marksOf(service));
        setText(trouble, service.trouble ?? "");
      },
    };
  };
}

function servingCell() {
  const number = el("span", {});
  const bounds = el("span", { class: "second" });
  return {
    node: el("div", {}, number, bounds),
    update({ serving, desired, min, max, idle }) {
      setText(number, `${serving} / ${desired}`);
      setText(bounds, min === max ? "fixed" : `${min}–${max}`);
      setAttribute(bounds, "title", idle && idle !== "never" ? `none when idle for ${short(idle)}` : "");
    },
  };
}

function countsCell(store) {
  return () => {
    const counts = stateCounts();
    return { node: counts.node, update: ({ name }) => counts.update(countStates(store.instancesOf(name))) };
  };
}
