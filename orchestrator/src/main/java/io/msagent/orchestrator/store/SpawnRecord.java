package io.msagent.orchestrator.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The leader's decision that there shall be an instance, and perhaps that it shall end. Written before the supervisor of
 * its host starts it, so that a child is never unknown. What became of it stands in its {@link ProcessRecord}: each of the
 * two has one writer only, so neither can undo what the other says.
 *
 * @param id the instance's id
 * @param service what it serves
 * @param digest digest of the code it is started for
 * @param host name of the machine
 * @param orchestrator id of the orchestrator that decided so
 * @param intended when, ISO 8601
 * @param reason why, for people
 * @param stop that it shall end; {@link Halt#NONE} if it shall not
 */
public record SpawnRecord(
        String id,
        String service,
        String digest,
        String host,
        String orchestrator,
        String intended,
        String reason,
        Halt stop) {

    /** The same, which shall end now. */
    public SpawnRecord with(Halt halt) {
        return new SpawnRecord(id, service, digest, host, orchestrator, intended, reason, halt);
    }

    /**
     * The decision to end an instance.
     *
     * @param at when it was decided, ISO 8601; empty if it was not
     * @param force at once, or by asking it
     * @param failed whether it is ended because it failed
     * @param reason why, for people
     * @param patienceMillis how long it said that its end may take, for its registration is gone by then; 0 if it did not
     */
    public record Halt(
            String at,
            boolean force,
            boolean failed,
            String reason,
            @JsonInclude(Include.NON_DEFAULT) long patienceMillis) {
        /** It goes on. */
        public static final Halt NONE = new Halt("", false, false, "", 0);

        /** As it is recorded. What was written before there was a patience has none, and its seal covers none. */
        @JsonCreator(mode = Mode.DELEGATING)
        static Halt of(JsonNode recorded) {
            // whatever is not as it should be has another JSON than was sealed
            return new Halt(
                    recorded.path("at").asText(),
                    recorded.path("force").asBoolean(),
                    recorded.path("failed").asBoolean(),
                    recorded.path("reason").asText(),
                    recorded.path("patienceMillis").asLong());
        }

        /** Whether it was decided. */
        public boolean decided() {
            return !at.isEmpty();
        }
    }
}
