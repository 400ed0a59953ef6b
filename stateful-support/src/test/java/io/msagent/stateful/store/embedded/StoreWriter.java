package io.msagent.stateful.store.embedded;

import static io.msagent.stateful.store.Effects.bytes;
import static io.msagent.stateful.store.Effects.commit;
import static io.msagent.stateful.store.Effects.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts up in one key's state, one commit for each number, and knows which were acknowledged. One thread at a time. */
final class StoreWriter {
    private static final String REST = "x".repeat(500);

    private final StateKey key;
    private long acknowledged;
    private long tried;
    private @Nullable TransactionCall last;

    StoreWriter(String service, int partition) {
        key = key(service, partition, "key" + partition);
    }

    int partition() {
        return key.partition();
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Returns when the store answers no more. */
    void writeUntilGone(StateStore store) {
        try {
            while (true) {
                // in the order of time, as real transactions are: their rows lie together, and what is replaced gets
                // free soon
                TransactionCall call = Effects.callAt(++tried);
                store.commit(commit(key, 1, call, tried + " " + REST));
                acknowledged = tried;
                last = call;
            }
        } catch (StoreException e) {
            // killed
        }
    }

    void check(StateStore store, String when) throws StoreException {
        byte[] state = store.load(key);
        long there = state == null ? 0 : number(state);
        assertThat(there).as("%s: %s, tried %d", when, key, tried).isBetween(acknowledged, tried);
        if (last != null) {
            assertThat(state).isEqualTo(bytes(there + " " + REST));
            assertThat(store.find(key.service(), key.partition(), last)).isInstanceOf(Known.Ended.class);
        }
    }

    private static long number(byte[] state) {
        return Long.parseLong(new String(state, StandardCharsets.UTF_8).split(" ", 2)[0]);
    }
}
