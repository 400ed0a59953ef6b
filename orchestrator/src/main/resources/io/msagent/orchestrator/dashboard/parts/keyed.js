// Keeps children in step with a list: one node for each key, which stays, with its focus, as long as the key does.
export class Keyed {
  #nodes = new Map();

  /**
   * @param make item => {node, update(item)}
   */
  constructor(parent, keyOf, make) {
    this.parent = parent;
    this.keyOf = keyOf;
    this.make = make;
  }

  show(items) {
    const keys = new Set(items.map(this.keyOf));
    for (const [key, { node }] of this.#nodes) {
      if (!keys.has(key)) {
        node.remove();
        this.#nodes.delete(key);
      }
    }
    let place = this.parent.firstElementChild;
    for (const item of items) {
      const made = this.#made(item);
      made.update(item);
      if (made.node === place) {
        place = place.nextElementSibling;
      } else {
        this.parent.insertBefore(made.node, place);
      }
    }
  }

  #made(item) {
    const key = this.keyOf(item);
    const made = this.#nodes.get(key) ?? this.make(item);
    this.#nodes.set(key, made);
    return made;
  }
}
