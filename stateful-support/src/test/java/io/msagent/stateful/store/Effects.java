package io.msagent.stateful.store;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.store.StateStore.Around;
import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StateStore.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What a test of stores writes: calls, keys, and commits with texts for states. */
public final class Effects {
    /** The class of all states here. */
    public static final String CLASS = "com.acme.Cart";

    private static final long SOME_TIME = 1_750_000_000_000L;

    private Effects() {}

    /** A service that no other test has. */
    public static String newService() {
        return "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    /** The first call of a new transaction that began now, as tests have it. */
    public static TransactionCall newCall() {
        return call(SOME_TIME, "1");
    }

    /** A call of a new transaction that began this many milliseconds after the tests' beginning. */
    public static TransactionCall callAt(long millis) {
        return call(SOME_TIME + millis, "1");
    }

    /** The time of {@link #callAt}. */
    public static java.time.Instant timeAt(long millis) {
        return java.time.Instant.ofEpochMilli(SOME_TIME + millis);
    }

    private static TransactionCall call(long millis, String number) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = millis << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() & 0x3fffffffffffffffL | Long.MIN_VALUE;
        return new TransactionCall(new TransactionId(new UUID(high, low).toString()), number, true);
    }

    /** Another call of the same transaction. */
    public static TransactionCall sibling(TransactionCall call, String number) {
        return new TransactionCall(call.id(), number, true);
    }

    public static StateKey key(String service, int partition, String key) {
        return new StateKey(service, partition, key, CLASS);
    }

    /** Of a method with a key. */
    public static Commit commit(StateKey key, long epoch, TransactionCall call, String state, Around... around) {
        return commit(key, false, epoch, call, state, around);
    }

    /** Of a method without a key, whose state is the transaction's own. */
    public static Commit keyless(String service, int partition, TransactionCall call, String state) {
        return commit(key(service, partition, call.id().value()), true, 1, call, state);
    }

    private static Commit commit(
            StateKey key, boolean ofTransaction, long epoch, TransactionCall call, String state, Around... around) {
        return new Commit(
                new HeldLease(key.service(), key.partition(), epoch),
                key,
                state == null ? null : bytes(state),
                ofTransaction,
                call,
                "f-" + call.number(),
                answer(state == null ? "unchanged" : state),
                List.of(around));
    }

    /** The answer that {@link #commit} has. */
    public static Answer answer(String text) {
        return new Answer(200, Map.of("content-type", "application/json", "ms-outcome", "ok: " + text), bytes(text));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record HeldLease(String service, int partition, long epoch) implements Lease {
        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public void end(String why) {}
    }
}
