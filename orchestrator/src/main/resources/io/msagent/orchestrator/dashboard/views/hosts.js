// The hosts and the orchestrators.
import { drain } from "../model/actions.js";
import { gigabytes, percent, whole } from "../model/format.js";
import { meter, since, text } from "../parts/cells.js";
import { button, el, setText } from "../parts/dom.js";
import { Table } from "../parts/table.js";

export function hostsView(store) {
  const hosts = new Table({
    caption: "Hosts",
    columns: [
      { label: "Host", class: "main", sort: ({ name }) => name, cell: hostCell, bare: true },
      { label: "Cores", class: "number", sort: ({ cores }) => cores, cell: text(({ cores }) => whole(cores)) },
      { label: "Memory in use", class: "wide", cell: memoryCell },
      { label: "Instances", class: "number", sort: (h) => h.instances, cell: text((h) => whole(h.instances)) },
      { label: "Supervisor", cell: text(({ supervisor }) => supervisor || "none") },
      { label: "Actions", class: "wide last", cell: drainCell, bare: true },
    ],
    keyOf: ({ name }) => name,
    empty: "No host is known yet.",
    sortBy: "Host",
  });
  const orchestrators = new Table({
    caption: "Orchestrators",
    columns: [
      { label: "Orchestrator", class: "main", sort: ({ id }) => id, cell: text(({ id }) => id), bare: true },
      { label: "Part", cell: text(partOf) },
      { label: "Status", cell: text(({ status }) => status ?? "") },
      { label: "Host", sort: ({ host }) => host, cell: text(({ host }) => host) },
      { label: "Pid", class: "number", cell: text(({ pid }) => String(pid)) },
      { label: "Admin address", class: "wide", cell: text(({ admin }) => admin) },
      { label: "Started", class: "number", cell: since(({ started }) => started) },
    ],
    keyOf: ({ id }) => id,
    empty: "No orchestrator is registered.",
    sortBy: "Orchestrator",
  });
  return {
    title: "Hosts",
    element: el(
      "div",
      { class: "stack" },
      el("h1", { class: "unseen" }, "Hosts and orchestrators"),
      el("section", { class: "panel" }, el("header", {}, el("h2", {}, "Hosts")), hosts.element),
      el("section", { class: "panel" }, el("header", {}, el("h2", {}, "Orchestrators")), orchestrators.element),
    ),
    update() {
      hosts.show(store.status?.hosts ?? []);
      orchestrators.show(store.status?.orchestrators ?? []);
    },
  };
}

function partOf({ leads, supervises }) {
  return [leads ? "leads" : "", supervises ? "supervises its host" : ""].filter(Boolean).join(", ") || "stands by";
}

function hostCell({ name }) {
  const draining = el("span", { class: "second trouble" });
  return {
    node: el("div", {}, el("b", {}, name), draining),
    update: (host) => setText(draining, host.draining ? "draining: takes no new instances" : ""),
  };
}

function memoryCell() {
  const number = el("span", {});
  const bar = meter();
  return {
    node: el("span", { class: "gauge memory" }, number, bar.node),
    update({ memoryTotal, memoryAvailable }) {
      const used = memoryTotal - memoryAvailable;
      setText(number, `${gigabytes(used)} of ${gigabytes(memoryTotal)} · ${percent(used / memoryTotal)}`);
      bar.update(used / memoryTotal);
    },
  };
}

function drainCell(host) {
  let now = host;
  const act = button("Drain", () => drain(now), { class: "small" });
  return {
    node: el("div", { class: "actions" }, act),
    update(changed) {
      now = changed;
      setText(act, changed.draining ? "Take instances again" : "Drain");
    },
  };
}
