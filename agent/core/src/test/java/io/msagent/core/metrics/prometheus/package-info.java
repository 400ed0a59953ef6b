/** What Micrometer makes of the metrics. */
package io.msagent.core.metrics.prometheus;
