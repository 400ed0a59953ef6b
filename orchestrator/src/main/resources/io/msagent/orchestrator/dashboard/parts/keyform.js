// Asks for the view key where the link brought none, or where it is refused.
import { keepKey } from "../net/key.js";
import { el, setText } from "./dom.js";

export function keyForm(onKey) {
  const input = el("input", { type: "password", required: true, autocomplete: "off", spellcheck: "false" });
  const why = el("p", { class: "muted" });
  const form = el(
    "form",
    {
      class: "body rows",
      onsubmit: (event) => {
        event.preventDefault();
        keepKey(input.value.trim());
        input.value = "";
        onKey();
      },
    },
    el("h1", {}, "This page needs its view key"),
    why,
    el("p", {}, "On the orchestrator's machine, ", el("code", {}, "bin/orchestrator dashboard"), " prints the link that carries it."),
    el("label", { class: "rows" }, "View key", input),
    el("button", { type: "submit", class: "primary" }, "Open"),
  );
  return {
    element: el("section", { class: "panel key" }, form),
    say: (text) => setText(why, text),
  };
}
