/**
 * Puts the orchestrator together: a registry, a control loop, an admin address. Everything it knows is in the registry, so it can
 * die at any moment and be started again. It is asked only for what does not run yet.
 */
@NullMarked
package io.msagent.orchestrator;

import org.jspecify.annotations.NullMarked;
