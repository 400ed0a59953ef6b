package io.msagent.stateful.calls;

import io.msagent.core.call.NotStarted;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.wire.StateCodec;
import org.jspecify.annotations.Nullable;

/** Makes the objects that bodies run on. */
final class KeyObjects {
    private KeyObjects() {}

    /**
     * A new one.
     *
     * @param state what it is to be like; null: as its constructor leaves it
     * @throws NotNow if it cannot be made, or its class has what cannot be kept
     */
    static KeyObject made(Visit visit, byte @Nullable [] state) throws NotNow {
        try {
            StateCodec codec = visit.call.method().state();
            if (state != null) {
                return new KeyObject(codec.read(state), codec, Fingerprint.of(state));
            }
            Object fresh = codec.fresh();
            // what cannot be written is found out before anything has happened to it
            byte[] unused = codec.write(fresh);
            return new KeyObject(fresh, codec, null);
        } catch (RuntimeException | LinkageError e) {
            String detail = visit.about().key() + ": the object of key " + visit.call.key() + " cannot be had: "
                    + e.getMessage();
            throw new NotNow(call -> call.refuse(NotStarted.NO_RECEIVER, detail, null));
        }
    }
}
