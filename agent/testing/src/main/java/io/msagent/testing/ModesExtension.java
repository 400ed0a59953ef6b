package io.msagent.testing;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one invocation of each mode; in a JVM that was started for one mode, that one. */
final class ModesExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), MicroserviceTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Mode here = ModeJvm.mode();
        if (here != null) {
            return Stream.of(new InvocationHere(here));
        }
        MicroserviceTest test = AnnotationSupport.findAnnotation(context.getTestMethod(), MicroserviceTest.class)
                .orElseThrow();
        return Arrays.stream(test.value())
                .map(mode -> mode == Mode.PLAIN ? new InvocationHere(mode) : new InvocationElsewhere(mode, test));
    }
}
