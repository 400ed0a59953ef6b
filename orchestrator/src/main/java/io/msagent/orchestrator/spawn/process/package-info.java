/**
 * The spawner port over processes of this machine, with their output in rotated log files.
 */
@NullMarked
package io.msagent.orchestrator.spawn.process;

import org.jspecify.annotations.NullMarked;
