package io.msagent.bridge;

import org.jspecify.annotations.Nullable;

/** What the agent does when woven code arrives at the {@link Bridge}. Implementations are safe for use by any thread. */
public interface Hook {

    /** Whether this call of a woven method goes out; cheap, never blocks, never throws. */
    boolean leaves(int method);

    /**
     * Makes the call elsewhere.
     *
     * @param method the number under which the method was woven
     * @param receiver the object it was called on, null for a static method
     * @param arguments the arguments, boxed; never null
     * @return an array whose one element is the result (null for void), or null if the body is to run here after all
     * @throws Throwable what the body threw elsewhere, or a failure of the machinery
     */
    Object @Nullable [] call(int method, @Nullable Object receiver, @Nullable Object[] arguments) throws Throwable;

    /**
     * The application's {@code main} is about to run.
     *
     * @return whether its body has been replaced: then this returns only when the process is to end
     */
    boolean enterMain();

    /** The application's {@code main}, whose body did run, has returned. May block: the process then goes on serving. */
    void leaveMain();

    /** A constructor of a class that may be a served receiver has ended. */
    void born(Object receiver);
}
