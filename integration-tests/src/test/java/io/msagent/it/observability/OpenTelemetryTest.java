package io.msagent.it.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenTelemetry's Java agent beside ours: what a body does belongs to its caller's trace, over two calls. */
@Tag("once")
class OpenTelemetryTest {
    private static final Pattern SPAN =
            Pattern.compile("LoggingSpanExporter - '([^']+)' : ([0-9a-f]{32}) ([0-9a-f]{16})");

    private static Program.Result run(boolean first) {
        Program program = RelayProgram.with(List.of(), "acme", "b&b");
        String[] settings = {
            "-javaagent:" + Paths.OPENTELEMETRY,
            "-Dotel.traces.exporter=console",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.instrumentation.methods.include=relay.Relay[visit,step]"
        };
        // through the wire and back to the same process: another would only take longer
        String[] ours = {"mode=loopback", "timeout=120s", "context.carriers=relay.Tenant"};
        return (first ? program.jvm(settings).agent(ours) : program.agent(ours).jvm(settings)).run();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyBelongsToItsCallersTrace(boolean openTelemetryFirst) {
        Program.Result result = run(openTelemetryFirst);
        assertThat(result.status()).as(result.err()).isZero();

        Map<String, Set<String>> traces = new HashMap<>();
        Matcher span = SPAN.matcher(result.err());
        while (span.find()) {
            traces.computeIfAbsent(span.group(1), name -> new HashSet<>()).add(span.group(2));
        }
        assertThat(traces).as(result.err()).containsKeys("Relay.visit", "Relay.step");
        assertThat(traces.get("Relay.visit")).hasSize(2);
        assertThat(traces.get("Relay.step")).isEqualTo(traces.get("Relay.visit"));
        // and so do the spans that OpenTelemetry's agent makes for the requests
        assertThat(traces.get("POST")).isNotEmpty().isSubsetOf(traces.get("Relay.visit"));
    }
}
