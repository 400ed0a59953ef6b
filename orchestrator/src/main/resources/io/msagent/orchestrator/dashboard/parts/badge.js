// A state as a badge: mark, word, colour.
import { isState, mark } from "../model/states.js";
import { el, setAttribute, setText } from "./dom.js";
import { Keyed } from "./keyed.js";

export function badge(state) {
  const node = el("span", { class: "badge" });
  showBadge(node, state);
  return node;
}

export function showBadge(node, state, text = state) {
  setText(node, text);
  setAttribute(node, "data-mark", mark(state));
  setAttribute(node, "data-tone", isState(state) ? state : null);
}

/** How many instances have each state; the word itself is for screen readers and in the tooltip. */
export function stateCounts() {
  const node = el("span", { class: "badges" });
  const list = new Keyed(
    node,
    ([state]) => state,
    ([state]) => {
      const count = el("span", {});
      const one = el("span", { class: "badge", title: state }, count, el("span", { class: "unseen" }, ` ${state}`));
      setAttribute(one, "data-mark", mark(state));
      setAttribute(one, "data-tone", state);
      return { node: one, update: ([, number]) => setText(count, String(number)) };
    },
  );
  return { node, update: (counts) => list.show(counts) };
}
