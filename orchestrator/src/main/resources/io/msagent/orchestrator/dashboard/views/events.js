// What has happened, live.
import { el } from "../parts/dom.js";
import { eventList, wordsOf } from "../parts/eventlist.js";

export function eventsView(store) {
  const list = eventList("Events", "wide");
  const filter = el("input", { type: "search", class: "filter", placeholder: "Filter (/)", "aria-label": "Filter events" });

  function update() {
    const wanted = filter.value.trim().toLowerCase();
    list.show(store.events.filter((event) => wordsOf(event).includes(wanted)));
  }

  filter.addEventListener("input", update);
  return {
    title: "Events",
    element: el(
      "section",
      { class: "panel" },
      el(
        "header",
        {},
        el("h1", { class: "unseen" }, "Events"),
        el("h2", {}, "Events"),
        el("span", { class: "muted" }, "live, the newest first; the last 300"),
        el("span", { class: "end" }, filter),
      ),
      list.element,
    ),
    update,
  };
}
