/**
 * A world in virtual time for the planner to steer: services with a load, instances that take time to start, die, hang, or
 * lose their beats. What the planner sees of it comes about as in life, through the state machine; nothing here knows how it
 * decides.
 */
package io.msagent.orchestrator.plan.sim;
