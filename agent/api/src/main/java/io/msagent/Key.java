package io.msagent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a {@link Microservice#stateful stateful} method that says whose state the call is for: a customer,
 * an account, a room. At most one parameter; a {@code String}, an integral number, {@code boolean}, {@code char}, an enum
 * or a {@code UUID}; never null, and at most 512 bytes of UTF-8. Calls for one key go to its one owner and run there one at
 * a time, in the order of their arrival.
 *
 * <p>Where a method has no key, the {@link Transaction}'s id takes its place: such a state lives as long as the transaction.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Key {}
