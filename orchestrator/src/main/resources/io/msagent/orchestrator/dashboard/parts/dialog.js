// Questions to the person, each in a dialog that holds the focus and that Escape ends.
import { button, el, setText } from "./dom.js";

/**
 * Asks, with these fields.
 *
 * @param fields each {name, label, type, value, hint, required}
 * @returns the values by name, or null if the person thought better of it
 */
export function ask({ title, text, fields = [], yes, danger, wrong = "" }) {
  return new Promise((resolve) => {
    const inputs = fields.map((field) => [
      field,
      el("input", {
        name: field.name,
        type: field.type ?? "text",
        value: field.value ?? "",
        placeholder: field.hint,
        required: field.required ?? false,
        autocomplete: "off",
        spellcheck: "false",
      }),
    ]);
    const problem = el("p", { class: "wrong", role: "alert" });
    let answer = null;
    const dialog = open(
      title,
      [
        el("p", {}, text),
        problem,
        ...inputs.map(([field, input]) => el("label", {}, field.label, input)),
        el(
          "div",
          { class: "buttons" },
          button("Cancel", () => dialog.close()),
          el("button", { type: "submit", class: danger ? "danger" : "primary" }, yes),
        ),
      ],
      () => {
        answer = Object.fromEntries(inputs.map(([field, input]) => [field.name, input.value.trim()]));
        dialog.close();
      },
      () => resolve(answer),
    );
    setText(problem, wrong);
    problem.hidden = wrong === "";
    inputs[0]?.[1].focus();
  });
}

/** Opens a dialog with this in it; it goes from the page when it is closed. */
export function open(title, children, onSubmit, onClose) {
  const heading = el("h2", { id: "dialog-title" }, title);
  const form = el("form", {}, heading, ...children);
  const dialog = el("dialog", { "aria-labelledby": "dialog-title" }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
