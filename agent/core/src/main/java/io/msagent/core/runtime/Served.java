package io.msagent.core.runtime;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.context.AppContext;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.StateCodec;
import org.jspecify.annotations.Nullable;

/** A woven method, as the listener runs it. */
final class Served implements ServedMethod {
    private final WovenMethod method;
    private final Receivers receivers;

    Served(WovenMethod method, Receivers receivers) {
        this.method = method;
        this.receivers = receivers;
    }

    @Override
    public ServiceMethod about() {
        return method.method();
    }

    @Override
    public MethodCodec codec() {
        return method.codec();
    }

    @Override
    public AppContext context() {
        return method.context();
    }

    @Override
    public @Nullable Object invoke(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable {
        return method.runHere(on(receiver), arguments);
    }

    /** What the body runs on: the key's object, if it is given one. */
    @Nullable
    Object on(@Nullable Object given) {
        return given != null && keepsObjects() ? given : receivers.find(method, given);
    }

    @Override
    public StateCodec state() {
        if (!keepsObjects()) {
            throw new IllegalStateException(about().key() + " keeps no state in its objects");
        }
        return new UnseenStateCodec(method.state());
    }

    /** Whether each key has an object of its own. */
    private boolean keepsObjects() {
        Stateful kept = about().stateful();
        return kept != null && kept.kind() != Stateful.Kind.EXTERNAL;
    }

    @Override
    public ClassLoader contextClassLoader() {
        ClassLoader loader = method.loader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }
}
