package io.msagent.orchestrator.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;

/**
 * Who holds a lock, as it stands under the lock's key. Not sealed: it is for people, and to see early that a holder is
 * gone; nobody is ended or believed for it.
 *
 * @param id of the orchestrator
 * @param host name of its machine
 * @param machine tells a machine, since its start, and its processes from those of any other; empty where the system does not
 *     say
 * @param pid its process id
 * @param started start of its process as the system tells it, ISO 8601
 * @param admin base of its admin API
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LockHolder(String id, String host, String machine, long pid, String started, String admin) {

    /** What stands under a lock's key; empty if an orchestrator has not written it. */
    public static Optional<LockHolder> read(byte[] value) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(value, LockHolder.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is to stand under the lock's key. */
    public byte[] json() {
        try {
            return Json.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers can always be written", e);
        }
    }
}
