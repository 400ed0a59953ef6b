package io.msagent.testing;

import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** A mode whose body runs in this JVM. */
class InvocationHere implements TestTemplateInvocationContext, ParameterResolver {
    private final Mode mode;

    InvocationHere(Mode mode) {
        this.mode = mode;
    }

    Mode mode() {
        return mode;
    }

    @Override
    public String getDisplayName(int index) {
        return mode.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Mode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return mode;
    }
}
