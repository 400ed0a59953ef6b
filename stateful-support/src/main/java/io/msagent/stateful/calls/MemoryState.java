package io.msagent.stateful.calls;

import io.msagent.core.log.Log;
import io.msagent.stateful.holding.Handed.KeyState;
import org.jspecify.annotations.Nullable;

/**
 * The state of one key that memory alone has.
 *
 * @param object has it; null: it is as it was handed over
 * @param handed as it was handed over; null: the object has it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemoryState(
        String key,
        String className,
        boolean ofTransaction,
        @Nullable KeyObject object,
        byte @Nullable [] handed) {

    /** Encodes it, which may take long; null, and said in the log, if that cannot be: other keys must not be lost with it. */
    @Nullable
    KeyState written() {
        if (object == null) {
            return handed == null ? null : new KeyState(key, className, handed, ofTransaction);
        }
        try {
            return new KeyState(key, className, Snapshots.of(object.codec, object.object), ofTransaction);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            Log.error(
                    className + ": the state of key " + key + " cannot be handed over, and is lost: " + e.getMessage());
            return null;
        }
    }
}
