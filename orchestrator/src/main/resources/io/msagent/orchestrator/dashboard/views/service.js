// One service: its numbers, its number of instances and how to change it, the instances, who calls it, its events.
import { restart } from "../model/actions.js";
import { micros, percent, rate } from "../model/format.js";
import { countStates, marksOf, tone } from "../model/states.js";
import { stateCounts } from "../parts/badge.js";
import { button, el, setAttribute, setText } from "../parts/dom.js";
import { eventList } from "../parts/eventlist.js";
import { instanceTable } from "../parts/instancetable.js";
import { scaleForm } from "../parts/scaleform.js";
import { spark } from "../parts/spark.js";

const EVENTS_SHOWN = 20;

export function serviceView(store, name) {
  const dot = el("span", { class: "health", "aria-hidden": "true" });
  const marks = el("span", { class: "muted" });
  const trouble = el("p", { class: "panel banner", hidden: true });
  const gone = el("p", { class: "panel empty", hidden: true }, "There is no such service now.");
  const charts = [
    chart("Utilisation", (s) => percent(s.utilisation), "utilisation", 1),
    chart("Calls per second", (s) => rate(s.callsPerSecond), "calls", 1),
    chart("Latency p99", (s) => micros(s.p99Micros), "p99", 1000, (s) => `p50 ${micros(s.p50Micros)}`),
  ];
  const numbers = chart("Serving", (s) => `${s.serving} of ${s.desired}`, null, 1, (s) => `digest ${s.digest?.slice(0, 12) || "–"}`);
  const counts = stateCounts();
  numbers.node.append(counts.node);
  const scale = scaleForm(() => store.service(name));
  const instances = instanceTable(store, { ofOneService: true });
  const events = eventList(`Events of ${name}`, "own");
  const restarting = button("Rolling restart", () => restart({ name }));
  const rest = el(
    "div",
    { class: "stack" },
    trouble,
    el("div", { class: "charts" }, numbers.node, ...charts.map(({ node }) => node)),
    el("section", { class: "panel" }, el("header", {}, el("h2", {}, "Instances")), instances.element),
    el(
      "div",
      { class: "halves" },
      el("section", { class: "panel" }, el("header", {}, el("h2", {}, "Number of instances")), scale.element),
      el("section", { class: "panel" }, el("header", {}, el("h2", {}, "Events")), events.element),
    ),
  );

  return {
    title: name,
    element: el(
      "div",
      {},
      el(
        "div",
        { class: "title" },
        el("a", { class: "crumb", href: "#/services" }, "Services"),
        el("span", { class: "crumb", "aria-hidden": "true" }, "/"),
        el("h1", {}, dot, name),
        marks,
        el("span", { class: "end" }, el("a", { href: `#/graph/${encodeURIComponent(name)}` }, "who calls it"), restarting),
      ),
      gone,
      rest,
    ),
    update() {
      const service = store.service(name);
      gone.hidden = Boolean(service);
      rest.hidden = !service;
      restarting.disabled = !service;
      if (!service) {
        return;
      }
      setAttribute(dot, "data-tone", tone(service, store.instancesOf(name)));
      setText(marks, marksOf(service));
      counts.update(countStates(store.instancesOf(name)));
      setText(trouble, service.trouble ?? "");
      trouble.hidden = !service.trouble;
      [numbers, ...charts].forEach((one) => one.update(service, store));
      scale.update(service);
      instances.show(store.instancesOf(name));
      events.show(store.events.filter((event) => event.service === name).slice(0, EVENTS_SHOWN));
    },
  };
}

function chart(label, of, what, atLeast, moreOf = () => "") {
  const number = el("b", {});
  const more = el("span", { class: "muted" });
  const line = what ? spark(atLeast, true) : null;
  return {
    node: el(
      "div",
      { class: "panel chart" },
      el("span", { class: "muted" }, label),
      el("div", { class: "line" }, number, more),
      line?.node,
    ),
    update(service, store) {
      setText(number, of(service));
      setText(more, moreOf(service));
      line?.update(store.history(`service/${service.name}/${what}`));
    },
  };
}
