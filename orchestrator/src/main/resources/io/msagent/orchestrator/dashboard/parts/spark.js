// A sparkline: the last minutes of one number. The number itself stands beside it as text.
import { SAMPLES } from "../model/ring.js";
import { setAttribute, svg } from "./dom.js";

const HEIGHT = 24;
const HEADROOM = 1.15;

/**
 * @param atLeast the top of the scale, unless the numbers come near it
 */
export function spark(atLeast, large) {
  const line = svg("path", { class: "line" });
  const area = svg("path", { class: "area" });
  const node = svg(
    "svg",
    {
      class: large ? "spark large" : "spark",
      viewBox: `0 0 ${SAMPLES - 1} ${HEIGHT}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    area,
    line,
  );
  return {
    node,
    update(ring) {
      const runs = runsOf(ring, Math.max(atLeast, ring.max() * HEADROOM));
      setAttribute(line, "d", runs.map((run) => `M${run.join("L")}`).join(""));
      setAttribute(area, "d", runs.map((run) => `M${below(run[0])}L${run.join("L")}L${below(run.at(-1))}Z`).join(""));
    },
  };
}

/** Stretches without a gap, as points "x,y". */
function runsOf(ring, top) {
  const runs = [];
  let open = null;
  for (let x = 0; x < SAMPLES; x++) {
    const number = ring.at(x);
    if (Number.isNaN(number)) {
      open = null;
    } else {
      if (open === null) {
        open = [];
        runs.push(open);
      }
      open.push(`${x},${(HEIGHT - 1 - (number / top) * (HEIGHT - 2)).toFixed(1)}`);
    }
  }
  return runs;
}

function below(point) {
  return `${point.slice(0, point.indexOf(","))},${HEIGHT}`;
}
