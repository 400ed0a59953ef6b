/**
 * How a program was started, so that the orchestrator can start it again as a provider.
 */
@NullMarked
package io.msagent.core.launch;

import org.jspecify.annotations.NullMarked;
