// What the page knows: the last status, what it was before as far as sparklines show it, and the last events.
import { Ring } from "./ring.js";

const EVENTS = 300;

export class Store extends EventTarget {
  status = null;
  /** Newest first. */
  events = [];
  #instances = new Map();
  #history = new Map();

  get services() {
    return this.status?.services ?? [];
  }

  get instances() {
    return this.status?.instances ?? [];
  }

  service(name) {
    return this.services.find((service) => service.name === name);
  }

  instance(id) {
    return this.instances.find((instance) => instance.id === id);
  }

  instancesOf(service) {
    return this.#instances.get(service) ?? [];
  }

  show(status) {
    this.status = status;
    this.#instances = Map.groupBy(status.instances, (instance) => instance.service);
    this.dispatchEvent(new Event("status"));
  }

  /** Events come from the stream and, after a gap, from a request: each is kept once. */
  add(events) {
    const known = new Set(this.events.map(({ id }) => id));
    const fresh = events.filter(({ id }) => !known.has(id));
    if (fresh.length > 0) {
      this.events = [...this.events, ...fresh].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, EVENTS);
      this.dispatchEvent(new Event("events"));
    }
  }

  /** Past numbers of something, as "service/NAME/calls". */
  history(what) {
    return this.#history.get(what) ?? new Ring();
  }

  /** Notes the numbers of now; what has gone is forgotten. While the orchestrator is away there are gaps. */
  sample(live) {
    const next = new Map();
    const note = (what, number) => {
      const ring = this.#history.get(what) ?? new Ring();
      ring.add(live ? number : NaN);
      next.set(what, ring);
    };
    for (const service of this.services) {
      note(`service/${service.name}/utilisation`, service.utilisation);
      note(`service/${service.name}/calls`, service.callsPerSecond);
      note(`service/${service.name}/p99`, service.p99Micros);
    }
    for (const instance of this.instances) {
      note(`instance/${instance.id}/utilisation`, instance.utilisation);
    }
    note("calls", callsPerSecond(this.services));
    this.#history = next;
    this.dispatchEvent(new Event("sample"));
  }
}

export function callsPerSecond(services) {
  return services.reduce((sum, service) => sum + (service.callsPerSecond ?? 0), 0);
}
