package io.msagent.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/** Runs one test with JUnit's launcher. Used once. */
final class TestRun implements TestExecutionListener {
    /** The build's own listeners hear of the test in the JVM that asked for it. */
    private static final LauncherConfig QUIETLY = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    private int tests;
    private @Nullable Throwable thrown;

    private TestRun() {}

    static Outcome of(String uniqueId) {
        TestRun run = new TestRun();
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectUniqueId(uniqueId))
                    .filters(EngineFilter.includeEngines("junit-jupiter"))
                    .build();
            LauncherFactory.create(QUIETLY).execute(request, run);
        } catch (RuntimeException | LinkageError e) {
            run.failed(e);
        }
        if (run.tests == 0) {
            run.failed(new IllegalStateException(uniqueId + ": JUnit found no such test in the JVM of this mode"
                    + " (expected: the same class path there, and a test that needs no other test)"));
        }
        return run.thrown == null ? Outcome.passed() : Outcome.threw(run.thrown);
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isTest()) {
            tests++;
        }
        result.getThrowable().ifPresent(this::failed);
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        failed(new TestAbortedException(
                identifier.getDisplayName() + " is skipped in the JVM of this mode: " + reason));
    }

    /** The first failure tells most; a container's that ends later goes with it. */
    private void failed(Throwable failure) {
        if (thrown == null) {
            thrown = failure;
        } else if (thrown != failure && tests > 0) {
            thrown.addSuppressed(failure);
        }
    }
}
