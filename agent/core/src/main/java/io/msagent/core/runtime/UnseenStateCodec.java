package io.msagent.core.runtime;

import io.msagent.core.wire.StateCodec;

/** Makes objects that are no beans of the application, though their constructors are woven as those of beans are. */
final class UnseenStateCodec implements StateCodec {
    private static final ThreadLocal<Boolean> MAKING = ThreadLocal.withInitial(() -> false);

    private final StateCodec codec;

    UnseenStateCodec(StateCodec codec) {
        this.codec = codec;
    }

    /** Whether this thread makes one at this moment. */
    static boolean isMaking() {
        return MAKING.get();
    }

    @Override
    public Object fresh() {
        MAKING.set(true);
        try {
            return codec.fresh();
        } finally {
            MAKING.remove();
        }
    }

    @Override
    public byte[] write(Object object) {
        return codec.write(object);
    }

    @Override
    public Object read(byte[] state) {
        MAKING.set(true);
        try {
            return codec.read(state);
        } finally {
            MAKING.remove();
        }
    }
}
