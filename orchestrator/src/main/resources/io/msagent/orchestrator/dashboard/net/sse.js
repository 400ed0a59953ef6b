// Server-sent events out of the text of a stream, however it is cut into pieces.
export class SseParser {
  #rest = "";
  #name = "";
  #data = [];

  constructor(onEvent) {
    this.onEvent = onEvent;
  }

  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    lines.forEach((line) => this.#line(line));
  }

  #line(line) {
    if (line === "") {
      this.#end();
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.#name = value;
    } else if (field === "data") {
      this.#data.push(value);
    } // a comment, or a field that is of no use here
  }

  #end() {
    if (this.#data.length > 0) {
      this.onEvent(this.#name || "message", this.#data.join("\n"));
    }
    this.#name = "";
    this.#data = [];
  }
}
