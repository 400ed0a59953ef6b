package io.msagent.core.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.msagent.core.call.MethodKey;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.metrics.Meters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts this process's calls by method. Safe for use by any thread. */
public final class CallStats {
    private final ConcurrentMap<Id, MethodStats> methods = new ConcurrentHashMap<>();

    private final Meters meters;

    private record Id(String service, MethodKey key) {}

    /** Counts for its own table only. */
    public CallStats() {
        this(Meters.NONE);
    }

    /** Feeds the metrics too. */
    public CallStats(Meters meters) {
        this.meters = meters;
    }

    /**
     * One method's numbers.
     *
     * @param method class and signature, as {@code com.acme.Pricing#quote(int)}
     * @param calls calls begun
     * @param remote calls whose body ran in a provider, whether it returned or threw
     * @param local calls whose body ran here because nobody served it
     * @param failed calls that ended with a failure of the machinery
     * @param threw calls whose body threw in a provider
     * @param retries attempts beyond each call's first
     * @param p50Micros half of the remote calls took at most this long, in microseconds, to within 1 %
     * @param p99Micros 99 % of them did
     * @param maxMicros the longest one
     * @param instances ids of the instances that answered, sorted; at most 1,000
     */
    public record Row(
            String service,
            String method,
            long calls,
            long remote,
            long local,
            long failed,
            long threw,
            long retries,
            long p50Micros,
            long p99Micros,
            long maxMicros,
            Set<String> instances) {}

    /** Where the caller shows what belongs to no method. */
    Meters meters() {
        return meters;
    }

    /** The counters of a method; the same ones for every class loader that weaves it. */
    MethodStats of(ServiceMethod method) {
        return methods.computeIfAbsent(
                new Id(method.service(), method.key()), id -> new MethodStats(id.service(), id.key(), meters));
    }

    /** The numbers of all methods called so far, by service and method. */
    public List<Row> snapshot() {
        return methods.values().stream()
                .map(MethodStats::row)
                .sorted(Comparator.comparing(Row::service).thenComparing(Row::method))
                .toList();
    }

    /**
     * Writes the numbers as JSON; a reader of the file sees the old content or the new, never half of it.
     *
     * @throws IOException if the file cannot be written
     */
    public void writeJson(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("stats.file: " + file + " (expected: a file's path)");
        }
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(aside);
                    JsonGenerator json = new JsonFactory().createGenerator(out)) {
                write(json);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("methods");
        for (Row row : snapshot()) {
            json.writeStartObject();
            json.writeStringField("service", row.service());
            json.writeStringField("method", row.method());
            json.writeNumberField("calls", row.calls());
            json.writeNumberField("remote", row.remote());
            json.writeNumberField("local", row.local());
            json.writeNumberField("failed", row.failed());
            json.writeNumberField("threw", row.threw());
            json.writeNumberField("retries", row.retries());
            json.writeNumberField("p50Micros", row.p50Micros());
            json.writeNumberField("p99Micros", row.p99Micros());
            json.writeNumberField("maxMicros", row.maxMicros());
            json.writeArrayFieldStart("instances");
            for (String instance : row.instances()) {
                json.writeString(instance);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
