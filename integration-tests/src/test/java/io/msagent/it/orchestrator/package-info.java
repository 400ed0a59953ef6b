/** The orchestrator as a whole: real processes under load, that stand still, die, are steered by hand, and are replaced. */
package io.msagent.it.orchestrator;
