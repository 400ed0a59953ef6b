// Follows the orchestrator's stream and connects again when it ends. EventSource cannot send an Authorization header.
import { read } from "./api.js";
import { SseParser } from "./sse.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
/** The server says something every 10 s; a line that has been silent for this long is dead. */
const SILENCE = 35_000;

export class Stream {
  #pause = FIRST_PAUSE;
  #wake = () => {};
  #cut = () => {};

  /**
   * @param on what to call: event(name, value) and state(name, detail), with "connecting", "live", "away" or "refused"
   */
  constructor(path, on) {
    this.path = path;
    this.on = on;
    addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake());
  }

  /** Never returns; after a refusal it waits for retry(). */
  async run() {
    for (;;) {
      this.on.state("connecting");
      try {
        await this.#once();
        this.on.state("away", "the orchestrator has ended the stream");
        await this.#rest(this.#pause);
      } catch (failure) {
        if (failure.unauthorised) {
          this.on.state("refused", failure.message);
          await this.#rest();
        } else {
          this.on.state("away", failure.message);
          await this.#rest(this.#pause);
        }
      }
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }
  }

  /** Connects now rather than after the pause. */
  retry() {
    this.#pause = FIRST_PAUSE;
    this.#cut();
    this.#wake();
  }

  async #once() {
    const abort = new AbortController();
    this.#cut = () => abort.abort(new Error("connecting again"));
    let watch;
    const heard = () => {
      clearTimeout(watch);
      watch = setTimeout(() => abort.abort(new Error("the orchestrator has fallen silent")), SILENCE);
    };
    try {
      heard();
      const answer = await read(this.path, abort.signal);
      const parser = new SseParser((name, data) => {
        this.#pause = FIRST_PAUSE;
        this.on.event(name, JSON.parse(data));
      });
      this.on.state("live");
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        heard();
        parser.push(piece.value);
      }
    } finally {
      clearTimeout(watch);
      abort.abort();
      this.#cut = () => {};
    }
  }

  /** Until the time is over or somebody wakes it; with jitter, so that many pages do not come back at once. */
  #rest(millis) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (millis !== undefined) {
        setTimeout(resolve, millis * (0.75 + Math.random() / 2));
      }
    });
  }
}
