/**
 * The decisions: pure functions of what was observed and of the time. No I/O, no clock, no memory.
 */
@NullMarked
package io.msagent.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
