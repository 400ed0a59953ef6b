// Which view the address names: #/services, #/services/NAME, #/graph/NAME, #/logs/ID and so on.
import { eventsView } from "./views/events.js";
import { graphView } from "./views/graph.js";
import { hostsView } from "./views/hosts.js";
import { instancesView } from "./views/instances.js";
import { logsView } from "./views/logs.js";
import { serviceView } from "./views/service.js";
import { servicesView } from "./views/services.js";
import { el } from "./parts/dom.js";

export class Router {
  #view = null;
  /** The plain views are kept with their filters; those of one thing are made anew. */
  #kept = new Map();
  #waiting = el("p", { class: "empty" }, "Connecting to the orchestrator …");

  constructor(store) {
    this.store = store;
  }

  /** Shows the view of the address, and moves the focus to it if the person has gone there. */
  go(moveFocus) {
    const [, name, of] = location.hash.split("/").map(decoded);
    const view = this.#make(name, of);
    this.#view?.hide?.();
    this.#view = view;
    const main = document.getElementById("main");
    main.replaceChildren(this.store.status ? view.element : this.#waiting);
    document.querySelectorAll("#nav a").forEach((link) => {
      const here = link.hash === `#/${name || "services"}`;
      here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    });
    document.title = `${view.title} · ms-agent`;
    this.update();
    view.show?.();
    if (moveFocus) {
      main.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  update() {
    if (this.store.status) {
      this.#waiting.replaceWith(this.#view.element);
      this.#view.update();
    }
  }

  #make(name, of) {
    if (of) {
      const one = { services: serviceView, graph: graphView, logs: logsView }[name];
      if (one) {
        return one(this.store, of);
      }
    }
    const plain = { instances: instancesView, graph: graphView, events: eventsView, hosts: hostsView }[name] ?? servicesView;
    return this.#kept.get(plain) ?? this.#kept.set(plain, plain(this.store)).get(plain);
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
