package io.msagent.core.runtime;

import io.msagent.core.call.ServiceMethod;
import org.jspecify.annotations.Nullable;

/** What woven code does in this process: the caller's role, the provider's, or both. Safe for use by any thread. */
public interface AgentRuntime {

    /**
     * A method is being woven.
     *
     * @param loader the class loader that will define its class; null for the bootstrap loader
     * @return the number under which woven code names it; the same method gets the same number again
     */
    int add(ServiceMethod method, @Nullable ClassLoader loader);

    /** Whether this call goes out; cheap, never blocks, never throws. */
    boolean leaves(int method);

    /** Makes the call elsewhere; null if the body is to run here after all. */
    Object @Nullable [] call(int method, @Nullable Object receiver, @Nullable Object[] arguments) throws Throwable;

    /** The application's {@code main} is about to run; true if it is replaced, and then only when the process is to end. */
    boolean enterMain();

    /** The application's {@code main} has returned; in a provider blocks while it serves. */
    void leaveMain();

    /** A constructor of a possible receiver has ended. */
    void born(Object receiver);
}
