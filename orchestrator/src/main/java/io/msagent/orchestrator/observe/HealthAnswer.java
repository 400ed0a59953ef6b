package io.msagent.orchestrator.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.model.Keeping;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance says of itself and of one of its services.
 *
 * @param busyMicros time that its workers have spent in bodies since its start, summed
 * @param upMicros time since its start
 * @param capacity bodies that can run at the same time; 0 if it did not say
 * @param calls bodies of the service that have ended
 * @param p50Micros -1 if not known
 * @param p99Micros -1 if not known
 * @param lastCallAgoMillis -1 if there was no call
 * @param callers calls of the service by who called
 * @param keeping null if the service keeps no state
 */
record HealthAnswer(
        long busyMicros,
        long upMicros,
        int running,
        int queued,
        int capacity,
        long calls,
        long p50Micros,
        long p99Micros,
        long lastCallAgoMillis,
        Map<String, Long> callers,
        @Nullable Keeping keeping) {

    /** The answer's part about the service; one that says nothing has no capacity. */
    static HealthAnswer parse(byte[] body, String service) throws IOException {
        JsonNode all = body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
        JsonNode of = all.path("services").path(service);
        Map<String, Long> callers = new HashMap<>();
        of.path("callers")
                .fields()
                .forEachRemaining(
                        caller -> callers.put(caller.getKey(), caller.getValue().asLong()));
        return new HealthAnswer(
                all.path("busyMicros").asLong(),
                all.path("upMicros").asLong(),
                all.path("running").asInt(),
                all.path("queued").asInt(),
                all.path("capacity").asInt(),
                of.path("calls").asLong(),
                of.path("p50Micros").asLong(-1),
                of.path("p99Micros").asLong(-1),
                of.path("lastCallAgoMillis").asLong(-1),
                Map.copyOf(callers),
                KeepingAnswer.parse(of.path("stateful")));
    }
}
