/**
 * Observe, plan, act. {@link io.msagent.orchestrator.control.Controller} gathers a {@link
 * io.msagent.orchestrator.control.Snapshot}, the {@link io.msagent.orchestrator.control.Planner}, a pure function, says what
 * follows from it, and the controller does that. No state is kept between two rounds but what was observed.
 */
@NullMarked
package io.msagent.orchestrator.control;

import org.jspecify.annotations.NullMarked;
