package io.msagent.core.runtime;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.client.Callee;
import io.msagent.core.context.AppContext;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.StateCodec;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A woven method and, from its first call on, what is needed to call it. It is described before its class exists, so
 * everything about the class is looked up late.
 */
final class WovenMethod implements Callee {
    private final int number;
    private final ServiceMethod method;
    private final @Nullable WeakReference<ClassLoader> loader;
    private final Bodies bodies;
    private volatile @Nullable Linked linked;

    private record Linked(Body body, MethodCodec codec, String digest, AppContext context) {}

    WovenMethod(int number, ServiceMethod method, @Nullable ClassLoader loader, Bodies bodies) {
        this.number = number;
        this.method = method;
        this.loader = loader == null ? null : new WeakReference<>(loader);
        this.bodies = bodies;
    }

    int number() {
        return number;
    }

    @Nullable
    ClassLoader loader() {
        return loader == null ? null : loader.get();
    }

    /** Looks up what a call needs. Throws whatever is wrong with the class, before anything is sent. */
    void link() {
        linked();
    }

    Body body() {
        return linked().body;
    }

    Class<?> type() {
        return body().method().getDeclaringClass();
    }

    @Override
    public ServiceMethod method() {
        return method;
    }

    @Override
    public MethodCodec codec() {
        return linked().codec;
    }

    @Override
    public String digest() {
        return linked().digest;
    }

    /** How the state of the class's objects is kept. */
    StateCodec state() {
        return bodies.state(type());
    }

    @Override
    public AppContext context() {
        return linked().context;
    }

    @Override
    public @Nullable Object runHere(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable {
        LocalEntry.announce(number);
        try {
            return linked().body.run(receiver, arguments);
        } finally {
            LocalEntry.clear();
        }
    }

    private Linked linked() {
        Linked there = linked;
        if (there == null) {
            // two threads may both do this; the results are equal
            Class<?> type = load();
            Body body = bodies.body(type, method.key());
            there = new Linked(body, bodies.codec(body, method), bodies.digest(type), bodies.context(type));
            linked = there;
        }
        return there;
    }

    private Class<?> load() {
        try {
            ClassLoader from = loader == null ? null : Objects.requireNonNull(loader.get(), "class loader is gone");
            return Class.forName(method.key().className(), false, from);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(method.key() + " was woven, but its class cannot be found", e);
        }
    }
}
