// The strip below the bar: the cluster in a line.
import { gigabytes, rate, whole } from "../model/format.js";
import { countStates, needsAttention } from "../model/states.js";
import { callsPerSecond } from "../model/store.js";
import { stateCounts } from "./badge.js";
import { el, setText } from "./dom.js";
import { spark } from "./spark.js";

export function facts(store) {
  const counts = stateCounts();
  const calls = spark(1);
  const callsNumber = el("span", {});
  const shown = [
    fact("Leader", leader),
    fact("Services", ({ services }) => [whole(services.length), attention(store)]),
    { node: el("div", {}, el("dt", {}, "Instances"), el("dd", {}, counts.node)), update: () => counts.update(countStates(store.instances)) },
    {
      node: el("div", {}, el("dt", {}, "Calls per second"), el("dd", { class: "line" }, callsNumber, calls.node)),
      update() {
        setText(callsNumber, rate(callsPerSecond(store.services)));
        calls.update(store.history("calls"));
      },
    },
    fact("Hosts", hosts),
    fact("Registry", ({ orchestrator }) => [orchestrator.registryTrouble ? "away" : "connected", orchestrator.registry]),
  ];
  document.getElementById("facts").append(...shown.map(({ node }) => node));
  return {
    update: () => shown.forEach((one) => one.update(store.status)),
  };
}

function fact(label, of) {
  const main = el("span", {});
  const more = el("small", {});
  return {
    node: el("div", {}, el("dt", {}, label), el("dd", {}, main, " ", more)),
    update(status) {
      const [text, detail] = of(status);
      setText(main, text);
      setText(more, detail ?? "");
    },
  };
}

function leader({ orchestrators, orchestrator }) {
  const found = [orchestrator, ...orchestrators].find(({ leads }) => leads);
  const others = orchestrators.length > 1 ? ` · ${orchestrators.length} orchestrators` : "";
  return found ? [found.host, `pid ${found.pid}${others}`] : ["none", others];
}

function attention(store) {
  const bad = store.services.filter((service) => needsAttention(service, store.instancesOf(service.name))).length;
  return bad === 0 ? "all well" : `${bad} need${bad === 1 ? "s" : ""} attention`;
}

function hosts({ hosts: all }) {
  const sum = (of) => all.reduce((total, host) => total + (of(host) ?? 0), 0);
  const total = sum((host) => host.memoryTotal);
  const used = total - sum((host) => host.memoryAvailable);
  return [whole(all.length), `${whole(sum((h) => h.cores))} cores · ${gigabytes(used)} of ${gigabytes(total)}`];
}
