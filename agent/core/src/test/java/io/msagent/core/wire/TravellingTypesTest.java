package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a type's name alone says. */
class TravellingTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.InputStream",
                "java.io.Reader",
                "java.net.Socket",
                "java.lang.Thread",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.locks.ReentrantLock",
                "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
                "java.lang.ClassLoader",
                "java.sql.Connection",
                "java.util.function.Supplier",
                "java.util.stream.Stream",
                "java.util.stream.Stream$Builder",
                "java.util.Iterator",
                "java.lang.reflect.Method",
                "java.lang.invoke.MethodHandle",
                "java.lang.Class",
                "java.lang.Class[]",
                "java.util.concurrent.CompletableFuture",
                "java.util.concurrent.Flow$Publisher",
                "java.lang.Runnable",
            })
    void sayWhyNot(String name) {
        assertThat(TravellingTypes.whyNot(name)).isPresent();
        assertThat(TravellingTypes.isJdkValue(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "long[][]",
                "void",
                "java.lang.String",
                "java.lang.Integer[]",
                "java.math.BigDecimal",
                "java.time.ZonedDateTime",
                "java.sql.Timestamp",
                "java.util.List",
                "java.util.Map",
                "java.util.Map$Entry",
                "java.util.Collection",
                "java.util.EnumSet",
                "java.util.concurrent.ConcurrentMap",
                "java.util.NavigableSet",
                "java.util.Optional",
                "java.nio.file.Path",
                "java.util.concurrent.atomic.AtomicLong",
            })
    void nameTheValues(String name) {
        assertThat(TravellingTypes.isJdkValue(name)).isTrue();
        assertThat(TravellingTypes.whyNot(name)).isEmpty();
    }

    @Test
    void leaveTheRestToTheClass() {
        for (String name :
                new String[] {"com.acme.Order", "java.lang.Object", "java.lang.Comparable", "java.sql.SQLException"}) {
            assertThat(TravellingTypes.isJdkValue(name)).isFalse();
            assertThat(TravellingTypes.whyNot(name)).isEmpty();
        }
    }
}
