package io.msagent.testing;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** A mode whose body, with its lifecycle methods, runs in another JVM; what happens there is what is reported here. */
final class InvocationElsewhere extends InvocationHere implements InvocationInterceptor {
    private static final String JUPITER = "[engine:junit-jupiter]";
    private static final String INVOCATION = "/[test-template-invocation:";
    private static final String DIFFERENCES = "would differ in another process:\n  ";

    private final MicroserviceTest test;

    InvocationElsewhere(Mode mode, MicroserviceTest test) {
        super(mode);
        this.test = test;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        ModeRun run = ModeJvms.run(mode(), List.of(test.settings()), template(context.getUniqueId()));
        Throwable thrown = run.outcome().thrown(mode());
        if (!run.differences().isEmpty()) {
            String report = DIFFERENCES + String.join("\n  ", run.differences());
            if (!test.failOnDifference()) {
                System.out.println(report);
                context.publishReportEntry("differences", report);
            } else if (thrown == null) {
                thrown = new AssertionError(report);
            } else {
                thrown.addSuppressed(new AssertionError(report));
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        invocation.skip();
    }

    /** The test's id, without what stands around it here (a suite) and without the number of this invocation. */
    private static String template(String id) {
        return id.substring(Math.max(0, id.indexOf(JUPITER)), id.lastIndexOf(INVOCATION));
    }
}
