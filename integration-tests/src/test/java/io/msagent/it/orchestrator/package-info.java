/** Orchestrators in processes of their own, several of them, that die, hang and follow one another. */
package io.msagent.it.orchestrator;
