// Events, the newest first.
import { ago, moment } from "../model/format.js";
import { badge } from "./badge.js";
import { el, setText } from "./dom.js";
import { Keyed } from "./keyed.js";

/**
 * @param wide whether there is room to say everything in one line
 */
export function eventList(label, wide) {
  const list = el("ol", { class: wide ? "events wide" : "events", role: "log", "aria-live": "off", "aria-label": label });
  const nothing = el("p", { class: "empty" }, "Nothing has happened yet.");
  const keyed = new Keyed(list, ({ id }) => id, (event) => row(event, wide));
  return {
    element: el("div", {}, list, nothing),
    show(events) {
      keyed.show(events);
      nothing.hidden = events.length > 0;
    },
  };
}

/** What a filter looks at. */
export function wordsOf({ service, instance, host, from, to, cause, by }) {
  return [service, instance, host, from, to, cause, by].join(" ").toLowerCase();
}

function row(event, wide) {
  const when = el("time", { class: "when", datetime: event.at, title: moment(event.at) });
  const what = el("div", { class: "what" });
  if (event.from) {
    what.append(badge(event.from), "→");
  }
  what.append(event.to ? badge(event.to) : "");
  const said = [event.cause, wide && event.by ? `by ${event.by}` : ""];
  const node = el(
    "li",
    {},
    when,
    event.service ? el("a", { href: `#/services/${encodeURIComponent(event.service)}` }, event.service) : el("span", {}),
    el("div", { class: "who mono muted" }, event.instance ?? event.host ?? ""),
    what,
    el("div", { class: "why", title: event.by ? `by ${event.by}` : "" }, said.filter(Boolean).join(" · ")),
  );
  return { node, update: () => setText(when, `${ago(event.at)} ago`) };
}
