// Events, the newest first.
import { ago, moment } from "../model/format.js";
import { badge } from "./badge.js";
import { el, setText } from "./dom.js";
import { Keyed } from "./keyed.js";

/**
 * @param style "wide": everything in one line, where there is room; "own": all of them are of one service; or nothing
 */
export function eventList(label, style = "") {
  const list = el("ol", { class: `events ${style}`, role: "log", "aria-live": "off", "aria-label": label });
  const nothing = el("p", { class: "empty" }, "Nothing has happened yet.");
  const keyed = new Keyed(list, ({ id }) => id, (event) => row(event, style));
  return {
    element: el("div", {}, list, nothing),
    show(events) {
      keyed.show(events);
      nothing.hidden = events.length > 0;
    },
  };
}

function serviceOf({ service }) {
  return service ? el("a", { href: `#/services/${encodeURIComponent(service)}` }, service) : el("span", {});
}

/** What a filter looks at. */
export function wordsOf({ service, instance, host, from, to, cause, by }) {
  return [service, instance, host, from, to, cause, by].join(" ").toLowerCase();
}

function row(event, style) {
  const when = el("time", { class: "when", datetime: event.at, title: moment(event.at) });
  const what = el("div", { class: "what" });
  if (event.from) {
    what.append(badge(event.from), "→");
  }
  what.append(event.to ? badge(event.to) : "");
  const said = [event.cause, style === "wide" && event.by ? `by ${event.by}` : ""];
  const node = el(
    "li",
    {},
    when,
    style === "own" ? null : serviceOf(event),
    el("div", { class: "who mono muted" }, event.instance || event.host || ""),
    what,
    el("div", { class: "why", title: event.by ? `by ${event.by}` : "" }, said.filter(Boolean).join(" · ")),
  );
  return { node, update: () => setText(when, `${ago(event.at)} ago`) };
}
