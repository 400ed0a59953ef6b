package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.CallRefusedException;
import io.msagent.NoInstanceException;
import io.msagent.ProtocolException;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.metrics.Label;
import io.msagent.core.metrics.Metric;
import io.msagent.core.metrics.Scraped;
import io.msagent.core.metrics.prometheus.PrometheusMeters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real calls over real sockets, with faults, and what the caller shows of them. */
class CallerMetricsTest extends CallerFixture {
    private final PrometheusMeters meters = new PrometheusMeters();
    private final Caller measured =
            new Caller(registry, TOKEN, new HttpTransport(options), Provision.NONE, options, new CallStats(meters));
    private final TestCallee callee = new TestCallee().noFallback();

    @AfterEach
    void close() {
        measured.close();
    }

    private Scraped scrape() {
        return Scraped.read(new String(meters.expose().text(), StandardCharsets.UTF_8));
    }

    private Object[] make(TestCallee method) throws Throwable {
        return measured.call(method, null, new Object[] {1});
    }

    private static String[] ending(String status, String error) {
        return new String[] {"rpc_response_status_code", status, "error_type", error};
    }

    @Test
    void callsAttemptsAndRetriesAreThoseMade() throws Throwable {
        provider("a").script(Fault.OVERLOADED, Fault.CUT_BEFORE_BODY, Fault.THROW);
        // overloaded, then cut, then thrown
        assertThatThrownBy(() -> make(callee)).isInstanceOf(AppException.class);
        for (int i = 0; i < 4; i++) {
            make(callee);
        }

        Scraped all = scrape();
        assertThat(all.count(Metric.CLIENT_CALL)).isEqualTo(5);
        assertThat(all.count(Metric.CLIENT_CALL, ending("returned", ""))).isEqualTo(4);
        assertThat(all.count(Metric.CLIENT_CALL, ending("threw", "threw"))).isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_ATTEMPT)).isEqualTo(7);
        assertThat(all.count(Metric.CLIENT_ATTEMPT, ending("not-started", "overloaded")))
                .isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_ATTEMPT, ending("unknown", "lost"))).isEqualTo(1);
        assertThat(all.sum("ms_client_retries_total")).isEqualTo(2);
        assertThat(all.sum("ms_client_retries_total", "error_type", "overloaded"))
                .isEqualTo(1);
        assertThat(all.sum("ms_client_retries_total", "error_type", "lost")).isEqualTo(1);
        assertThat(all.sum("ms_client_retry_budget_left")).isEqualTo(98);
        assertThat(all.sum("ms_client_calls_in_flight")).isZero();
        assertThat(all.values(Label.METHOD)).containsExactly("adding/add(int,java.lang.String[])");
        assertThat(all.values(Label.SERVICE)).containsExactly("adding");
    }

    @Test
    void fallbacksAndFailuresSayWhatTheyAre() throws Throwable {
        assertThat(make(new TestCallee())).isNull();
        assertThatThrownBy(() -> make(new TestCallee().noFallback().within(Duration.ofMillis(30))))
                .isInstanceOf(NoInstanceException.class);
        provider("a").script(Fault.GARBAGE, Fault.UNAUTHORISED);
        assertThatThrownBy(() -> make(callee)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> make(callee)).isInstanceOf(CallRefusedException.class);

        Scraped all = scrape();
        assertThat(all.sum("ms_client_fallbacks_total")).isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_CALL, ending("ran-here", ""))).isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_CALL, ending("failed", "no-instance")))
                .isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_CALL, ending("failed", "unreadable")))
                .isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_CALL, ending("failed", "refused"))).isEqualTo(1);
        assertThat(all.count(Metric.CLIENT_CALL)).isEqualTo(4);
    }

    @Test
    void whatIsUnderWayIsShownUntilItEnds() throws Throwable {
        TestProvider a = provider("a").script(Fault.HANG);
        callee.async = true;
        CompletableFuture<?> future = (CompletableFuture<?>) make(callee)[0];
        await().until(() -> a.received.size() == 1);
        assertThat(scrape().sum("ms_client_calls_in_flight")).isEqualTo(1);
        future.cancel(true);
        await().until(() -> scrape().sum("ms_client_calls_in_flight") == 0);
    }
}
