/** An orchestrator that is killed at any instant: real processes, and a real embedded registry that outlives them. */
package io.msagent.orchestrator.durability;
