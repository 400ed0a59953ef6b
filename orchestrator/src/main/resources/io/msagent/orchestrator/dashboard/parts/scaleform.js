// How many instances a service has: a fixed number, by load between bounds, or as the orchestrator's defaults say.
import { scaleBetween, scaleByDefault, scaleTo } from "../model/actions.js";
import { short } from "../model/format.js";
import { button, el, setText } from "./dom.js";

const MOST = 64;

export function scaleForm(current) {
  const now = el("p", { class: "muted" });
  const count = number("Fixed number", "count", 0);
  const min = number("From", "min", 0);
  const max = number("to", "max", 1);
  const idle = el("input", { class: "short", name: "idle", placeholder: "never, 10m", "aria-describedby": "idle-help" });
  const fields = [count.input, min.input, max.input, idle];
  let touched = false;
  fields.forEach((field) => field.addEventListener("input", () => (touched = true)));

  /** After an order the fields follow the service again, else they keep what the person has typed. */
  async function order(acting) {
    touched = !(await acting) && touched;
  }

  return {
    element: el(
      "div",
      { class: "body rows" },
      now,
      form(() => order(scaleTo(current(), count.input.valueAsNumber)), count.label, submit("Scale")),
      form(
        () => order(scaleBetween(current(), min.input.valueAsNumber, max.input.valueAsNumber, idle.value)),
        min.label,
        max.label,
        el("label", { class: "field" }, "none when idle for", idle),
        submit("Scale by load"),
      ),
      el(
        "div",
        { class: "line" },
        button("Back to the defaults", () => order(scaleByDefault(current()))),
        el("span", { class: "muted", id: "idle-help" }, "Idle: never, or a duration as 30s, 10m, 1h"),
      ),
    ),
    update(service) {
      const bounds = service.min === service.max ? `fixed at ${service.min}` : `by load from ${service.min} to ${service.max}`;
      const ending = service.idle && service.idle !== "never" ? `, none when idle for ${short(service.idle)}` : "";
      setText(now, `Now ${bounds}${ending}; ${service.desired} wanted.`);
      if (!touched && !fields.includes(document.activeElement)) {
        count.input.value = service.desired;
        min.input.value = service.min;
        max.input.value = service.max;
        idle.value = short(service.idle);
      }
    },
  };
}

function number(label, name, least) {
  const input = el("input", { type: "number", name, min: least, max: MOST, step: 1, required: true });
  return { input, label: el("label", { class: "field" }, label, input) };
}

function submit(text) {
  return el("button", { type: "submit" }, text);
}

function form(onSubmit, ...children) {
  return el(
    "form",
    {
      class: "line",
      onsubmit: (event) => {
        event.preventDefault();
        onSubmit();
      },
    },
    ...children,
  );
}
