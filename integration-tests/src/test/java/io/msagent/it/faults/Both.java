package io.msagent.it.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a test for an idempotent method and for one that is not. */
@ParameterizedTest
@ValueSource(strings = {"again", "once"})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Both {}
