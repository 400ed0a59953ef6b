package io.msagent.stateful.calls;

import io.msagent.core.wire.StateCodec;

/** Writes the state of objects that a body which would not end may still change. */
final class Snapshots {
    private static final int TIMES = 20;

    private Snapshots() {}

    /** As it is at some moment from now on; most collections show that they were changed meanwhile. */
    static byte[] of(StateCodec codec, Object object) {
        for (int i = 1; ; i++) {
            try {
                return codec.write(object);
            } catch (RuntimeException e) {
                if (i == TIMES) {
                    throw e;
                }
            }
        }
    }
}
