package io.msagent.stateful.calls;

import io.msagent.core.wire.StateCodec;
import org.jspecify.annotations.Nullable;

/**
 * The object of one class for one key. Its state belongs to whoever has the key's turn; that it is spoiled is seen by all who
 * got it before.
 */
final class KeyObject {
    final Object object;
    final StateCodec codec;
    /** Digest of the state as the store has it; null if it has none. */
    byte @Nullable [] committed;
    /** Something was done to it that the store has not got. */
    volatile boolean spoiled;

    KeyObject(Object object, StateCodec codec, byte @Nullable [] committed) {
        this.object = object;
        this.codec = codec;
        this.committed = committed;
    }
}
