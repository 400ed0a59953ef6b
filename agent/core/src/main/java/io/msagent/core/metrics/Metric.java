package io.msagent.core.metrics;

import java.util.List;

/**
 * Every metric there is. Names, units, labels and bucket boundaries of the two {@code rpc.*.call.duration} are those of
 * <a href="https://github.com/open-telemetry/semantic-conventions/blob/v1.45.0/docs/rpc/rpc-metrics.md">OpenTelemetry's
 * semantic conventions</a>, with three finer boundaries; the others are ours and begin with {@code ms.}.
 */
public enum Metric {
    SERVER_CALL(
            "rpc.server.call.duration",
            Kind.TIMER,
            "Calls of served methods, from the whole request to the answer; retries of a caller count as calls.",
            Label.SYSTEM,
            Label.SERVICE,
            Label.METHOD,
            Label.STATUS,
            Label.ERROR),
    SERVER_QUEUE(
            "ms.server.queue.duration",
            Kind.TIMER,
            "How long calls that got a worker had waited for it.",
            Label.SERVICE,
            Label.METHOD),
    SERVER_BODY(
            "ms.server.body.duration",
            Kind.TIMER,
            "How long bodies ran; of a method that returns a future, until that was complete.",
            Label.SERVICE,
            Label.METHOD),
    SERVER_REFUSED(
            "ms.server.refused",
            Kind.COUNTER,
            "Requests that were refused before it was known that they mean a served method.",
            Label.ERROR),
    SERVER_WORKERS("ms.server.workers", Kind.GAUGE, "Bodies that can run at the same time (setting workers)."),
    SERVER_RUNNING("ms.server.workers.busy", Kind.GAUGE, "Bodies that run."),
    SERVER_BLOCKED("ms.server.bodies.blocked", Kind.GAUGE, "Bodies that wait for nested calls or their own futures."),
    SERVER_QUEUED("ms.server.queue.calls", Kind.GAUGE, "Calls that wait for a worker."),
    SERVER_RECORD(
            "ms.server.record.calls",
            Kind.GAUGE,
            "Calls that must not run twice and whose outcome is remembered or awaited."),

    CLIENT_CALL(
            "rpc.client.call.duration",
            Kind.TIMER,
            "Whole calls of this process, with all their attempts and pauses.",
            Label.SYSTEM,
            Label.SERVICE,
            Label.METHOD,
            Label.STATUS,
            Label.ERROR),
    CLIENT_ATTEMPT(
            "ms.client.attempt.duration",
            Kind.TIMER,
            "Single attempts at calls.",
            Label.SERVICE,
            Label.METHOD,
            Label.STATUS,
            Label.ERROR),
    CLIENT_RETRIES(
            "ms.client.retries",
            Kind.COUNTER,
            "Attempts beyond a call's first, by what had become of the one before.",
            Label.SERVICE,
            Label.METHOD,
            Label.ERROR),
    CLIENT_FALLBACKS(
            "ms.client.fallbacks",
            Kind.COUNTER,
            "Bodies that ran in the caller because nobody served them.",
            Label.SERVICE,
            Label.METHOD),
    CLIENT_HEDGES(
            "ms.client.hedges", Kind.COUNTER, "Second attempts that were made beside a slow first one.", Label.SERVICE),
    CLIENT_EJECTIONS(
            "ms.client.ejections",
            Kind.COUNTER,
            "How often this process has begun to leave an instance alone because it failed.",
            Label.SERVICE),
    CLIENT_EJECTED(
            "ms.client.instances.ejected", Kind.GAUGE, "Instances that are left alone at this moment.", Label.SERVICE),
    CLIENT_IN_FLIGHT("ms.client.calls.in_flight", Kind.GAUGE, "Calls that have not ended.", Label.SERVICE),
    CLIENT_BUDGET(
            "ms.client.retry_budget.left",
            Kind.GAUGE,
            "Attempts beyond the first that the retry budget still allows at this moment.");

    /** What it is made of. */
    public enum Kind {
        /** A histogram of seconds. */
        TIMER("_seconds"),
        /** Only goes up. */
        COUNTER("_total"),
        /** A value at the moment of asking. */
        GAUGE("");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Value of {@link Label#SYSTEM}. */
    public static final String SYSTEM = "ms-agent";

    private final String otelName;
    private final Kind kind;
    private final String meaning;
    private final List<Label> labels;

    Metric(String otelName, Kind kind, String meaning, Label... labels) {
        this.otelName = otelName;
        this.kind = kind;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** Its name with dots, as OpenTelemetry writes it. */
    public String otelName() {
        return otelName;
    }

    /**
     * Its name as Prometheus writes it, by <a
     * href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">OpenTelemetry's mapping</a>:
     * underscores, then the unit, then {@code _total} for counters.
     */
    public String prometheusName() {
        return otelName.replace('.', '_') + kind.suffix;
    }

    /** What it is made of. */
    public Kind kind() {
        return kind;
    }

    /** What it says, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** Its labels, in the order in which their values are given. */
    public List<Label> labels() {
        return labels;
    }

    /** The value of {@link Label#METHOD}. */
    public static String method(String service, String signature) {
        return service + "/" + signature;
    }
}
