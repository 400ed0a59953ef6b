package io.msagent.core.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msagent.core.metrics.Label;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Scraped;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrometheusMetersTest {
    private final PrometheusMeters meters = new PrometheusMeters();

    private Scraped scrape() {
        return Scraped.read(new String(meters.expose().text(), StandardCharsets.UTF_8));
    }

    private static String[] labels(Metric metric) {
        return metric.labels().stream().map(Label::name).toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void isShownUnderItsNameWithItsTypeAndLabels(Metric metric) {
        switch (metric.kind()) {
            case TIMER -> meters.timer(metric, labels(metric)).record(TimeUnit.MILLISECONDS.toNanos(3));
            case COUNTER -> meters.count(metric, labels(metric)).add();
            case GAUGE -> meters.gauge(metric, () -> 7, labels(metric));
        }
        Scraped scraped = scrape();
        String name = metric.prometheusName();
        String type = List.of("histogram", "counter", "gauge").get(metric.kind().ordinal());
        assertThat(scraped.types()).containsEntry(name, type);
        // of a timer there is its longest value too
        assertThat(scraped.names()).isSubsetOf(name, name + "_max");

        Set<String> expected =
                metric.labels().stream().map(Label::prometheusName).collect(Collectors.toSet());
        assertThat(scraped.samples()).isNotEmpty().allSatisfy(sample -> {
            Set<String> shown = new HashSet<>(sample.labels().keySet());
            shown.remove("le");
            assertThat(shown).isEqualTo(expected);
        });
    }

    @Test
    void aTimerIsAHistogramOfSeconds() {
        for (int millis : new int[] {1, 3, 30, 300, 20_000}) {
            meters.timer(Metric.SERVER_QUEUE, "s", "m").record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        Scraped scraped = scrape();
        String name = Metric.SERVER_QUEUE.prometheusName();
        assertThat(scraped.count(Metric.SERVER_QUEUE)).isEqualTo(5);
        assertThat(scraped.sum(name + "_sum")).isCloseTo(20.334, within(0.001));
        assertThat(scraped.sum(name + "_bucket", "le", "0.005")).isEqualTo(2);
        assertThat(scraped.sum(name + "_bucket", "le", "0.5")).isEqualTo(4);
        assertThat(scraped.sum(name + "_bucket", "le", "+Inf")).isEqualTo(5);
        assertThat(scraped.values(Label.SERVICE)).containsExactly("s");
    }

    @Test
    void theSameSeriesIsAddedToAndTheLastGaugeCounts() {
        for (int i = 1; i <= 2; i++) {
            int value = i;
            meters.count(Metric.CLIENT_FALLBACKS, "s", "m").add();
            meters.gauge(Metric.CLIENT_BUDGET, () -> value);
        }
        assertThat(scrape().sum("ms_client_fallbacks_total")).isEqualTo(2);
        assertThat(scrape().sum("ms_client_retry_budget_left")).isEqualTo(2);
    }

    @Test
    void labelsAreGivenInFull() {
        assertThatThrownBy(() -> meters.count(Metric.CLIENT_FALLBACKS, "s")).hasMessageContaining("CLIENT_FALLBACKS");
    }

    @Test
    void noneIsLostWhenManyRecord() {
        IntStream.range(0, 10_000)
                .parallel()
                .forEach(i -> meters.timer(Metric.SERVER_BODY, "s", "m").record(1_000));
        assertThat(scrape().count(Metric.SERVER_BODY)).isEqualTo(10_000);
    }
}
