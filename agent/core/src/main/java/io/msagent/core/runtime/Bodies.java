package io.msagent.core.runtime;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.context.AppContext;
import io.msagent.core.context.AppContexts;
import io.msagent.core.wire.JsonCodecs;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.StateCodec;
import io.msagent.core.wire.WireOptions;
import org.jspecify.annotations.Nullable;

/** Links woven methods with their classes: bodies, codecs and digests. Thread-safe. */
final class Bodies {
    private final WireOptions wire;
    private final AppContexts contexts;
    private final CodeDigest digests = new CodeDigest();
    private @Nullable JsonCodecs codecs;

    Bodies(WireOptions wire, AppContexts contexts) {
        this.wire = wire;
        this.contexts = contexts;
    }

    Body body(Class<?> type, MethodKey key) {
        return Body.of(type, key, wire.opener());
    }

    MethodCodec codec(Body body, ServiceMethod method) {
        return codecs().codecFor(body.method(), body.method().getDeclaringClass(), method.async());
    }

    StateCodec state(Class<?> type) {
        return codecs().stateOf(type);
    }

    AppContext context(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return contexts.of(loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    String digest(Class<?> type) {
        return digests.of(type);
    }

    /** Made late: it loads Jackson, which a program that makes no call need not wait for. */
    private synchronized JsonCodecs codecs() {
        JsonCodecs there = codecs;
        if (there == null) {
            there = new JsonCodecs(wire);
            codecs = there;
        }
        return there;
    }
}
