// The states of an instance: their order, and a mark each, so that colour is never all that tells them apart.
const MARKS = {
  serving: "●",
  congested: "▲",
  starting: "◌",
  quarantined: "■",
  quiescing: "◐",
  dead: "✕",
  retired: "○",
};

export const STATES = Object.keys(MARKS);

export function isState(text) {
  return Object.hasOwn(MARKS, text);
}

export function mark(state) {
  return isState(state) ? MARKS[state] : "·";
}

/** States that are there, in their order, each with how many instances have it. */
export function countStates(instances) {
  const counts = new Map(STATES.map((state) => [state, 0]));
  instances.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
  return [...counts].filter(([, count]) => count > 0);
}

/** The one word for a service's health: its worst news. */
export function tone(service, instances) {
  if (service.trouble) {
    return "dead";
  }
  if (instances.some(({ state }) => state === "quarantined")) {
    return "quarantined";
  }
  if (instances.some(({ state }) => state === "congested")) {
    return "congested";
  }
  return service.serving < service.desired ? "starting" : "serving";
}

/** What else is to be said of a service. */
export function marksOf({ stateful, state, restarting }) {
  return [stateful ? `stateful${state ? `: ${state}` : ""}` : "", restarting ? "restarting" : ""].filter(Boolean).join(" · ");
}

/** Whether somebody may want to look at it. */
export function needsAttention(service, instances) {
  return ["dead", "quarantined", "congested"].includes(tone(service, instances));
}
