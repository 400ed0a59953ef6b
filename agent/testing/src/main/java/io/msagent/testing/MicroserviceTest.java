package io.msagent.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once in each {@link Mode}, and is reported under its name.
 *
 * <p>Lifecycle methods and extensions work as ever, each where the body runs. A parameter of type {@link Mode} gets the
 * mode. May be used as a meta-annotation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(ModesExtension.class)
public @interface MicroserviceTest {

    /** The modes, in this order. */
    Mode[] value() default {Mode.PLAIN, Mode.LOOPBACK, Mode.PROCESSES};

    /**
     * Settings of the agent, as {@code "include=com.acme.Pricing#quote"}; they go before those that the mode sets. Default
     * of {@code timeout} in {@link Mode#PROCESSES}, where the first call waits for a provider: {@code 2m}.
     */
    String[] settings() default {};

    /** Whether a difference that {@link Mode#COMPARE} finds fails the test; if not, it is printed and reported only. */
    boolean failOnDifference() default true;
}
