// The banner below the bar: what is wrong with the cluster as a whole, or with the page's own connection to it.
import { setText } from "./dom.js";

/** A line that is made again at once is nobody's concern. */
const CONCERN_MILLIS = 3000;

/**
 * @param lostAt when the connection broke, in milliseconds; null while there is one
 */
export function showBanner(status, lostAt) {
  const node = document.getElementById("banner");
  const trouble = troubleOf(status, lostAt);
  setText(node, trouble);
  node.hidden = trouble === "";
}

function troubleOf({ orchestrator, orchestrators }, lostAt) {
  if (lostAt !== null && Date.now() - lostAt > CONCERN_MILLIS) {
    const time = new Date(lostAt).toLocaleTimeString("en-GB");
    return `This orchestrator does not answer; the page goes on trying. What is shown is from ${time}.`;
  }
  if (orchestrator.registryTrouble) {
    return `Registry: ${orchestrator.registryTrouble}. What is shown may be old.`;
  }
  return [orchestrator, ...orchestrators].some(({ leads }) => leads)
    ? ""
    : "No orchestrator leads just now: calls go on, but nothing is started or stopped until one does.";
}
