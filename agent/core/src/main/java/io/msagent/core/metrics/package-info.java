/**
 * What a process measures, and the port through which callers and providers do so. The list of all metrics is {@link
 * io.msagent.core.metrics.Metric}; {@code docs/metrics.md} is held to it. Who measures asks for a timer or a counter once
 * for each method and keeps it; what keeps the numbers and shows them is an implementation's matter.
 */
@NullMarked
package io.msagent.core.metrics;

import org.jspecify.annotations.NullMarked;
