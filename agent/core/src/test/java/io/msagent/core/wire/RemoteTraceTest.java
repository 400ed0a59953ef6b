package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person reads in a remote exception's stack trace. */
class RemoteTraceTest {
    private static StackTraceElement[] frames(String... classes) {
        return Stream.of(classes)
                .map(c -> new StackTraceElement(c, "m", "F.java", 1))
                .toArray(StackTraceElement[]::new);
    }

    private static List<String> classes(StackTraceElement[] frames) {
        return Stream.of(frames).map(StackTraceElement::getClassName).toList();
    }

    private static final StackTraceElement[] REMOTE = frames(
            "java.util.Objects",
            "com.acme.Pricing",
            "jdk.internal.reflect.DirectMethodHandleAccessor",
            "java.lang.reflect.Method",
            "io.msagent.core.runtime.Served",
            "io.msagent.core.server.Worker",
            "java.lang.Thread");
    private static final StackTraceElement[] LOCAL = frames(
            "java.lang.Thread",
            "io.msagent.core.client.Caller",
            "dev.failsafe.Executor",
            "io.msagent.core.client.Caller",
            "io.msagent.bridge.Bridge",
            "com.acme.Pricing",
            "com.acme.Main");

    @Test
    void theBodysFramesStandOverTheCallersWithOneFrameBetween() {
        IOException thrown = new IOException();
        thrown.setStackTrace(REMOTE);
        assertThat(RemoteTrace.splice(thrown, "in instance shop@4711 (pid 4711)", LOCAL))
                .isSameAs(thrown);
        assertThat(classes(thrown.getStackTrace()))
                .containsExactly(
                        "java.util.Objects", "com.acme.Pricing", "ms-agent", "com.acme.Pricing", "com.acme.Main");
        assertThat(thrown.getStackTrace()[2]).hasToString("ms-agent.call(in instance shop@4711 (pid 4711))");
    }

    @Test
    void aNestedCallIsSplicedTwice() {
        IOException thrown = new IOException();
        thrown.setStackTrace(REMOTE);
        StackTraceElement[] middle = frames(
                "io.msagent.core.client.Caller",
                "io.msagent.bridge.Bridge",
                "com.acme.Report",
                "java.lang.invoke.MethodHandle",
                "io.msagent.core.runtime.Served",
                "java.lang.Thread");
        RemoteTrace.splice(thrown, "in a", middle);
        RemoteTrace.splice(thrown, "in b", LOCAL);
        assertThat(classes(thrown.getStackTrace()))
                .containsExactly(
                        "java.util.Objects",
                        "com.acme.Pricing",
                        "ms-agent",
                        "com.acme.Report",
                        "ms-agent",
                        "com.acme.Pricing",
                        "com.acme.Main");
    }

    @Test
    void aFailureOfTheMachineryInsideABodyKeepsItsOwnFrames() {
        StackTraceElement[] failed = frames(
                "io.msagent.core.client.Caller",
                "io.msagent.bridge.Bridge",
                "com.acme.Report",
                "java.lang.reflect.Method",
                "io.msagent.core.runtime.Served");
        assertThat(classes(RemoteTrace.body(failed)))
                .containsExactly("io.msagent.core.client.Caller", "io.msagent.bridge.Bridge", "com.acme.Report");
    }

    @Test
    void framesWithoutMachineryStayAsTheyAre() {
        assertThat(RemoteTrace.body(frames("a.B", "java.lang.reflect.Method"))).hasSize(2);
        assertThat(classes(RemoteTrace.caller(frames("java.lang.Thread", "a.B"))))
                .contains("a.B");
    }

    @Test
    void theCurrentStackIsTheCallers() {
        IOException thrown = new IOException();
        thrown.setStackTrace(REMOTE);
        StackTraceElement[] joined = RemoteTrace.splice(thrown, "in x").getStackTrace();
        assertThat(joined[2].getFileName()).isEqualTo("in x");
        assertThat(classes(joined).subList(3, joined.length))
                .as("this test is no application, so its own frames are left out too")
                .isNotEmpty()
                .noneMatch(c -> c.startsWith("io.msagent.core."));
    }
}
