// Cells of tables: each is {node, update(item)}.
import { ago, moment, percent } from "../model/format.js";
import { el, setAttribute, setText } from "./dom.js";
import { spark } from "./spark.js";

/** One text; the title is optional. */
export function text(of, titleOf = () => "") {
  return () => {
    const node = el("span", {});
    return {
      node,
      update(item) {
        setText(node, of(item));
        setAttribute(node, "title", titleOf(item));
      },
    };
  };
}

/** How long ago; the exact time is in the tooltip. */
export function since(of) {
  return () => {
    const node = el("time", {});
    return {
      node,
      update(item) {
        setText(node, of(item) ? ago(of(item)) : "–");
        setAttribute(node, "datetime", of(item) ?? "");
        setAttribute(node, "title", moment(of(item)));
      },
    };
  };
}

export function meter() {
  const level = el("span", {});
  const node = el("span", { class: "meter", "aria-hidden": "true" }, level);
  return {
    node,
    update(share) {
      level.style.width = `${Math.round(Math.min(1, share ?? 0) * 100)}%`;
      setAttribute(node, "data-level", share >= 0.9 ? "full" : share >= 0.5 ? "high" : "");
    },
  };
}

/** Utilisation: the number, a bar and the last minutes. */
export function utilisation(historyOf) {
  return () => {
    const number = el("span", {});
    const bar = meter();
    const line = spark(1.15);
    return {
      node: el("span", { class: "gauge" }, number, bar.node, line.node),
      update(item) {
        setText(number, percent(item.utilisation));
        bar.update(item.utilisation);
        line.update(historyOf(item));
      },
    };
  };
}

/** A number and its last minutes. */
export function trend(of, historyOf, atLeast) {
  return () => {
    const number = el("span", {});
    const line = spark(atLeast);
    return {
      node: el("span", { class: "gauge two" }, number, line.node),
      update(item) {
        setText(number, of(item));
        line.update(historyOf(item));
      },
    };
  };
}
