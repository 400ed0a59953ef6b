package io.msagent.it.docs;

import io.msagent.core.metrics.Label;
import io.msagent.core.metrics.Metric;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists every metric; that each is exported in this form is PrometheusMetersTest's matter. */
@Tag("once")
class MetricsDocsTest {
    @Test
    void everyMetric() throws IOException {
        StringBuilder table =
                new StringBuilder("| Name | Type | Unit | Labels | What it says |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            boolean timer = metric.kind() == Metric.Kind.TIMER;
            table.append("| `")
                    .append(metric.prometheusName())
                    .append("` | ")
                    .append(timer ? "histogram" : metric.kind().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(timer ? "seconds" : "")
                    .append(" | ")
                    .append(metric.labels().stream()
                            .map(Label::prometheusName)
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(metric.meaning())
                    .append(" |\n");
        }
        new GeneratedBlock("docs/metrics.md", "metrics").mustBe(table.toString());
    }
}
