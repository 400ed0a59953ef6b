package io.msagent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes of the application as JUnit does. */
final class Kit {
    private Kit() {}

    static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .allEvents();
    }

    static Events run(Class<?> tests, String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(tests, method))
                .execute()
                .allEvents();
    }

    static List<String> passed(Events events) {
        return ended(events, TestExecutionResult.Status.SUCCESSFUL);
    }

    static List<String> failed(Events events) {
        return ended(events, TestExecutionResult.Status.FAILED);
    }

    static List<String> aborted(Events events) {
        return ended(events, TestExecutionResult.Status.ABORTED);
    }

    private static List<String> ended(Events events, TestExecutionResult.Status status) {
        return events.finished().stream()
                .filter(event -> event.getTestDescriptor().isTest())
                .filter(event -> result(event).getStatus() == status)
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    /** What the one test that has thrown anything threw. */
    static Throwable thrown(Events events) {
        List<Throwable> all = events.finished().stream()
                .flatMap(event -> result(event).getThrowable().stream())
                .toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }

    /** What is printed meanwhile. */
    static String printed(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
