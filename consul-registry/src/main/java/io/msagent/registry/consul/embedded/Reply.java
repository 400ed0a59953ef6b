package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a route answers: now, or when there is news. */
sealed interface Reply {

    /**
     * An answer.
     *
     * @param type content type, or null if there is no content
     * @param json written compactly or, with {@code ?pretty}, prettily; if null, {@code raw} counts
     * @param index value of {@code X-Consul-Index}, or 0 for none
     * @param read whether it says how fresh what was read is: as with an index
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(
            int status, @Nullable String type, @Nullable JsonNode json, byte[] raw, long index, boolean read)
            implements Reply {
        private static final byte[] NOTHING = {};

        Answer(int status, @Nullable String type, @Nullable JsonNode json, byte[] raw, long index) {
            this(status, type, json, raw, index, index > 0);
        }

        static Answer ok() {
            return new Answer(200, null, null, NOTHING, 0);
        }

        static Answer of(JsonNode json) {
            return of(200, json);
        }

        static Answer of(int status, JsonNode json) {
            return new Answer(status, "application/json", json, NOTHING, 0);
        }

        static Answer of(boolean yes) {
            return of(BooleanNode.valueOf(yes));
        }

        static Answer raw(byte[] bytes) {
            return new Answer(200, "text/plain", null, bytes, 0);
        }

        static Answer notFound() {
            return new Answer(404, null, null, NOTHING, 0);
        }

        static Answer of(HttpError error) {
            return new Answer(
                    error.status(),
                    "text/plain; charset=utf-8",
                    null,
                    error.text().getBytes(StandardCharsets.UTF_8),
                    0);
        }

        Answer at(long newIndex) {
            return new Answer(status, type, json, raw, newIndex);
        }

        /** The same, as one that has only read. */
        Answer thatRead() {
            return new Answer(status, type, json, raw, index, true);
        }

        /** The same with its body written already. */
        Answer written(byte[] body) {
            return new Answer(status, type, null, body, index, read);
        }

        byte[] bytes(boolean pretty) {
            return json == null ? raw : pretty ? Json.pretty(json) : Json.compact(json);
        }
    }

    /**
     * An answer that a blocking query may wait for.
     *
     * @param read looks at the state; called while holding its monitor, perhaps several times
     */
    record Watched(Topic topic, Supplier<Reading> read) implements Reply {}

    /**
     * What the state says.
     *
     * @param index of its newest change
     * @param answer makes the answer from pictures already taken; called without the monitor
     */
    record Reading(long index, Supplier<Answer> answer) {}
}
