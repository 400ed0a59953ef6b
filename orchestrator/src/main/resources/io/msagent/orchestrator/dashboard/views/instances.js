// All instances of all services.
import { el } from "../parts/dom.js";
import { instanceTable } from "../parts/instancetable.js";

export function instancesView(store) {
  const table = instanceTable(store, { ofOneService: false });
  const filter = el("input", { type: "search", class: "filter", placeholder: "Filter (/)", "aria-label": "Filter instances" });

  function update() {
    const wanted = filter.value.trim().toLowerCase();
    table.show(
      store.instances.filter(({ id, service, host, state, reason, address }) =>
        [id, service, host, state, reason, address].join(" ").toLowerCase().includes(wanted),
      ),
    );
  }

  filter.addEventListener("input", update);
  return {
    title: "Instances",
    element: el(
      "section",
      { class: "panel" },
      el("header", {}, el("h1", { class: "unseen" }, "Instances"), el("h2", {}, "All instances"), el("span", { class: "end" }, filter)),
      table.element,
    ),
    update,
  };
}
