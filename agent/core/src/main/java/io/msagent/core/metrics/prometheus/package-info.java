/**
 * Keeps the metrics in Micrometer's Prometheus registry and writes them in Prometheus' text format. The only user of
 * Micrometer; it is loaded when a provider starts, or a caller that is to show its metrics.
 */
@NullMarked
package io.msagent.core.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
