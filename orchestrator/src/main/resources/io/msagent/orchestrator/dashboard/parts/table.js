// A table that is sorted by its headings and shown in pages, so that thousands of rows cost no more than fifty.
import { button, el, setAttribute, setText } from "./dom.js";
import { Keyed } from "./keyed.js";

const PAGE = 50;

export class Table {
  #items = [];
  #page = 0;
  #rows;
  #headings = new Map();

  /**
   * @param columns each {label, cell, class, sort: item => number or text; without: not sorted by}
   * @param empty what to say when there is nothing
   */
  constructor({ caption, columns, keyOf, empty, sortBy }) {
    this.columns = columns;
    this.empty = empty;
    this.sorting = { column: columns.find(({ label }) => label === sortBy), down: false };
    const body = el("tbody", {});
    this.#rows = new Keyed(body, keyOf, (item) => this.#row(item));
    this.nothing = el("p", { class: "empty" }, empty);
    this.count = el("span", {});
    this.back = button("Previous", () => this.#turn(-1), { class: "small" });
    this.on = button("Next", () => this.#turn(1), { class: "small" });
    this.pager = el("div", { class: "pager" }, this.count, this.back, this.on);
    this.table = el(
      "table",
      {},
      el("caption", { class: "unseen" }, caption),
      el("thead", {}, el("tr", {}, ...columns.map((column) => this.#heading(column)))),
      body,
    );
    this.element = el("div", {}, this.table, this.nothing, this.pager);
  }

  show(items) {
    this.#items = items;
    this.#draw();
  }

  #draw() {
    const { column, down } = this.sorting;
    const sorted = column ? this.#items.toSorted((a, b) => compare(column.sort(a), column.sort(b), down)) : this.#items;
    const last = Math.max(0, Math.ceil(sorted.length / PAGE) - 1);
    this.#page = Math.min(this.#page, last);
    const from = this.#page * PAGE;
    const shown = sorted.slice(from, from + PAGE);
    this.#rows.show(shown);
    this.table.hidden = shown.length === 0;
    this.nothing.hidden = shown.length > 0;
    this.pager.hidden = last === 0;
    setText(this.count, `${from + 1}–${from + shown.length} of ${sorted.length.toLocaleString("en")}`);
    this.back.disabled = this.#page === 0;
    this.on.disabled = this.#page === last;
    for (const [heading, of] of this.#headings) {
      setAttribute(heading, "aria-sort", of === column ? (down ? "descending" : "ascending") : null);
    }
  }

  #turn(by) {
    this.#page += by;
    this.#draw();
  }

  #heading(column) {
    const label = column.sort ? button(column.label, () => this.#sort(column)) : column.label;
    const heading = el("th", { scope: "col", class: column.class }, label);
    this.#headings.set(heading, column);
    return heading;
  }

  #sort(column) {
    const again = this.sorting.column === column;
    // of numbers the large ones are of interest first
    this.sorting = { column, down: again ? !this.sorting.down : Boolean(column.class?.includes("number")) };
    this.#page = 0;
    this.#draw();
  }

  #row(item) {
    const cells = this.columns.map((column) => ({ column, ...column.cell(item) }));
    const node = el(
      "tr",
      {},
      ...cells.map(({ column, node }) =>
        el("td", { class: column.class, "data-label": column.bare ? null : column.label }, node),
      ),
    );
    return { node, update: (now) => cells.forEach((cell) => cell.update(now)) };
  }
}

/** What is unknown comes last, whichever way it is sorted. */
function compare(a, b, down) {
  const known = (value) => value !== null && value !== undefined;
  if (!known(a) || !known(b)) {
    return Number(known(b)) - Number(known(a));
  }
  const order = typeof a === "string" ? a.localeCompare(b, "en", { numeric: true }) : a - b;
  return down ? -order : order;
}
