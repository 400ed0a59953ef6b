package io.msagent.core.runtime;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.wire.JsonCodecs;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.ModuleOpener;

/** Links woven methods with their classes: bodies, codecs and digests. Thread-safe. */
final class Bodies {
    private final ModuleOpener opener;
    private final JsonCodecs codecs;
    private final CodeDigest digests = new CodeDigest();

    Bodies(ModuleOpener opener, JsonCodecs codecs) {
        this.opener = opener;
        this.codecs = codecs;
    }

    Body body(Class<?> type, MethodKey key) {
        return Body.of(type, key, opener);
    }

    MethodCodec codec(Body body, ServiceMethod method) {
        return codecs.codecFor(body.method(), body.method().getDeclaringClass(), method.async());
    }

    String digest(Class<?> type) {
        return digests.of(type);
    }
}
