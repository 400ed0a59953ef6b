package io.msagent.core.server;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.context.AppContext;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.StateCodec;
import org.jspecify.annotations.Nullable;

/** One method that a provider runs. Safe for use by any thread. */
public interface ServedMethod {

    /** What it is. */
    ServiceMethod about();

    /** How its values travel. */
    MethodCodec codec();

    /**
     * How its state is written and read; one for all methods of a class.
     *
     * @throws IllegalStateException if it keeps no state in its objects
     */
    default StateCodec state() {
        throw new IllegalStateException(about().key() + " keeps no state");
    }

    /** What of the application's context the body finds. */
    default AppContext context() {
        return AppContext.NONE;
    }

    /** What the thread's context class loader is while the body runs; usually the loader of the method's class. */
    default ClassLoader contextClassLoader() {
        return ClassLoader.getSystemClassLoader();
    }

    /**
     * Runs the body.
     *
     * @param receiver the one that travelled with the call, or null: then the provider's own
     * @return what the body returned; for an asynchronous method the future itself
     * @throws Throwable what the body threw, unwrapped
     * @throws NoReceiverException before the body has started, if there is no object to run it on
     */
    @Nullable
    Object invoke(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable;
}
