// Light, dark, or as the system says. Not a module: it runs before the first paint, so nothing flashes.
(() => {
  const KEY = "ms-agent theme";
  const CHOICES = ["auto", "light", "dark"];

  function kept() {
    try {
      return CHOICES.find((choice) => choice === localStorage.getItem(KEY)) ?? "auto";
    } catch {
      return "auto"; // storage is shut off
    }
  }

  let choice = kept();

  function show() {
    document.documentElement.dataset.theme = choice;
    const button = document.getElementById("theme");
    if (button) {
      button.textContent = { auto: "◐", light: "☀", dark: "☾" }[choice];
      button.setAttribute("aria-label", `Theme: ${choice}`);
      button.title = `Theme: ${choice} (t)`;
    }
  }

  function next() {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // it holds for this page then
    }
    show();
  }

  show();
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.getElementById("theme").addEventListener("click", next);
  });
})();
