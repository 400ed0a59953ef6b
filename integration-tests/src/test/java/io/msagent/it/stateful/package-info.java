/** Stateful services, end to end: real processes, an orchestrator's store, and histories that are checked. */
package io.msagent.it.stateful;
