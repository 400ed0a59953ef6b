// The keyboard: one key for each view, moving among rows, help. The single keys can be switched off.
import { button, el } from "./parts/dom.js";
import { open } from "./parts/dialog.js";

const OFF = "ms-agent keys off";
const VIEWS = { s: "services", i: "instances", g: "graph", e: "events", h: "hosts" };
const HELP = [
  ["s", "services"],
  ["i", "instances"],
  ["g", "call graph"],
  ["e", "events"],
  ["h", "hosts"],
  ["/", "filter"],
  ["j", "next row (also ↓ in a table)"],
  ["k", "previous row (also ↑)"],
  ["Enter", "open what has the focus"],
  ["Esc", "close; back to the services"],
  ["t", "theme: as the system, light, dark"],
  ["?", "this help"],
];

export function startKeys() {
  document.getElementById("help").addEventListener("click", help);
  document.getElementById("skip").addEventListener("click", () => document.getElementById("main").focus());
  addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]")) {
      pressed(event);
    }
  });
}

function pressed(event) {
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "Escape") {
    escape(event.target, typing);
  } else if (!typing && event.target.closest("table") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (!typing && !switchedOff()) {
    single(event);
  }
}

function single(event) {
  const act = {
    "?": help,
    "/": () => document.querySelector("main input[type=search]")?.focus(),
    t: () => document.getElementById("theme").click(),
    j: () => move(1),
    k: () => move(-1),
  }[event.key];
  if (Object.hasOwn(VIEWS, event.key)) {
    location.hash = `#/${VIEWS[event.key]}`;
  } else if (act) {
    event.preventDefault();
    act();
  }
}

function escape(target, typing) {
  if (typing && target.type === "search" && target.value !== "") {
    return; // the browser clears it
  }
  if (typing) {
    target.blur();
  } else if (/^#\/(services|logs|graph)\/./.test(location.hash)) {
    location.hash = "#/services";
  }
}

function move(by) {
  const links = [...document.querySelectorAll("main tbody tr")].map((row) => row.querySelector("a, button")).filter(Boolean);
  const row = document.activeElement.closest?.("tr");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + by));
  links[next]?.focus();
}

function help() {
  const single = el("input", { type: "checkbox", onchange: () => switchOff(!single.checked) });
  single.checked = !switchedOff();
  const dialog = open(
    "Keys",
    [
      el("dl", { class: "properties" }, ...HELP.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
      el("p", { class: "muted" }, "Tab reaches every link, button and field."),
      el("label", { class: "check" }, single, "single keys act"),
      el("div", { class: "buttons" }, button("Close", () => dialog.close(), { class: "primary" })),
    ],
    () => dialog.close(),
  );
}

function switchedOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

function switchOff(off) {
  try {
    localStorage.setItem(OFF, off ? "yes" : "no");
  } catch {
    // without storage they cannot be switched off
  }
}
