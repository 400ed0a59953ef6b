/**
 * Observe, plan, act. {@link io.msagent.orchestrator.control.Controller} runs the rounds: every orchestrator observes and
 * plans; the one that leads makes the plan known as decisions in the registry; on each host the one that supervises it
 * starts and ends processes as the decisions say. What people and callers ask for goes through {@link
 * io.msagent.orchestrator.control.Commands}.
 */
@NullMarked
package io.msagent.orchestrator.control;

import org.jspecify.annotations.NullMarked;
