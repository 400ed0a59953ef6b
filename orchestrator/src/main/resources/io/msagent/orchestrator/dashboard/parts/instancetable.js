// Instances as a table: the same for one service and for all.
import { instanceActions } from "../model/actions.js";
import { micros, whole } from "../model/format.js";
import { STATES } from "../model/states.js";
import { showBadge } from "./badge.js";
import { since, text, utilisation } from "./cells.js";
import { button, el, setAttribute, setText } from "./dom.js";
import { Table } from "./table.js";

export function instanceTable(store, { ofOneService }) {
  const columns = [
    { label: "State", class: "state wide", sort: ({ state }) => STATES.indexOf(state), cell: stateCell, bare: true },
    { label: "Instance", class: "main", sort: ({ id }) => id, cell: nameCell, bare: true },
    { label: "Service", sort: ({ service }) => service, cell: serviceCell },
    { label: "Since", class: "number", sort: (i) => -Date.parse(i.since) || null, cell: since((i) => i.since) },
    {
      label: "Utilisation",
      class: "wide",
      sort: (i) => i.utilisation,
      cell: utilisation((i) => store.history(`instance/${i.id}/utilisation`)),
    },
    {
      label: "Running",
      class: "number",
      sort: (i) => i.running,
      cell: text(runningOf),
    },
    { label: "p99", class: "number", sort: (i) => i.p99Micros, cell: text((i) => micros(i.p99Micros)) },
    { label: "Actions", class: "wide last", cell: actionsCell, bare: true },
  ];
  return new Table({
    caption: "Instances",
    columns: columns.filter(({ label }) => !ofOneService || label !== "Service"),
    keyOf: ({ id }) => id,
    empty: "No instances.",
    sortBy: "State",
  });
}

function runningOf({ running, capacity, queued }) {
  const now = `${whole(running)} / ${whole(capacity)}`;
  return capacity ? now + (queued ? ` + ${queued} queued` : "") : "–";
}

/** What an instance of a stateful service owns, and what is open there. */
function keepsOf({ stateful }) {
  return stateful ? `${whole(stateful.partitions)} partitions${stateful.open ? ` · ${whole(stateful.open)} open` : ""}` : "";
}

function openOf({ stateful }) {
  return stateful?.transactions?.length ? `Open transactions: ${stateful.transactions.join(", ")}` : "";
}

function stateCell() {
  const state = el("span", { class: "badge" });
  const reason = el("span", { class: "second" });
  return {
    node: el("div", {}, state, reason),
    update(instance) {
      showBadge(state, instance.state);
      setText(reason, instance.reason ?? "");
    },
  };
}

function nameCell({ id }) {
  const where = el("span", { class: "second" });
  return {
    node: el("div", {}, el("a", { class: "mono", href: `#/logs/${encodeURIComponent(id)}`, title: "Logs" }, id), where),
    update(instance) {
      const { host, pid, address } = instance;
      const parts = [host, pid ? `pid ${pid}` : "", address, keepsOf(instance)];
      setText(where, parts.filter(Boolean).join(" · "));
      setAttribute(where, "title", openOf(instance));
    },
  };
}

function serviceCell({ service }) {
  const node = el("a", { href: `#/services/${encodeURIComponent(service)}` }, service);
  return { node, update() {} };
}

function actionsCell(instance) {
  let now = instance;
  const acts = Object.values(instanceActions).map((action) => ({
    action,
    node: button(action.label, () => action.run(now), { class: "small", "aria-label": `${action.label} ${instance.id}` }),
  }));
  const logs = button("Logs", () => (location.hash = `#/logs/${encodeURIComponent(instance.id)}`), {
    class: "small",
    "aria-label": `Logs of ${instance.id}`,
  });
  return {
    node: el("div", { class: "actions" }, logs, ...acts.map(({ node }) => node)),
    update(changed) {
      now = changed;
      logs.hidden = !changed.log;
      acts.forEach(({ action, node }) => {
        node.hidden = !action.fits(changed);
      });
    },
  };
}
