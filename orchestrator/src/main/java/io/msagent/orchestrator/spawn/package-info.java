/**
 * The spawner port: starts providers and takes up again those that a former orchestrator started.
 */
@NullMarked
package io.msagent.orchestrator.spawn;

import org.jspecify.annotations.NullMarked;
