// Says how an action went: to be seen in a corner, and to be heard.
import { button, el } from "./dom.js";

const SHOWN_MILLIS = 8000;
const MOST = 4;

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

export function toast(text, failed = false) {
  announce(text);
  const corner = document.getElementById("toasts");
  const node = el(
    "div",
    { class: failed ? "toast failed" : "toast" },
    el("span", {}, text),
    button("✕", () => node.remove(), { class: "quiet small", "aria-label": "Dismiss" }),
  );
  corner.append(node);
  if (corner.children.length > MOST) {
    corner.firstElementChild.remove();
  }
  if (!failed) {
    setTimeout(() => node.remove(), SHOWN_MILLIS); // a failure stays until it has been read
  }
}
