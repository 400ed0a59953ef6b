/**
 * The commands of {@code bin/orchestrator}.
 */
@NullMarked
package io.msagent.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
