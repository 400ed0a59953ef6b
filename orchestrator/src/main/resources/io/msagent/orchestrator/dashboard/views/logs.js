// What an instance has written, and what it goes on to write.
import { read } from "../net/api.js";
import { badge, showBadge } from "../parts/badge.js";
import { button, el, setText } from "../parts/dom.js";

const ASKED = 500;
const MOST_KEPT = 3000;
const AGAIN_MILLIS = 1000;

export function logsView(store, id) {
  const lines = el("pre", { class: "log", tabindex: "0", role: "log", "aria-live": "off", "aria-label": `Output of ${id}` });
  const note = el("span", { class: "muted", role: "status" });
  const state = badge("");
  const service = el("a", {});
  const follow = el("input", { type: "checkbox", checked: true, onchange: load });
  const wrap = el("input", { type: "checkbox", onchange: () => lines.classList.toggle("wrapped", wrap.checked) });
  let abort = new AbortController();
  let rest = "";

  async function load() {
    abort.abort();
    const mine = (abort = new AbortController());
    lines.replaceChildren();
    rest = "";
    setText(note, "");
    try {
      await pass(`lines=${ASKED}${follow.checked ? "&follow=true" : ""}`, mine.signal);
      while (follow.checked && isAlive()) {
        // who is silent for long is followed no more, unless somebody still looks
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
        await pass("lines=0&follow=true", mine.signal);
      }
      finish(follow.checked ? "the output has ended" : "");
    } catch (failure) {
      if (!mine.signal.aborted) {
        finish(failure.message);
      }
    }
  }

  async function pass(how, signal) {
    const answer = await read(`/logs/${encodeURIComponent(id)}?${how}`, signal);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    setText(note, follow.checked ? "following" : "");
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      append(piece.value);
    }
  }

  function isAlive() {
    const state = store.instance(id)?.state ?? "dead";
    return state !== "dead" && state !== "retired";
  }

  function finish(why) {
    append("\n".repeat(rest ? 1 : 0));
    setText(note, why || (lines.childElementCount === 0 ? "it has written nothing" : ""));
  }

  function append(text) {
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    const whole = (rest + text).split("\n");
    rest = whole.pop();
    lines.append(...whole.slice(-MOST_KEPT).map((line) => el("span", {}, `${line}\n`)));
    while (lines.childElementCount > MOST_KEPT) {
      lines.firstElementChild.remove();
    }
    if (atEnd) {
      lines.scrollTop = lines.scrollHeight; // but not away from what somebody has scrolled back to
    }
  }

  return {
    title: `Logs of ${id}`,
    element: el(
      "div",
      {},
      el(
        "div",
        { class: "title" },
        service,
        el("span", { class: "crumb", "aria-hidden": "true" }, "/"),
        el("h1", { class: "mono" }, id),
        state,
      ),
      el(
        "section",
        { class: "panel" },
        el(
          "header",
          {},
          el("h2", {}, "Output"),
          note,
          el("label", { class: "field end" }, follow, "follow"),
          el("label", { class: "field" }, wrap, "wrap lines"),
          button("Load again", load, { class: "small" }),
        ),
        lines,
      ),
    ),
    update() {
      const instance = store.instance(id);
      state.hidden = !instance;
      if (instance) {
        showBadge(state, instance.state);
        setText(service, instance.service);
        service.href = `#/services/${encodeURIComponent(instance.service)}`;
      }
    },
    show: load,
    hide: () => abort.abort(),
  };
}
