package io.msagent.registry.consul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.orbitz.consul.model.kv.TxError;
import com.orbitz.consul.model.kv.TxResponse;
import com.orbitz.consul.util.Jackson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Consul answers to a transaction that it has not done. */
final class TransactionErrors {
    /** Consul's words for a lock that is another's and a modify index that is another. */
    private static final List<String> CONFLICTS = List.of(
            "failed session check for key",
            "failed to check session, key",
            "index is stale",
            "lock is already held",
            "due to lock delay",
            "lock isn't held, or is held by another session");

    private TransactionErrors() {}

    /**
     * Whether the only thing wrong is that somebody else was there first.
     *
     * @param message of Orbitz's exception, which ends with the answer's body
     */
    static boolean sayConflict(@Nullable String message) {
        int body = message == null ? -1 : message.indexOf('{');
        if (message == null || body < 0) {
            return false;
        }
        try {
            List<TxError> errors = Jackson.MAPPER
                    .readValue(message.substring(body), TxResponse.class)
                    .errors();
            return !errors.isEmpty() && errors.stream().allMatch(TransactionErrors::isConflict);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isConflict(TxError error) {
        String what = error.what().orElse("");
        return CONFLICTS.stream().anyMatch(what::contains);
    }
}
