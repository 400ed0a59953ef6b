package io.msagent.core.client;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.context.AppContext;
import io.msagent.core.wire.MethodCodec;
import org.jspecify.annotations.Nullable;

/** A method as its caller needs it. Safe for use by any thread. */
public interface Callee {
    /** What it is. */
    ServiceMethod method();

    /** How its values travel. */
    MethodCodec codec();

    /** Digest of the caller's code. */
    String digest();

    /** What of the application goes along beside the arguments. */
    default AppContext context() {
        return AppContext.NONE;
    }

    /** Runs the body in this process; for asynchronous methods, whose caller has gone on by then. */
    @Nullable
    Object runHere(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable;
}
