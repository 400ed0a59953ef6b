// What a person can do, and what they are asked before it.
import { pathTo } from "../net/api.js";
import { perform } from "../net/actor.js";
import { iso } from "./format.js";

const onInstance = (id, act) => pathTo("instances", id, act);
const onService = (name, act) => pathTo("services", name, act);

export const instanceActions = {
  quarantine: {
    label: "Quarantine",
    fits: ({ state }) => ["serving", "congested", "starting"].includes(state),
    run: ({ id }) =>
      perform(onInstance(id, "quarantine"), {
        question: {
          title: `Quarantine ${id}?`,
          text: "Callers turn to other instances. It stays in quarantine until it is released.",
          fields: [{ name: "reason", label: "Reason", hint: "what others should know", required: true }],
          yes: "Quarantine",
          danger: true,
        },
        done: `${id}: to be quarantined`,
      }),
  },
  release: {
    label: "Release",
    // nothing but what somebody took out by hand can be given back
    fits: ({ state, reason }) => ["quarantined", "quiescing"].includes(state) && reason.startsWith("by hand"),
    run: ({ id }) => perform(onInstance(id, "release"), { done: `${id}: to be released` }),
  },
  quiesce: {
    label: "Quiesce",
    fits: ({ state }) => ["serving", "congested"].includes(state),
    run: ({ id }) =>
      perform(onInstance(id, "quiesce"), {
        question: {
          title: `Quiesce ${id}?`,
          text: "It gets no new calls; those that run come to their end. Release undoes it.",
          yes: "Quiesce",
          danger: true,
        },
        done: `${id}: to be quiesced`,
      }),
  },
  retire: {
    label: "Retire",
    // those that no orchestrator started none can end
    fits: ({ state, orchestrator }) => orchestrator !== "" && !["dead", "retired"].includes(state),
    run: ({ id }) =>
      perform(onInstance(id, "retire"), {
        question: {
          title: `Retire ${id}?`,
          text: "Its process ends when its running calls have. If the service then has too few, another is started.",
          yes: "Retire",
          danger: true,
        },
        done: `${id}: to be retired`,
      }),
  },
};

export function restart({ name }) {
  return perform(onService(name, "restart"), {
    question: {
      title: `Restart all instances of ${name}?`,
      text: "One after the other is replaced, never fewer than the minimum serving.",
      yes: "Restart",
      danger: true,
    },
    done: `${name}: rolling restart ordered`,
  });
}

export function scaleTo({ name }, count) {
  const none = {
    title: `End all instances of ${name}?`,
    text: "None will serve; calls wait or fall back until the number is raised again.",
    yes: "Scale to 0",
    danger: true,
  };
  return perform(onService(name, "scale"), {
    question: count === 0 ? none : undefined,
    body: () => ({ count }),
    done: `${name}: scaled to ${count}`,
  });
}

export function scaleBetween({ name }, min, max, idle) {
  return perform(onService(name, "scale"), {
    body: () => ({ min, max, idle: iso(idle) }),
    done: `${name}: scaled by load between ${min} and ${max}`,
  });
}

export function scaleByDefault({ name }) {
  return perform(onService(name, "scale"), {
    body: () => ({ auto: true }),
    done: `${name}: scaled by load within the orchestrator's defaults`,
  });
}

export function drain({ name, draining }) {
  const question = {
    title: `Drain ${name}?`,
    text: "It gets no new instances, and those that it has move to other hosts.",
    yes: "Drain",
    danger: true,
  };
  return perform(pathTo("hosts", name, "drain"), {
    question: draining ? undefined : question,
    body: () => ({ draining: !draining }),
    done: draining ? `${name}: takes instances again` : `${name}: to be drained`,
  });
}
