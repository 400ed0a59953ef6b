package io.msagent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method, or the public methods of a type, to run in another process when the program runs under
 * {@code -javaagent:ms-agent.jar}. Without the agent it changes nothing.
 *
 * <p>A mark on an interface or superclass method holds for the methods that implement or override it. The agent finds
 * the annotation by its name, so an application may carry a copy of it.
 *
 * <p>Arguments, result and exceptions travel by value. What a body does to its arguments or to its receiver stays in
 * the process that ran it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Microservice {

    /**
     * The service's name: a DNS label of at most 63 characters ({@code a-z}, {@code 0-9}, {@code -}). Default: derived
     * from class and method.
     */
    String value() default "";

    /**
     * Whether a second execution with the same arguments does no harm. If it does none, a call whose answer was lost is
     * made again on another instance; otherwise only the instance that may have run it is asked again, and answers
     * from its record of calls. Of a {@link #stateful} method it is taken to do harm unless the mark says otherwise.
     */
    boolean idempotent() default true;

    /**
     * Whether the service keeps state between calls: the fields of the object that its methods run on. The agent keeps one
     * such object for each {@link Key}, in the one instance that owns the key at the time, and runs the calls for a key one
     * after the other. {@code docs/stateful.md} says what can be relied on.
     *
     * <p>All marked methods of a class are stateful, or none. A stateful method never runs in its caller instead.
     */
    boolean stateful() default false;

    /** Where the state of a stateful service is kept; without a meaning for any other. */
    State state() default State.MEMORY;

    /**
     * The longest a call may take, retries included, as in {@code "250ms"}, {@code "10s"}, {@code "2m"}. Default: the
     * configuration's {@code timeout}.
     */
    String timeout() default "";

    /**
     * Whether the thread of a body that runs is interrupted when its caller has given the call up: its thread was
     * interrupted, its future cancelled, or the deadline has passed. By default such a body runs on. One that has not
     * started yet never starts, in either case.
     */
    boolean interruptible() default false;

    /** What to do when nobody serves the method. Default: the configuration's {@code fallback}. */
    Fallback fallback() default Fallback.CONFIGURED;

    /** What a call does when there is no instance to make it, and the body has certainly not started anywhere. */
    enum Fallback {
        /** As the configuration's {@code fallback} says; its own default is {@link #LOCAL}. */
        CONFIGURED,
        /** Run the body in the calling process. */
        LOCAL,
        /** Throw {@link NoInstanceException}. */
        NONE
    }

    /** Where the state of a stateful service is kept. */
    enum State {
        /** In the owner's memory: handed over when an instance leaves in good order, lost with a process that dies. */
        MEMORY,
        /**
         * In the store: every call's effect is there, together with its outcome, before its caller hears of it, and no call
         * takes effect twice.
         */
        DURABLE,
        /** Where the application keeps it; the agent sees to one owner, order and transaction ids, and keeps nothing. */
        EXTERNAL
    }
}
